"""Scripts made at random: what they are, how they are written, and strategies that make them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

# --- widgets ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Kind:
    """A kind of widgets: how it is called, the raw values it can have, the first of them its default."""

    call: str
    raws: tuple[Any, ...]
    key_only: bool = False

    def value(self, raw: Any) -> Any:
        """Return the script's value of a raw one."""
        if self.call.startswith("date_input"):
            return dt.date.fromisoformat(raw)
        if self.call.startswith("pills"):
            return raw[0] if raw else None
        return raw


KINDS = {
    "checkbox": Kind("checkbox({label!r}", (False, True)),
    "slider": Kind("slider({label!r}, 0, 9", (0, 3, 5)),
    "text": Kind("text_input({label!r}", ("", "a", "b")),
    "select": Kind("selectbox({label!r}, ['a', 'b', 'c']", ("a", "b", "c")),
    "radio": Kind("radio({label!r}, ['a', 'b']", ("a", "b")),
    "multi": Kind("multiselect({label!r}, ['a', 'b']", ([], ["a"], ["b", "a"])),
    "pills": Kind("pills({label!r}, ['a', 'b']", ([], ["a"], ["b"])),
    "number": Kind("number_input({label!r}, 0, 9", (0, 4, 9)),
    "date": Kind("date_input({label!r}, datetime.date(2024, 1, 1)", ("2024-01-01", "2024-01-02", "2024-02-03")),
}


@dataclass(frozen=True)
class Input:
    """A widget that has a value; the variable of its name holds that."""

    name: str
    kind: str
    keyed: bool = False
    persist: str | None = None
    bind: bool = False
    react: str | None = None
    """None, "ignore", "count" for a callback that counts, or the name of a keyed input that the callback sets."""
    to: Any = None
    disabled_by: str | None = None

    @property
    def default(self) -> Any:
        return KINDS[self.kind].raws[0]


@dataclass(frozen=True)
class Button:
    """A button whose clicks the script counts, with what it does then."""

    name: str
    keyed: bool = False
    counts_in_callback: bool = False
    does: tuple[Statement, ...] = ()


# --- statements -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """Shows what a name stands for: a variable, or an entry of the state."""

    name: str
    entry: bool = False


@dataclass(frozen=True)
class When:
    """Runs its body while a variable has a value that is true (or is not)."""

    name: str
    body: tuple[Statement, ...]
    orelse: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Loop:
    """The same inputs several times."""

    name: str
    kind: str
    count: int


@dataclass(frozen=True)
class Box:
    """A container of some kind."""

    how: str
    body: tuple[Statement, ...]


@dataclass(frozen=True)
class Form:
    name: str
    clear: bool
    inputs: tuple[Input, ...]
    sets: tuple[str, Any] | None = None
    """What the callback of its button sets: the name of a keyed input, and a raw value."""


@dataclass(frozen=True)
class Fragment:
    name: str
    body: tuple[Statement, ...]


@dataclass(frozen=True)
class Dialog:
    """Opened by `Open`."""

    name: str
    body: tuple[Statement, ...]


@dataclass(frozen=True)
class Open:
    name: str


@dataclass(frozen=True)
class Assign:
    """Sets the entry of a keyed input."""

    name: str
    raw: Any


@dataclass(frozen=True)
class Own:
    """Sets an entry of the script's own."""

    name: str
    value: int


@dataclass(frozen=True)
class Delete:
    """Takes the entry of a keyed input away."""

    name: str


@dataclass(frozen=True)
class Rerun:
    pass


@dataclass(frozen=True)
class Stop:
    pass


@dataclass(frozen=True)
class Fail:
    pass


@dataclass(frozen=True)
class Gate:
    """A place where a test lets things happen in the midst of a run."""

    number: int


Statement: TypeAlias = (
    Input
    | Button
    | Text
    | When
    | Loop
    | Box
    | Form
    | Fragment
    | Open
    | Assign
    | Own
    | Delete
    | Rerun
    | Stop
    | Fail
    | Gate
)


@dataclass(frozen=True)
class Script:
    """An app: a frame and its pages, or a script alone."""

    body: tuple[Statement, ...]
    dialogs: tuple[Dialog, ...] = ()
    pages: tuple[tuple[Statement, ...], ...] = ()
    inputs: dict[str, Input] = field(default_factory=dict, compare=False, repr=False)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        # Hypothesis shows what failed; the source is noted besides.
        printer.text("<the script below>")

    def files(self) -> dict[str, str]:
        """Return the sources by file name."""
        frame = [*_HEAD, *_functions(self.body), *_dialogs(self.dialogs), *lines(self.body)]
        files: dict[str, str] = {}
        if self.pages:
            paths = [f"page{number}.py" for number in range(len(self.pages))]
            listed = ", ".join(f"st.Page({path!r})" for path in paths)
            frame.append(f"st.navigation([{listed}]).run()")
            for path, body in zip(paths, self.pages, strict=True):
                files[path] = "\n".join([*_HEAD, *_functions(body), *lines(body)]) + "\n"
        return {"app.py": "\n".join(frame) + "\n", **files}

    def sure(self) -> Iterator[str]:
        """Yield the labels of what every run draws, and of which nothing but the user sets the value."""
        told = {name for each in self.statements() for name in _set_by(each)}
        for each in self.body:
            if (
                isinstance(each, (Button, Input))
                and each.name not in told
                and getattr(each, "disabled_by", None) is None
            ):
                yield each.name
            if isinstance(each, Form):
                yield f"{each.name} send"
            if any(isinstance(one, (Stop, Fail, Rerun, Assign, Open)) for one in walk((each,))):
                return

    def statements(self) -> Iterator[Statement | Dialog]:
        """Yield all statements."""
        for body in (self.body, *self.pages):
            yield from walk(body)
        for dialog in self.dialogs:
            yield dialog
            yield from walk(dialog.body)


def _set_by(each: Statement | Dialog) -> Iterator[str]:
    """Yield the names of the inputs that a statement sets."""
    match each:
        case Assign(name=name) | Delete(name=name):
            yield name
        case Input(react=react) if react is not None:
            yield react
        case Form(sets=sets) if sets is not None:
            yield sets[0]
        case _:
            pass


def walk(body: tuple[Statement, ...]) -> Iterator[Statement]:
    """Yield statements and those inside of them."""
    for each in body:
        yield each
        for part in ("body", "orelse", "does", "inputs"):
            yield from walk(getattr(each, part, ()))


# --- writing ----------------------------------------------------------------------------------------------------------

_HEAD = [
    "import datetime",
    "from tests.behaviour.gates import gate, hit",
    "state = st.session_state",
]


def _functions(body: tuple[Statement, ...]) -> Iterator[str]:
    """Write the callbacks and fragments of a script, which its lines call."""
    for each in walk(body):
        if isinstance(each, Input) and each.react not in (None, "ignore"):
            yield f"def on_{each.name}():"
            yield f"    hit({each.name!r})"
            if each.react != "count":
                yield f"    state.{each.react} = {each.to!r}"
        if isinstance(each, Form) and each.sets is not None:
            yield f"def on_{each.name}():"
            yield f"    state.{each.sets[0]} = {each.sets[1]!r}"
        if isinstance(each, Fragment):
            yield "@st.fragment"
            yield f"def {each.name}():"
            yield from _indented(each.body)


def _dialogs(dialogs: tuple[Dialog, ...]) -> Iterator[str]:
    for each in dialogs:
        yield from _functions(each.body)
        yield f"@st.dialog({each.name!r})"
        yield f"def {each.name}():"
        yield from _indented(each.body)


def _indented(body: tuple[Statement, ...]) -> Iterator[str]:
    for line in lines(body) or ["pass"]:
        yield f"    {line}"


def lines(body: tuple[Statement, ...]) -> list[str]:
    """Write statements."""
    return [line for each in body for line in _lines_of(each)]


def _lines_of(each: Statement) -> Iterator[str]:
    match each:
        case Input():
            yield f"{each.name} = st.{_call(each)}"
        case Button():
            callback = f", on_click=hit, args=({each.name!r},)" if each.counts_in_callback else ""
            yield f"if st.button({each.name!r}{_key(each)}{callback}):"
            if not each.counts_in_callback:
                yield f"    hit({each.name!r})"
            yield from _indented(each.does) if each.does or each.counts_in_callback else ()
        case Text(name=name, entry=entry):
            yield (
                f"st.text(f\"{name} {{state.get({name!r}, 'none')!r}}\")"
                if entry
                else f'st.text(f"{name} {{{name}!r}}")'
            )
        case When(name=name, body=inner, orelse=orelse):
            yield f"if {name}:"
            yield from _indented(inner)
            if orelse:
                yield "else:"
                yield from _indented(orelse)
        case Loop(name=name, kind=kind, count=count):
            yield f"for n in range({count}):"
            call = KINDS[kind].call.format(label=name)
            yield f"    st.{call.replace(repr(name), f'{name!r} + str(n)')})"
        case Box(how=how, body=inner):
            yield f"with {how}:"
            yield from _indented(inner)
        case Form():
            callback = f", on_click=on_{each.name}" if each.sets is not None else ""
            yield f"with st.form({each.name!r}, clear_on_submit={each.clear}):"
            yield from _indented(each.inputs)
            yield f"    if st.form_submit_button('{each.name} send'{callback}):"
            yield f"        hit('{each.name} send')"
            for inner in each.inputs:
                yield f"        state.sent_{inner.name} = {inner.name}"
        case Fragment(name=name):
            yield f"{name}()"
        case Open(name=name):
            yield f"{name}()"
        case Assign(name=name, raw=raw):
            yield f"state.{name} = {raw!r}"
        case Own(name=name, value=value):
            yield f"state.{name} = {value}"
        case Delete(name=name):
            yield f"state.pop({name!r}, None)"
        case Rerun():
            yield "st.rerun()"
        case Stop():
            yield "st.stop()"
        case Fail():
            yield "raise ValueError('failed')"
        case Gate(number=number):
            yield f"gate({number})"


def _call(each: Input) -> str:
    parts = [KINDS[each.kind].call.format(label=each.name)]
    if each.keyed:
        parts.append(f"key={each.name!r}")
    if each.persist is not None:
        parts.append(f"persist_state={each.persist!r}")
    if each.bind:
        parts.append("bind='query-params'")
    if each.react is not None:
        parts.append("on_change='ignore'" if each.react == "ignore" else f"on_change=on_{each.name}")
    if each.disabled_by is not None:
        parts.append(f"disabled=bool({each.disabled_by})")
    return ", ".join(parts) + ")"


def _key(each: Button) -> str:
    return f", key={each.name!r}" if each.keyed else ""


# --- making -----------------------------------------------------------------------------------------------------------

BOXES = ("st.container()", "st.expander('e')", "st.tabs(['t', 'u'])[1]", "st.columns(2)[1]", "st.popover('p')")


class Maker:
    """Makes the statements of one script. Names are numbered in the order of the source, so that they are easy to find."""

    def __init__(self, draw: DrawFn, gates: bool) -> None:
        self.draw = draw
        self.gates = gates
        self.counts: dict[str, int] = {}
        self.inputs: dict[str, Input] = {}
        self.dialogs: list[Dialog] = []

    def script(self) -> Script:
        body = self.block([], depth=0, where="frame")
        count = self.draw(st.sampled_from([0, 0, 2]))
        pages = tuple(self.block([], depth=0, where="page") for _ in range(count))
        return Script(body, tuple(self.dialogs), pages, self.inputs)

    def block(self, names: list[str], depth: int, where: str) -> tuple[Statement, ...]:
        """Make a block; `names` are the variables that are known there."""
        known = list(names)
        made: list[Statement] = []
        for _ in range(self.draw(st.integers(0 if depth else 1, 5 if depth == 0 else 3))):
            made.append(self.one(known, depth, where))
        return tuple(made)

    def one(self, known: list[str], depth: int, where: str) -> Statement:
        choices = ["input"] * 6 + ["button"] * 3 + ["text", "form", "own"] + ["gate"] * 5 * self.gates
        if known:
            choices += ["when"] * 3
        if depth < 2:
            choices += ["box", "loop"]
        if depth < 2 and where != "dialog":
            choices += ["fragment"] * 2
        if depth == 0 and known:
            choices += ["end"]
        return getattr(self, f"_{self.draw(st.sampled_from(choices))}")(known, depth, where)

    def _name(self, letter: str) -> str:
        self.counts[letter] = self.counts.get(letter, 0) + 1
        return f"{letter}{self.counts[letter]}"

    def _pick(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def _target(self) -> tuple[str, Any] | None:
        """Choose a keyed input that was made before, and a value for it."""
        keyed = [each for each in self.inputs.values() if each.keyed]
        if not keyed:
            return None
        target = self._pick(*keyed)
        kind = KINDS[target.kind]
        return target.name, kind.value(self._pick(*kind.raws))

    def _input(self, known: list[str], depth: int, where: str, *, in_form: bool = False) -> Input:
        keyed = self._pick(False, True)
        react = None if in_form else self._pick(None, None, None, "ignore", "count", "set")
        to = None
        if react == "set":
            target = self._target()
            react, to = target if target is not None else ("count", None)
        made = Input(
            name=self._name("w"),
            kind=self._pick(*KINDS),
            keyed=keyed,
            persist=self._pick(None, None, "page", "session") if keyed else None,
            bind=keyed and self._pick(False, False, True),
            react=react,
            to=to,
            disabled_by=self._pick(None, None, None, *known[-2:]) if not in_form else None,
        )
        self.inputs[made.name] = made
        known.append(made.name)
        return made

    def _button(self, known: list[str], depth: int, where: str) -> Button:
        name = self._name("b")
        does: list[Statement] = []
        for _ in range(self.draw(st.integers(0, 2))):
            does += self._deed(where)
        return Button(name, self._pick(False, True), self._pick(False, False, True), tuple(does))

    def _deed(self, where: str) -> list[Statement]:
        what = self._pick("assign", "own", "delete", "rerun", "open", "text")
        target = self._target()
        if what == "assign" and target is not None:
            return [Assign(*target)]
        if what == "delete" and target is not None:
            return [Delete(target[0])]
        if what == "rerun":
            return [Rerun()]
        if what == "open" and where == "frame" and not self.dialogs:
            dialog = Dialog("d1", ())
            self.dialogs.append(dialog)
            self.dialogs[0] = Dialog("d1", self.block([], depth=2, where="dialog"))
            return [Open("d1")]
        return [Own(self._pick("o1", "o2"), self._pick(1, 2))]

    def _text(self, known: list[str], depth: int, where: str) -> Text:
        names = [(name, False) for name in known] + [(name, True) for name in ("o1", *self.inputs)]
        return Text(*self._pick(*names))

    def _when(self, known: list[str], depth: int, where: str) -> When:
        name = self._pick(*known)
        body = self.block(known, depth + 1, where)
        orelse = self.block(known, depth + 1, where) if self._pick(False, True) else ()
        return When(name, body, orelse)

    def _loop(self, known: list[str], depth: int, where: str) -> Loop:
        return Loop(self._name("l"), self._pick("slider", "checkbox"), self.draw(st.integers(1, 3)))

    def _box(self, known: list[str], depth: int, where: str) -> Box:
        return Box(self._pick(*BOXES), self.block(known, depth + 1, where))

    def _form(self, known: list[str], depth: int, where: str) -> Form:
        name = self._name("f")
        inputs = tuple(self._input([], depth, where, in_form=True) for _ in range(self.draw(st.integers(1, 2))))
        sets = self._pick(None, None, self._target())
        return Form(name, self._pick(False, True), inputs, sets)

    def _fragment(self, known: list[str], depth: int, where: str) -> Fragment:
        name = self._name("g")
        # What a fragment inside another one knows of it are its local variables.
        return Fragment(name, self.block([] if where == "fragment" else known, depth + 1, "fragment"))

    def _own(self, known: list[str], depth: int, where: str) -> Statement:
        return Text("o1", entry=True)

    def _gate(self, known: list[str], depth: int, where: str) -> Gate:
        return Gate(int(self._name("p")[1:]))

    def _end(self, known: list[str], depth: int, where: str) -> When:
        return When(self._pick(*known), (self._pick(Stop(), Fail()),))


@st.composite
def _scripts(draw: DrawFn, gates: bool) -> Script:
    return Maker(draw, gates).script()


def scripts(*, gates: bool = False) -> SearchStrategy[Script]:
    """Scripts of many kinds, with gates where they are wanted."""
    return _scripts(gates)
