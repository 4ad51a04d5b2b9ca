"""The rules of runs, widgets and state (§1 to §7), written down once more in the simplest way: a script interpreted."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from tests.behaviour.scripts import (
    KINDS,
    Assign,
    Box,
    Button,
    Delete,
    Fail,
    Form,
    Fragment,
    Gate,
    Input,
    Loop,
    Open,
    Own,
    Rerun,
    Script,
    Statement,
    Stop,
    Text,
    When,
)

Item: TypeAlias = "tuple[Any, ...] | Part"
"""What is drawn: a text, an error, a button, an input with its raw value, or a part that runs on its own."""


@dataclass(eq=False)
class Part:
    """A fragment as it was called."""

    name: str
    body: tuple[Statement, ...]
    names: dict[str, Any]
    parent: Part | None
    items: list[Item] = field(default_factory=list)

    def is_below(self, others: set[Part]) -> bool:
        return self in others or (self.parent is not None and self.parent.is_below(others))


class Ended(Exception):
    """The run ends before the end of the script: by `stop`, `rerun` or an error."""

    def __init__(self, how: str) -> None:
        self.how = how


class Failed(Exception):
    """The script raises an error of this name."""


class Model:
    """A session of a script."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.raw: dict[str, Any] = {}
        self.entries: dict[str, Any] = {}
        self.kept: dict[str, Any] = {}
        """Values of inputs that are kept while they are not drawn."""
        self.of_page: set[str] = set()
        self.left: set[str] = set()
        self.page = 0
        self.query: dict[str, Any] = {}
        """Raw values that the address names."""
        self.live: dict[str, tuple[Input, bool]] = {}
        """Inputs as last drawn, and whether they were disabled."""
        self.shows: dict[str, Any] = {}
        """Raw values that the page shows."""
        self.part_of: dict[str, Part | None] = {}
        self.inside: dict[str, set[str]] = {}
        """Names of the parts that each input was in when it was last drawn."""
        self.forms: dict[str, tuple[Form, Part | None]] = {}
        self.quiet: dict[str, Any] = {}
        self.main: list[Item] = []
        self.dialog: Part | None = None
        self.drawn: set[str] = set()
        self.now: set[str] = set()
        """Inputs drawn in this run."""
        self.where: list[Part] = []
        self.failed: set[Part] = set()
        self.clicked: set[str] = set()
        self.cleared: set[str] = set()
        self.run_script()

    # --- what a user does ---------------------------------------------------------------------------------------------

    def set(self, name: str, raw: Any) -> None:
        """Give an input a value."""
        if self.live[name][0].react == "ignore":
            self.quiet[name] = self.shows[name] = raw
        else:
            self._answer({name: raw}, set())

    def click(self, name: str) -> None:
        self._answer({}, {name})

    def submit(self, name: str, values: dict[str, Any]) -> None:
        form = self.forms[name][0]
        every = {each.name: values.get(each.name, self.shows[each.name]) for each in form.inputs}
        self._answer(every, {f"{name} send"}, form)

    def rerun(self) -> None:
        self._answer({}, set(), whole=True)

    def go(self, page: int) -> None:
        self._take_quiet()
        self.query = {}
        if page == self.page:
            # The user went back to where the address did not say anything of these.
            values = {name: each.default for name, (each, _) in self.live.items() if each.bind}
            self._answer(values, set(), whole=True)
            return
        if page != self.page:
            self.page = page
            for name in self.of_page:
                self.kept.pop(name, None)
            self.of_page = set()
            self.left = {name for name, (each, _) in self.live.items() if each.persist == "page" and not each.bind}
        self._answer({}, set(), whole=True)

    def _take_quiet(self) -> None:
        for name, raw in self.quiet.items():
            if name in self.live and not self.live[name][1]:
                self.raw[name] = raw
        self.quiet = {}

    def _answer(
        self, values: dict[str, Any], clicks: set[str], form: Form | None = None, *, whole: bool = False
    ) -> None:
        values = {**self.quiet, **values}
        self.quiet = {}
        parts = {self.part_of.get(name) for name in {*values, *clicks} if not self._is_disabled(name)}
        callbacks = [name for name, raw in values.items() if self._take(name, raw)]
        if form is not None and form.clear:
            self.cleared = {each.name for each in form.inputs}
        self.clicked = clicks
        for name in [*callbacks, *clicks]:
            self._call_back(name, form)
        if whole or not parts or None in parts:
            self.run_script()
        else:
            self._run_parts({part for part in parts if part is not None})

    def _is_disabled(self, name: str) -> bool:
        return name in self.live and self.live[name][1]

    def _take(self, name: str, raw: Any) -> bool:
        """Take a value; tell whether there is a callback to be called."""
        if self._is_disabled(name):
            return False
        changed = self.raw.get(name) != raw
        self.raw[name] = copy.copy(raw)
        self.shows[name] = copy.copy(raw)
        self.entries.pop(name, None)
        return changed and self.live[name][0].react not in (None, "ignore")

    def _call_back(self, name: str, form: Form | None) -> None:
        if form is not None and name == f"{form.name} send":
            if form.sets is not None:
                self._assign(form.sets[0], form.sets[1])
            return
        if name in self.live:
            each = self.live[name][0]
            self._hit(name)
            if each.react != "count":
                self._assign(each.react or "", each.to)
        elif any(
            isinstance(each, Button) and each.name == name and each.counts_in_callback
            for each in self.script.statements()
        ):
            self._hit(name)

    def adopt(self, *, page: int, raw: dict[str, Any], entries: dict[str, Any], kept: Any, of_page: Any) -> None:
        """Take over the state of a session, and draw the page from that."""
        self.page, self.raw, self.entries = page, copy.deepcopy(raw), copy.deepcopy(entries)
        self.kept = {name: (value,) for name, value in kept.items()}
        self.of_page, self.left, self.quiet, self.query = set(of_page), set(), {}, {}
        self.live = {name: (self.script.inputs[name], False) for name in raw if name in self.script.inputs}
        self.run_script()

    # --- runs ----------------------------------------------------------------------------------------------------------

    def run_script(self) -> None:
        """Run the script, and again if it asks for that."""
        again = True
        while again:
            self.main, self.dialog = [], None
            self.drawn, self.now, self.part_of, self.failed = set(), set(), {}, set()
            forms, self.forms = self.forms, {}
            how = self._end_of(self._run_bodies)
            if how != "complete":
                self.forms = {**forms, **self.forms}
            self._end(self._lost({*self.live} - self.drawn) if how == "complete" else set())
            again = how == "rerun"

    def _run_bodies(self) -> None:
        self._run(self.script.body, {}, self.main)
        if self.script.pages:
            self._run(self.script.pages[self.page], {}, self.main)

    def _run_parts(self, parts: set[Part]) -> None:
        top = {part for part in parts if part.parent is None or not part.parent.is_below(parts)}
        ran = {part for part in self._every_part() if part.is_below(top)}
        due = {name for name in self.drawn if self.part_of.get(name) in ran}
        self.drawn -= due
        self.now, self.failed = set(), set()

        def run() -> None:
            for part in [each for each in self._every_part() if each in top]:
                self._run_part(part)

        how = self._end_of(run)
        gone = self._lost(due - self.drawn) if how == "complete" else set()
        self.drawn |= due - gone
        self._end(gone)
        if how == "rerun":
            self.run_script()

    def _end_of(self, run: Any) -> str:
        try:
            run()
        except Ended as end:
            return end.how
        except Failed as error:
            self.main.append(("error", str(error)))
            return "failed"
        return "complete"

    def _end(self, gone: set[str]) -> None:
        self.clicked = set()
        for name in self.cleared:
            if name in self.live:
                self.raw[name] = copy.copy(self.live[name][0].default)
        self.cleared = set()
        for name in gone:
            self._drop(name)

    def _lost(self, gone: set[str]) -> set[str]:
        """Return those that lose their state: not what a part that failed had drawn before."""
        failed = {part.name for part in self.failed}
        return {name for name in gone if not self.inside[name] & failed}

    def _every_part(self) -> list[Part]:
        found: list[Part] = []

        def look(items: list[Item]) -> None:
            for each in items:
                if isinstance(each, Part):
                    found.append(each)
                    look(each.items)

        look(self.main)
        if self.dialog is not None:
            found.append(self.dialog)
            look(self.dialog.items)
        return found

    def _run_part(self, part: Part) -> None:
        part.items = []
        self.where.append(part)
        try:
            self._run(part.body, dict(part.names), part.items)
        except Failed as error:
            part.items.append(("error", str(error)))
            self.failed.add(part)
        finally:
            self.where.pop()

    # --- statements ----------------------------------------------------------------------------------------------------

    def _run(self, body: tuple[Statement, ...], names: dict[str, Any], items: list[Item]) -> None:
        for each in body:
            self._do(each, names, items)

    def _do(self, each: Statement, names: dict[str, Any], items: list[Item]) -> None:
        match each:
            case Input():
                names[each.name] = self._input(each, names, items)
            case Button():
                self._button(each, names, items)
            case Text(name=name, entry=entry):
                value = self._entry(name) if entry else names[name]
                items.append(("text", f"{name} {value!r}"))
            case When(name=name, body=body, orelse=orelse):
                self._run(body if names[name] else orelse, names, items)
            case Loop():
                for n in range(each.count):
                    self._input(Input(f"{each.name}{n}", each.kind), names, items)
            case Box(body=body):
                self._run(body, names, items)
            case Form():
                self._form(each, names, items)
            case Fragment():
                part = Part(each.name, each.body, names, self.where[-1] if self.where else None)
                items.append(part)
                self._run_part(part)
            case Open(name=name):
                (dialog,) = [one for one in self.script.dialogs if one.name == name]
                self.dialog = Part(name, dialog.body, names, self.where[-1] if self.where else None)
                self._run_part(self.dialog)
            case Assign(name=name, raw=value):
                self._check_not_drawn(name)
                self._assign(name, value)
            case Own(name=name, value=value):
                self.entries[name] = value
            case Delete(name=name):
                self._delete(name)
            case Rerun():
                raise Ended("rerun")
            case Stop():
                raise Ended("stopped")
            case Fail():
                raise Failed("ValueError")
            case Gate():
                pass

    def _input(self, each: Input, names: dict[str, Any], items: list[Item]) -> Any:
        disabled = each.disabled_by is not None and bool(names[each.disabled_by])
        self.live[each.name] = (each, disabled)
        self.drawn.add(each.name)
        self.left.discard(each.name)
        self._note_part(each.name)
        if each.keyed and each.name in self.entries:
            self.raw[each.name] = _raw_of(each, self.entries.pop(each.name))
            self.cleared.discard(each.name)
        elif each.name not in self.raw:
            first = self.query.get(each.name, each.default)
            self.raw[each.name] = copy.copy(self.kept.pop(each.name, (first,))[0])
            self.of_page.discard(each.name)
        self.now.add(each.name)
        if each.bind and self.raw[each.name] != each.default:
            self.query[each.name] = self.raw[each.name]
        else:
            self.query.pop(each.name, None)
        shown = copy.copy(each.default if each.name in self.cleared else self.raw[each.name])
        self.shows[each.name] = shown
        items.append((each.name, self.shows))
        return KINDS[each.kind].value(copy.copy(self.raw[each.name]))

    def _note_part(self, name: str) -> None:
        self.part_of[name] = self.where[-1] if self.where else None
        self.inside[name] = {part.name for part in self.where}

    def _button(self, each: Button, names: dict[str, Any], items: list[Item]) -> None:
        self._note_part(each.name)
        items.append((each.name,))
        if each.name in self.clicked:
            if not each.counts_in_callback:
                self._hit(each.name)
            self._run(each.does, names, items)

    def _form(self, form: Form, names: dict[str, Any], items: list[Item]) -> None:
        part = self.where[-1] if self.where else None
        self.forms[form.name] = (form, part)
        values = [self._input(each, names, items) for each in form.inputs]
        button = f"{form.name} send"
        self._note_part(button)
        items.append((button,))
        if button in self.clicked:
            self._hit(button)
            for each, value in zip(form.inputs, values, strict=True):
                self.entries[f"sent_{each.name}"] = value

    # --- state ---------------------------------------------------------------------------------------------------------

    def _hit(self, name: str) -> None:
        hits = self.entries.setdefault("hits", {})
        hits[name] = hits.get(name, 0) + 1

    def _check_not_drawn(self, name: str) -> None:
        if name in self.now:
            raise Failed("WidgetAlreadyInstantiatedError")

    def _assign(self, name: str, value: Any) -> None:
        self.entries[name] = value
        self.kept.pop(name, None)

    def _delete(self, name: str) -> None:
        self.entries.pop(name, None)
        self.kept.pop(name, None)
        if name in self.live and self.script.inputs[name].keyed:
            self.raw.pop(name, None)

    def _drop(self, name: str) -> None:
        each, _ = self.live.pop(name)
        raw = self.raw.pop(name, None)
        if (each.persist is not None or each.bind) and name not in self.left:
            self.kept[name] = (raw,)
            if each.persist == "page" and not each.bind:
                self.of_page.add(name)
        self.query.pop(name, None)

    def _entry(self, name: str) -> Any:
        if name in self.entries:
            return self.entries[name]
        each = self.script.inputs.get(name)
        if each is None or not each.keyed:
            return "none"
        if name in self.live and name in self.raw:
            return KINDS[each.kind].value(copy.copy(self.raw[name]))
        if name in self.kept:
            return KINDS[each.kind].value(self.kept[name][0])
        return "none"

    def known(self) -> dict[str, Any]:
        """Return the entries that scripts see."""
        names = [*self.entries, *(name for name, each in self.script.inputs.items() if each.keyed)]
        return {name: self._entry(name) for name in names if self._has_entry(name)}

    def _has_entry(self, name: str) -> bool:
        return name in self.entries or (name in self.live and name in self.raw) or name in self.kept

    # --- what is shown -------------------------------------------------------------------------------------------------

    def shown(self) -> list[tuple[Any, ...]]:
        """Return all that the page shows, in order."""
        found: list[tuple[Any, ...]] = []

        def look(items: list[Item]) -> None:
            for each in items:
                if isinstance(each, Part):
                    look(each.items)
                elif isinstance(each[-1], dict):
                    found.append((each[0], each[1][each[0]]))
                else:
                    found.append(each)

        look(self.main)
        if self.dialog is not None:
            look(self.dialog.items)
        return found


def _raw_of(each: Input, value: Any) -> Any:
    kind = KINDS[each.kind]
    return copy.copy(
        next(raw for raw in kind.raws if kind.value(raw) == value and type(kind.value(raw)) is type(value))
    )
