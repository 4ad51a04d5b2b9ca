"""Every public name of the surface is there, and its parameters have the right names, kinds and defaults."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

import rushlight as st
from rushlight.compat import package as compat
from rushlight.compat.finder import PLACES
from rushlight.run.container import Container
from rushlight.testing import AppTest
from tests.surface.table import SURFACE, signature_of


def test_every_command_is_there() -> None:
    nothing_in(problems({f"st.{name}": (getattr(st, name, None), entry) for name, entry in SURFACE["st"].items()}))


def test_every_command_is_there_under_the_name_of_the_package_that_scripts_are_written_for() -> None:
    assert [name for name in SURFACE["st"] if not hasattr(compat, name)] == []


def test_every_submodule_can_be_imported() -> None:
    known = {place.removeprefix("streamlit.") for place in PLACES}
    assert [name for name in SURFACE["submodules"] if name not in known] == []


def test_every_container_has_every_method() -> None:
    with_self = {name: SURFACE["st"][name] for name in SURFACE["containers"]["methods"]}
    found = {f"container.{name}": (_method_of_container(name), entry) for name, entry in with_self.items()}
    nothing_in(problems(found))
    for place in (Container, st.sidebar, st.bottom):
        assert [name for name in SURFACE["containers"]["special"] if not hasattr(place, name)] == []
    assert [name for name in with_self for place in (st.sidebar, st.bottom) if not callable(getattr(place, name))] == []


MADE: dict[str, Callable[[], Any]] = {
    "ExpanderContainer": lambda: st.expander("x"),
    "PopoverContainer": lambda: st.popover("x"),
    "StatusContainer": lambda: st.status("x"),
    "TabContainer": lambda: st.tabs(["x"])[0],
    "GridContainer": lambda: st.grid(2),
    "SkeletonPlaceholder": lambda: st.skeleton(),
    "Dialog": lambda: None,
}
"""How each special container is made. (Nothing is shown for a dialog, which has no members for users.)"""


@pytest.mark.parametrize("name", [name for name, members in SURFACE["containers"]["members"].items() if members])
def test_special_containers_have_their_members(name: str) -> None:
    if name != "Dialog":
        nothing_in(members(MADE[name](), SURFACE["containers"]["members"][name], name))


def test_every_column_type_is_there() -> None:
    module = importlib.import_module("rushlight.column_config")
    found = {f"column_config.{n}": (getattr(module, n, None), e) for n, e in SURFACE["column_config"].items()}
    nothing_in(problems(found))


def test_the_ways_to_components_are_there() -> None:
    from rushlight.components import v1, v2

    found = {f"components.v1.{n}": (getattr(v1, n, None), e) for n, e in SURFACE["components_v1"].items()}
    found |= {f"components.v2.{n}": (getattr(v2, n, None), e) for n, e in SURFACE["components_v2"].items()}
    nothing_in(problems(found))
    declared = v1.declare_component("surface", url="http://localhost:1")
    nothing_in(members(declared, SURFACE["components_v1_callable"], "component"))


def test_a_component_in_the_page_is_mounted_with_these_parameters() -> None:
    from rushlight.components import v2

    wanted = {each["name"]: each for each in SURFACE["components_v2_mount"] if each["kind"] != "**kwargs"}
    found = signature_of(v2.component("surface", html="<p></p>"))
    assert {name: found.get(name) for name in wanted} == wanted
    assert "**kwargs" in {each["kind"] for each in found.values()}


@pytest.mark.parametrize("name", SURFACE["connections"])
def test_every_connection_is_there_with_its_members(name: str) -> None:
    module = importlib.import_module("rushlight.connections")
    nothing_in(members(getattr(module, name), SURFACE["connections"][name], f"connections.{name}"))


def test_every_error_is_there_below_the_right_one() -> None:
    errors = importlib.import_module(PLACES["streamlit.errors"])
    wrong: list[str] = []
    for name, base in SURFACE["errors"].items():
        found, above = getattr(errors, name, None), getattr(errors, base, None)
        if found is None:
            wrong.append(f"errors.{name} is missing")
        elif above is not None and not issubclass(found, above):
            wrong.append(f"errors.{name} is no {base}")
    nothing_in(wrong)


def test_the_types_of_values_are_there() -> None:
    module = importlib.import_module(PLACES["streamlit.typing"])
    nothing_in([f"typing.{n} is missing" for n in SURFACE["typing"] if not hasattr(module, n)])


@pytest.mark.parametrize("name", SURFACE["proxies"])
def test_the_proxies_have_their_members(name: str) -> None:
    nothing_in(members(getattr(st, name), SURFACE["proxies"][name], name))


@pytest.mark.parametrize("name", SURFACE["cache"])
def test_cached_functions_have_their_members(name: str) -> None:
    decorator: Any = getattr(st, name)
    cached = decorator(lambda x: x)
    assert [each for each in SURFACE["cache"][name]["decorator"] if not hasattr(decorator, each)] == []
    nothing_in(members(cached, SURFACE["cache"][name]["function"], name))


def test_a_page_has_its_members() -> None:
    nothing_in(members(st.Page(lambda: None, title="Surface"), SURFACE["Page"], "Page"))


def test_an_app_has_its_members() -> None:
    nothing_in(members(st.App, SURFACE["App"], "App"))


def test_the_test_harness_has_its_members() -> None:
    app = AppTest.from_string("import rushlight as st\nst.text('x')").run()
    nothing_in(members(app, SURFACE["testing"]["AppTest"], "AppTest"))
    nothing_in([f"AppTest.{n} is missing" for n in SURFACE["testing"]["fields"] if not hasattr(app, n)])


# --- comparing -------------------------------------------------------------------------------------------------------


def problems(found: Mapping[str, tuple[Any, Mapping[str, Any]]]) -> list[str]:
    """Return what is wrong with callables, given with their entries of the surface by name."""
    wrong: list[str] = []
    for name, (command, entry) in found.items():
        if command is None:
            wrong.append(f"{name} is missing")
        elif "parameters" in entry:
            wrong += differences(name, command, entry["parameters"])
    return wrong


def differences(name: str, command: Any, wanted: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return how a callable's parameters differ: their order, kinds and defaults. Additions come after all."""
    found = signature_of(command)
    parameters = [each for each in wanted if each["name"] != "self"]
    wrong = [f"{name}({p['name']}) is missing" for p in parameters if p["name"] not in found]
    if wrong:
        return wrong
    for parameter in parameters:
        have = found[parameter["name"]]
        if have["kind"] != parameter["kind"]:
            wrong.append(f"{name}({parameter['name']}) is {have['kind']} and should be {parameter['kind']}")
        wanted_default = parameter.get("default")
        # Where a value must be given there, one may be left out here; and what an object is called has no meaning.
        is_free = wanted_default is None or wanted_default.startswith(("<object", "<module"))
        if have.get("default") != wanted_default and not is_free:
            said = f"{name}({parameter['name']}) is {have.get('default')} by default"
            wrong.append(f"{said} and should be {parameter.get('default')}")
    places = [p["name"] for p in parameters if p["kind"] == "positional"]
    if [each for each in found if each in places] != places:
        wrong.append(f"{name} takes {list(found)} in another order than {places}")
    return wrong


def members(thing: Any, wanted: Mapping[str, Mapping[str, Any]], name: str) -> list[str]:
    """Return which members an object lacks, and how those that are methods differ."""
    wrong: list[str] = []
    for member, entry in wanted.items():
        if not _has(thing, member):
            wrong.append(f"{name}.{member} is missing")
        elif entry["kind"] in ("method", "classmethod") and entry.get("parameters"):
            wrong += _missing_parameters(f"{name}.{member}", getattr(thing, member), entry["parameters"])
    return wrong


def _has(thing: Any, member: str) -> bool:
    if member.startswith("__"):
        return hasattr(type(thing), member) or hasattr(thing, member)
    # A property may ask for a running app: being there is enough.
    return inspect.getattr_static(thing, member, None) is not None or _answers(thing, member)


def _answers(thing: Any, member: str) -> bool:
    try:
        return hasattr(thing, member)
    except FileNotFoundError:
        return False


def _missing_parameters(name: str, method: Any, wanted: Iterable[Mapping[str, Any]]) -> list[str]:
    try:
        found = signature_of(method)
    except ValueError:
        return []
    takes_any = "**kwargs" in {each["kind"] for each in found.values()}
    names = [each["name"] for each in wanted if each["kind"] == "keyword-only"]
    return [f"{name}({each}) is missing" for each in names if each not in found and not takes_any]


def _method_of_container(name: str) -> Any:
    getattr(st, name, None)
    return getattr(Container, name, None)


def nothing_in(wrong: list[str]) -> None:
    """Fail with all that is wrong, one a line."""
    assert not wrong, "\n" + "\n".join(wrong)
