"""Elements of a page as tests see them: what they show, and what a user can do to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from rushlight.errors import AppTestError, DefaultNotInOptionsError
from rushlight.tree.node import Node

if TYPE_CHECKING:
    from rushlight.testing.app_test import AppTest

_VALUES = ("value", "body", "message", "label", "text", "url")
"""Properties that are an element's value, the first that it has."""
_ALIASES = {"type": "variant"}


class Element:
    """One element. Properties of the element are attributes of this."""

    def __init__(self, node: Node, app: AppTest) -> None:
        self._node = node
        self._app = app

    @property
    def type(self) -> str:
        """Name of the command that drew it."""
        return type_of(self._node)

    @property
    def proto(self) -> Any:
        """All properties."""
        return self._node.props

    @property
    def key(self) -> str | None:
        """The key given by the script."""
        identity = self._node.identity
        if identity is None:
            return None
        if identity.startswith("key:"):
            return identity[4:]
        key = identity.split("-", 2)[2]
        return None if key == "None" else key

    @property
    def value(self) -> Any:
        """What it shows."""
        for name in _VALUES:
            if hasattr(self._node.props, name):
                return getattr(self._node.props, name)
        return None

    def run(self, *, timeout: float | None = None) -> AppTest:
        """Run the app with what was done to it."""
        return self._app.run(timeout=timeout)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        props = self._node.props
        for each in (name, _ALIASES.get(name, name)):
            if hasattr(props, each):
                return getattr(props, each)
        raise AttributeError(f"a {self.type} has no {name!r}; it has {', '.join(props.__struct_fields__)}")

    def __repr__(self) -> str:
        return f"{self.type}({msgspec.structs.asdict(self._node.props)})"


class Frame(Element):
    """A table."""

    @property
    def value(self) -> Any:
        """The data as a pandas frame."""
        return _pandas(self._frame)

    @property
    def editing_mode(self) -> str:
        """Which rows can be edited: "read_only" for a table that cannot be."""
        return "read_only"

    def click(self, column: str, row: int) -> Any:
        """Click a cell of a column of buttons, with the next run."""
        for each in self._node.props.columns:  # pyright: ignore
            types = each.config.get("type_config", {})
            if column in (each.name, each.label) and types.get("type") == "button":
                cells = self._frame.slice(row, row + 1)[each.name].to_pylist()
                label = "" if not cells or cells[0] is None else str(cells[0])
                if "widget" in types:
                    self._app.click(types["widget"], {"row": row, "label": label})
                return self
        raise AppTestError(f"The table has no column of buttons {column!r}.")

    @property
    def _frame(self) -> Any:
        return self._app.run_context.app.shelf.frame(self._node.props.source)  # pyright: ignore


def _pandas(frame: Any) -> Any:
    from rushlight.data.snapshot import snapshot

    source = frame.source
    if type(source).__module__.startswith("pandas") and hasattr(source, "columns"):
        return source
    table = snapshot(source).table().to_pandas()
    names = [column.name for column in frame.columns if column.is_index]
    return table.set_index(names).rename_axis(None) if names else table


class Failure(Element):
    """An error on the page."""

    @property
    def value(self) -> str:
        """Its message."""
        return self._node.props.message  # pyright: ignore

    @property
    def stack_trace(self) -> list[str]:
        """The calls that led to it."""
        return self._node.props.stack  # pyright: ignore


class Widget(Element):
    """An element that the user gives a value."""

    @property
    def id(self) -> str:
        """The widget's id."""
        assert self._node.identity is not None
        return self._node.identity

    @property
    def value(self) -> Any:
        """Its value, as the script gets it (or will get it, with the next run)."""
        given, raw = self._app.changed_value(self.id)
        return self._declared.parse(raw if given else self._node.value)

    def set_value(self, value: Any) -> Any:
        """Give it a value, as the script would get it; an option also as the page shows it."""
        self._check()
        try:
            raw = self._declared.dump(value)
        except DefaultNotInOptionsError:
            if not self._is_shown(value):
                raise
            raw = value
        return self._set_raw(raw)

    def _is_shown(self, value: Any) -> bool:
        """Tell whether a value is the text of an option, or texts of some."""
        options = getattr(self._node.props, "options", ())
        texts: Any = value if isinstance(value, (list, tuple)) else [value]
        return all(isinstance(text, str) and text in options for text in texts)

    def _set_raw(self, raw: Any) -> Any:
        self._check()
        self._declared.parse(raw)
        self._app.change(self.id, raw)
        return self

    @property
    def _declared(self) -> Any:
        return self._app.run_context.state.live[self.id]

    @property
    def _raw(self) -> Any:
        given, raw = self._app.changed_value(self.id)
        return raw if given else self._node.value

    def _check(self) -> None:
        if getattr(self._node.props, "disabled", False):
            raise AppTestError(f"The {self.type} {self.key or self._node.props.label!r} is disabled.")  # pyright: ignore


class Editor(Widget, Frame):
    """A table that is edited. Rows are named by their places in the data; added ones go on counting after them."""

    @property
    def value(self) -> Any:
        """The data after edits, as a pandas frame."""
        from rushlight.data.editing import editable
        from rushlight.data.snapshot import snapshot

        return _pandas(snapshot(editable(self._frame.source).edited(self._edits)))

    @property
    def edits(self) -> Any:
        """The edits, as `session_state` has them."""
        from rushlight.data.edits import state_of

        return state_of(self._edits)

    @property
    def editing_mode(self) -> str:
        """Which rows can be edited: "fixed", "dynamic", "add" or "delete"."""
        return self.proto.num_rows

    def edit(self, row: int, column: str, value: Any) -> Any:
        """Enter a value in a cell; None empties it."""
        from rushlight.data.cell_values import raw_of

        self._check_cell(column)
        raw, rows = self._state, self.proto.rows
        if row >= rows + len(raw["added_rows"]):
            raise AppTestError(f"The table has no row {row}; it has {rows + len(raw['added_rows'])}.")
        cells = raw["added_rows"][row - rows] if row >= rows else raw["edited_rows"].setdefault(row, {})
        cells[column] = raw_of(value)
        return self.set_value(raw)

    def add(self, values: dict[str, Any] | None = None, **more: Any) -> Any:
        """Add a row, with these values by column; columns that are not named get their default."""
        from rushlight.data.cell_values import raw_of

        if self.proto.num_rows not in ("dynamic", "add"):
            raise AppTestError("No rows can be added: the editor is not `num_rows='dynamic'` or 'add'.")
        given = {**(values or {}), **more}
        for name in given:
            self._check_cell(name)
        defaults = {each.name: each.config.get("default") for each in self.proto.columns}
        cells = {name: value for name, value in defaults.items() if value is not None}
        raw = self._state
        raw["added_rows"].append({**cells, **{name: raw_of(value) for name, value in given.items()}})
        return self.set_value(raw)

    def delete(self, *rows: int) -> Any:
        """Delete rows."""
        if self.proto.num_rows not in ("dynamic", "delete"):
            raise AppTestError("No rows can be deleted: the editor is not `num_rows='dynamic'` or 'delete'.")
        raw, count = self._state, self.proto.rows
        raw["deleted_rows"] = sorted({*raw["deleted_rows"], *(row for row in rows if row < count)})
        raw["added_rows"] = [cells for place, cells in enumerate(raw["added_rows"], count) if place not in rows]
        return self.set_value(raw)

    @property
    def _edits(self) -> Any:
        from rushlight.data.edits import read

        return read(self._raw)

    @property
    def _state(self) -> dict[str, Any]:
        from rushlight.data.edits import state_of

        return state_of(self._edits)

    def _check_cell(self, column: str) -> None:
        editable = ["_index" if each.is_index else each.name for each in self.proto.columns if each.editable]
        if column not in editable:
            raise AppTestError(f"The column {column!r} cannot be edited; those that can be are {editable}.")

    def _check(self) -> None:
        if self.proto.disabled:
            raise AppTestError(f"The data_editor {self.key or ''!r} is disabled.")


class Button(Widget):
    """Something to click."""

    @property
    def value(self) -> bool:
        """Whether a click answers with the next run."""
        return False

    def click(self) -> Any:
        """Click it, with the next run."""
        self._check()
        self._app.click(self.id)
        return self

    def set_value(self, value: Any) -> Any:
        """Click it if the value is true."""
        return self.click() if value else self


class Toggle(Widget):
    """A checkbox or a toggle."""

    def check(self) -> Any:
        """Tick it."""
        return self._set_raw(True)

    def uncheck(self) -> Any:
        """Untick it."""
        return self._set_raw(False)


class Text(Widget):
    """A field for text."""

    def input(self, value: str) -> Any:
        """Type a text in place of the one it has."""
        return self.set_value(value)


class Number(Widget):
    """A field for a number, or for a time."""

    def increment(self) -> Any:
        """Step up."""
        return self._step(1)

    def decrement(self) -> Any:
        """Step down."""
        return self._step(-1)

    def _step(self, direction: int) -> Any:
        step = self._node.props.step  # pyright: ignore
        value = self.value
        if isinstance(value, dt.time):
            moved = dt.datetime.combine(dt.date(2000, 1, 1), value) + dt.timedelta(seconds=direction * step)
            return self.set_value(moved.time())
        return self.set_value((value or 0) + direction * step)


class Slider(Widget):
    """A slider."""

    def set_range(self, lower: Any, upper: Any) -> Any:
        """Move both ends."""
        return self.set_value((lower, upper))


class Choice(Widget):
    """One of some options."""

    @property
    def index(self) -> int | None:
        """Place of the option chosen."""
        raw = self._raw
        return self.options.index(raw) if raw in self.options else None

    def select(self, value: Any) -> Any:
        """Choose an option."""
        return self.set_value(value)

    def select_index(self, index: int) -> Any:
        """Choose the option at a place."""
        return self._set_raw(self.options[index])


class Choices(Widget):
    """Several of some options."""

    @property
    def indices(self) -> list[int]:
        """Places of the options chosen."""
        return [self.options.index(text) for text in self._raw]

    def select(self, value: Any) -> Any:
        """Choose one option more."""
        return self.set_value([*self.value, value])

    def unselect(self, value: Any) -> Any:
        """Take an option back."""
        return self.set_value([each for each in self.value if each != value])

    def select_index(self, index: int) -> Any:
        """Choose the option at a place too."""
        return self._set_raw([*self._raw, self.options[index]])


class Color(Widget):
    """A field for a colour."""

    def pick(self, value: str) -> Any:
        """Choose a colour."""
        return self.set_value(value if value.startswith("#") else f"#{value}")


class Uploader(Widget):
    """A place for files."""

    def upload(self, name: str, content: bytes, mime: str = "application/octet-stream") -> Any:
        """Upload a file."""
        from rushlight import ids
        from rushlight.files.uploads import Upload

        self._check()
        uploads = self._app.run_context.app.uploads
        id = ids.random_id()
        path = uploads.folder() / id
        path.write_bytes(content)
        uploads.add(self._app.run_context.session, Upload(id, name, mime, len(content), path))
        return self._set_raw([*self._raw, id] if getattr(self._node.props, "multiple", False) else [id])

    def clear(self) -> Any:
        """Remove all files."""
        return self._set_raw([])

    def set_value(self, value: Any) -> Any:
        """Upload one (name, content, type) or several."""
        self.clear()
        for each in value if isinstance(value, list) else [value]:  # pyright: ignore
            self.upload(*each)
        return self


class Buttons(Choices):
    """Options as buttons, of which one or several are chosen."""

    @property
    def formatted_values(self) -> list[str]:
        """Texts of the options chosen, as the page shows them."""
        return list(self._raw)

    def select(self, value: Any) -> Any:
        """Choose an option; where several may be chosen, one more."""
        return self._add(self._text_of(value))

    def unselect(self, value: Any) -> Any:
        """Take an option back."""
        text = self._text_of(value)
        return self._set_raw([each for each in self._raw if each != text])

    def select_index(self, index: int) -> Any:
        """Choose the option at a place; where several may be chosen, one more."""
        return self._add(self.options[index])

    def _add(self, text: str) -> Any:
        kept = [each for each in self._raw if each != text] if self.proto.multiple else []
        return self._set_raw([*kept, text])

    def _text_of(self, value: Any) -> str:
        try:
            return self._declared.dump([value])[0]
        except DefaultNotInOptionsError:
            if not self._is_shown(value):
                raise
            return value

    def _set_raw(self, raw: Any) -> Any:
        return super()._set_raw([raw] if isinstance(raw, str) else raw)


class Pagination(Widget):
    """Numbers of pages."""

    @property
    def num_pages(self) -> int:
        """How many pages there are."""
        return self.proto.pages

    @property
    def default(self) -> int:
        """The page at first."""
        return self._declared.default

    def select(self, page: int) -> Any:
        """Go to a page."""
        return self.set_value(page)


class MenuButton(Widget):
    """A button with a menu."""

    def click(self, value: Any = None) -> Any:
        """Choose an action, given as an option or as the page shows it; the first if none is given."""
        return self.click_index(0 if value is None else self._place_of(value))

    def click_index(self, index: int) -> Any:
        """Choose the action at an index."""
        self._check()
        self._app.click(self.id, self.options[index])
        return self

    def set_value(self, value: Any) -> Any:
        """Choose an action with the next run; None chooses none."""
        return self if value is None else self.click(value)

    def _place_of(self, value: Any) -> int:
        for place, text in enumerate(self.options):
            if value == text or value == self._declared.parse(text):
                return place
        raise AppTestError(f"The menu {self.key or self.label!r} has no action {value!r}; it has {self.options}.")


class ChatInput(Widget):
    """A field for messages."""

    def set_value(self, value: Any) -> Any:
        """Send a message with the next run; None sends none."""
        self._check()
        if value is not None:
            self._app.click(self.id, {"text": str(value), "files": [], "audio": None})
        return self


class Chart(Widget):
    """A chart whose selections are returned."""

    def select(self, selection: Any) -> Any:
        """Select parts of it, as its browser part would report them."""
        return self._set_raw(selection)


class Block(Element):
    """An element that holds others, with the same accessors as the page."""

    @property
    def children(self) -> list[Any]:
        """What it holds, in order."""
        return [build(child, self._app) for child in self._node.children or []]

    def get(self, element_type: str) -> Elements:
        """Return all elements of a kind below it, in order."""
        return Elements([element for element in self if element.type in _names_of(element_type)])

    def __iter__(self) -> Iterator[Any]:
        for child in self.children:
            yield child
            if isinstance(child, Block):
                yield from child

    def __getitem__(self, index: int) -> Any:
        return self.children[index]

    def __len__(self) -> int:
        return len(self.children)

    def __getattr__(self, name: str) -> Any:
        try:
            return super().__getattr__(name)
        except AttributeError:
            if name.startswith("_"):
                raise
            return self.get(name)


class Elements:
    """Elements of one kind: by place, or widgets by key."""

    def __init__(self, found: list[Any]) -> None:
        self._found = found

    def __call__(self, key: str | int) -> Any:
        for element in self._found:
            if element.key == str(key):
                return element
        raise KeyError(f"no element has the key {key!r}")

    def __getitem__(self, index: Any) -> Any:
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    @property
    def len(self) -> int:
        """Their number."""
        return len(self._found)

    @property
    def values(self) -> list[Any]:
        """Their values."""
        return [element.value for element in self._found]

    def __repr__(self) -> str:
        return repr(self._found)


_PLURALS = {
    "columns": ("column",),
    "tabs": ("tab",),
    "metric": ("metric",),
    "dataframe": ("dataframe", "data_editor"),
}

_CLASSES: dict[str, type[Element]] = {
    "button": Button,
    "download_button": Button,
    "link_button": Button,
    "checkbox": Toggle,
    "toggle": Toggle,
    "text_input": Text,
    "text_area": Text,
    "number_input": Number,
    "time_input": Number,
    "slider": Slider,
    "select_slider": Slider,
    "selectbox": Choice,
    "radio": Choice,
    "multiselect": Choices,
    "pills": Buttons,
    "segmented_control": Buttons,
    "feedback": Widget,
    "chat_input": ChatInput,
    "audio_input": Uploader,
    "camera_input": Uploader,
    "pagination": Pagination,
    "menu_button": MenuButton,
    "component_frame": Widget,
    "component_module": Widget,
    "date_input": Widget,
    "datetime_input": Widget,
    "color_picker": Color,
    "file_uploader": Uploader,
    "dataframe": Frame,
    "data_editor": Editor,
    "exception": Failure,
    "echarts_chart": Chart,
    "pydeck_chart": Chart,
}


def _names_of(element_type: str) -> tuple[str, ...]:
    return _PLURALS.get(element_type, (element_type,))


def build(node: Node, app: AppTest) -> Any:
    """Return a node as tests see it."""
    kind = type_of(node)
    if node.children is not None:
        return Block(node, app)
    found = _CLASSES.get(kind, Element)
    if issubclass(found, Widget) and not (node.identity or "").startswith("$$ID"):
        found = Element
    return found(node, app)


def type_of(node: Node) -> str:
    """Return the name of the command that draws such a node."""
    props: Any = node.props
    match props.kind:
        case "heading":
            return ("title", "header", "subheader")[props.level - 1]
        case "markdown":
            return "markdown" if props.style == "body" else str(props.style)
        case "alert":
            return props.tone
        case "checkbox":
            return props.look
        case "effect":
            return props.name
        case "vega_lite_chart":
            return "vega_lite_chart"
        case kind:
            return kind
