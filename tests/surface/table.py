"""What a proof of a parameter is, and the tables that they stand in.

A table names the commands that it is about, and each of its rows proves a parameter of one of them by something that
can be observed: the value that is returned, a property that reaches the browser, an error, state that is kept.

Example:
    >>> PROOFS = Proofs("slider", "select_slider")
    >>>
    >>> @PROOFS.of("slider", "step")
    >>> def the_step_is_that_of_the_browser() -> None:
    >>>     assert drawn("st.slider('n', step=5)").step == 5
    >>>
    >>> @PROOFS.each("help")
    >>> def help_is_a_tip(command: str) -> None: ...
    >>>
    >>> test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
"""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest

from rushlight.testing import AppTest

COMPATIBILITY = Path(__file__).parents[2] / "docs" / "compatibility.md"
SURFACE: dict[str, Any] = json.loads((Path(__file__).parent / "surface.json").read_text(encoding="utf-8"))

Check = TypeVar("Check", bound=Callable[..., None])


class Proof(NamedTuple):
    """One row of a table: what shows that a parameter does what it should."""

    command: str
    parameter: str
    claim: str
    check: Callable[[], None]

    @property
    def name(self) -> str:
        """The parameter's name among all."""
        return name_of(self.command, self.parameter)


class Proofs:
    """A table of proofs: of all parameters of some commands."""

    def __init__(self, *commands: str) -> None:
        self.commands = commands
        self.rows: list[Proof] = []

    def of(self, command: str, *parameters: str) -> Callable[[Check], Check]:
        """Make a function without arguments the proof of these parameters of a command, or of one that has none."""

        def add(check: Check) -> Check:
            for parameter in parameters or (ITSELF,):
                self._add(command, parameter, check, check)
            return check

        return add

    def differs(self, command: str, *parameters: str, because: str) -> Callable[[Check], Check]:
        """Make a function the proof of how something differs on purpose. `docs/compatibility.md` gives that reason too."""
        assert because in COMPATIBILITY.read_text(encoding="utf-8"), f"docs/compatibility.md does not say: {because}"
        return self.of(command, *parameters)

    def each(self, *parameters: str, commands: Iterable[str] = ()) -> Callable[[Check], Check]:
        """Make a function of a command's name the proof of parameters that several commands have.

        It proves them for the commands named, or else for all of the table that have the parameter.
        """
        wanted = tuple(commands)

        def add(check: Check) -> Check:
            for parameter in parameters:
                for command in wanted or [each for each in self.commands if parameter in parameters_of(each)]:
                    self._add(command, parameter, check, partial(check, command))
            return check

        return add

    def missing(self) -> list[str]:
        """Return the parameters of the table's commands that have no row."""
        proven = {row.name for row in self.rows}
        wanted = [name_of(command, parameter) for command in self.commands for parameter in parameters_of(command)]
        return [name for name in wanted if name not in proven]

    def tests(self) -> tuple[Callable[[], None], Callable[..., None]]:
        """Return the tests of the table: that it is complete, and its rows."""

        def test_every_parameter_has_a_proof() -> None:
            assert self.missing() == []

        @pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.name}-{row.claim}") for row in self.rows])
        def test_parameter(row: Proof, record_property: Callable[[str, object], None]) -> None:
            record_property("proves", row.name)
            row.check()

        return test_every_parameter_has_a_proof, test_parameter

    def _add(self, command: str, parameter: str, named: Callable[..., None], check: Callable[[], None]) -> None:
        if command not in self.commands or parameter not in parameters_of(command):
            raise LookupError(f"{name_of(command, parameter)} is not in the table or not in surface.json")
        self.rows.append(Proof(command, parameter, named.__name__.strip("_"), check))


# --- the surface -----------------------------------------------------------------------------------------------------


def parameters_of(command: str) -> list[str]:
    """Return the names of a command's parameters: of `button`, or of `column_config.NumberColumn` and the like."""
    return list(all_parameters()[command])


def commands_of(*kinds: str) -> list[str]:
    """Return the commands of these kinds ("widget", "layout", ...)."""
    return [name for name, entry in SURFACE["st"].items() if entry["kind"] in kinds]


ITSELF = ""
"""Stands for the parameters of what has none: a property, a field, a method without arguments."""


def name_of(command: str, parameter: str) -> str:
    """Return the name of a parameter among all, or of what has none."""
    return f"{command}({parameter})" if parameter else command


@cache
def all_parameters() -> dict[str, list[str]]:
    """Return the names of all parameters by command: of `st` by name alone, of others `section.name` or `Class.name`.

    What has none is there with `ITSELF`. (The classes that `AppTest` finds elements as are proven in `tests/testing`.)
    """
    return {name: [each["name"] for each in entry.get("parameters", [])] or [ITSELF] for name, entry in _entries()}


def members_of(*classes: str) -> list[str]:
    """Return the names of all members of these classes and proxies, as `Class.member`."""
    return [name for name in all_parameters() if name.rpartition(".")[0] in classes]


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    yield from SURFACE["st"].items()
    for section in ("column_config", "components_v1", "components_v2"):
        for name, entry in SURFACE[section].items():
            yield f"{section}.{name}", entry
    yield "components_v2.mount", {"parameters": SURFACE["components_v2_mount"]}
    for name, members in _classes().items():
        for member, entry in members.items():
            yield f"{name}.{member}", entry


def _classes() -> dict[str, dict[str, dict[str, Any]]]:
    cached = {f"{name} function": each["function"] for name, each in SURFACE["cache"].items()}
    decorators = {name: {member: {} for member in each["decorator"]} for name, each in SURFACE["cache"].items()}
    testing = SURFACE["testing"]
    return {
        **SURFACE["containers"]["members"],
        **SURFACE["connections"],
        **SURFACE["proxies"],
        **SURFACE["typing"],
        **cached,
        **decorators,
        "Page": SURFACE["Page"],
        "App": SURFACE["App"],
        "CustomComponent": SURFACE["components_v1_callable"],
        "AppTest": {**testing["AppTest"], **{name: {} for name in testing["fields"]}},
    }


# --- looking ---------------------------------------------------------------------------------------------------------


def prepared(script: str) -> AppTest:
    """Return the app of a script that was not run yet (`import rushlight as st` is put before it)."""
    return AppTest.from_string("import rushlight as st\n" + textwrap.dedent(script), default_timeout=60)


def shown(script: str, **state: Any) -> AppTest:
    """Run a script (`import rushlight as st` is put before it) without an error and return the app under test."""
    app = prepared(script)
    for key, value in state.items():
        app.session_state[key] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def elements(app: AppTest) -> list[Any]:
    """Return what is on the page of an app, without its regions."""
    return [each for each in app if each.proto.kind not in ("page", "root")]


def drawn(script: str, kind: str | None = None) -> Any:
    """Return the properties that reach the browser of the last element a script draws, or of the last of a kind."""
    found = [each for each in elements(shown(script)) if kind is None or each.proto.kind == kind]
    assert found, f"nothing of kind {kind!r} is drawn"
    return found[-1].proto


def failure(script: str) -> Any:
    """Return the error that a script ends with, as the page shows it: its `value` is the message."""
    app = prepared(script).run()
    assert len(app.exception) == 1, "the script ends without an error"
    return app.exception[0]


ELEMENTS = Path(__file__).parents[2] / "frontend" / "src" / "elements"


def source_in_browser(kind: str) -> str:
    """Return the source of the component that shows elements of a kind."""
    (path,) = [path for path in ELEMENTS.rglob("*.tsx") if path.stem == kind]
    return path.read_text(encoding="utf-8")


def signature_of(command: Any) -> dict[str, dict[str, Any]]:
    """Return a callable's parameters as `surface.json` writes them, without the container that it draws in."""
    kinds = {
        inspect.Parameter.POSITIONAL_ONLY: "positional",
        inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
        inspect.Parameter.KEYWORD_ONLY: "keyword-only",
        inspect.Parameter.VAR_POSITIONAL: "*args",
        inspect.Parameter.VAR_KEYWORD: "**kwargs",
    }
    found: dict[str, dict[str, Any]] = {}
    for name, parameter in inspect.signature(command).parameters.items():
        if name in ("container", "self") or name.startswith("_"):
            continue
        found[name] = {"name": name, "kind": kinds[parameter.kind]}
        if parameter.default is not parameter.empty:
            found[name]["default"] = repr(parameter.default)
    return found
