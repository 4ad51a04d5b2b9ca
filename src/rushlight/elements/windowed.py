"""Tables that the browser reads window by window: what `dataframe` and `data_editor` have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from rushlight.elements import markup, sizes
from rushlight.elements.field import checked_key, reaction
from rushlight.elements.selection import ButtonColumnClickState, selected
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidLayoutContextError, InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

if TYPE_CHECKING:
    from rushlight.data.frame import Column, Frame

INLINE_ROWS = 100
"""Rows that travel with the element; the browser asks for others."""
_STYLED_ROWS = 1000
"""Rows of a Styler whose styles are shown."""
_MATERIAL = re.compile(r":material/[a-z0-9_]+:")
WIDTHS = ("small", "medium", "large")
ALIGNMENTS = ("left", "center", "right")
TYPES = (
    "text", "number", "checkbox", "selectbox", "multiselect", "datetime", "date", "time", "list", "link", "image",
    "audio", "video", "markdown", "json", "line_chart", "bar_chart", "area_chart", "progress", "button",
)  # fmt: skip


class GridColumn(msgspec.Struct, frozen=True, omit_defaults=True):
    """One column as the browser shows it."""

    name: str
    label: str
    type: str
    is_index: bool = False
    timezone: str | None = None
    hidden: bool = False
    config: dict[str, Any] = {}
    editable: bool = False
    """Whether its cells can be changed."""
    item: str | None = None
    """Type of the items of lists."""
    bounds: list[int | None] | None = None
    """Least and greatest whole number that it can hold, where that is less than browsers can."""
    pattern: str | None = None
    """Regular expression of the texts that it can hold."""


class Windowed(Props, frozen=True, kw_only=True):
    """The properties of every such table."""

    columns: list[GridColumn]
    rows: int
    source: str
    first: bytes
    """The first rows as an Arrow IPC stream."""
    width: Size = "stretch"
    height: Size = "auto"
    row_height: int = 34
    placeholder: str | None = None
    """Shown for missing values."""
    alt: str | None = None
    can_export: bool = True
    styles: dict[str, str] = {}
    """CSS declarations by "row,column"."""
    texts: dict[str, str] = {}
    """Text shown instead of the value by "row,column"."""


def sized(
    width: Size, height: Size, use_container_width: bool | None, row_height: int | None, placeholder: str | None
) -> dict[str, Any]:
    """Return the arguments of `Windowed` that say how large it is, checked."""
    if row_height is not None and row_height < 1:
        raise InvalidValueError.of("row_height", row_height, "None or a positive whole number of pixels")
    return {
        "width": sizes.width(width, use_container_width=use_container_width),
        "height": sizes.height(height, ("auto", "content", "stretch")),
        "row_height": row_height or 34,
        "placeholder": placeholder,
    }


def first_rows(frame: Frame, count: int = INLINE_ROWS) -> bytes:
    """Return the rows that travel with the element."""
    from rushlight.data.frame import View
    from rushlight.data.window import window

    return window(frame, View(), None, 0, count).data


# --- columns ---------------------------------------------------------------------------------------------------------


def grid_columns(
    frame: Frame, hide_index: bool | None, order: Iterable[Any] | None, config: Mapping[Any, Any] | None
) -> list[GridColumn]:
    """Return the columns of a frame as they are configured, in the order wanted, those that are hidden too.

    Raises InvalidValueError for a configuration that cannot be understood.
    """
    given = config or {}
    names = [column.name for column in frame.columns if not column.is_index]
    hidden_index = counts(frame) if hide_index is None else bool(hide_index)
    columns = [
        _column(column, _config_of(given, column, names), column.is_index and hidden_index) for column in frame.columns
    ]
    return columns if order is None else _ordered(columns, [str(name) for name in order])


def counts(frame: Frame) -> bool:
    """Tell whether a frame's index only counts its rows."""
    source = frame.source
    index = getattr(source, "index", None)
    return type(index).__name__ == "RangeIndex" or not type(source).__module__.startswith("pandas")


def _config_of(given: Mapping[Any, Any], column: Column, names: Sequence[str]) -> Any:
    """Return a column's configuration: by its name, or by its place; `...` for none."""
    if column.is_index:
        return given.get("_index", given.get(column.label, ...) if column.label else ...)
    for key in (column.name, column.label):
        if key in given:
            return given[key]
    place = names.index(column.name)
    return given.get(place, ...)


def _column(column: Column, config: Any, hidden: bool) -> GridColumn:
    found = {} if config is ... else _checked(column.name, config)
    if config is None:
        hidden = True
    elif isinstance(found.get("hidden"), bool):
        hidden = found["hidden"]
    found.pop("hidden", None)
    label = found.pop("label", None)
    shown = column.label if label is None else markup.label(label)
    return GridColumn(column.name, shown, column.type, column.is_index, column.timezone, hidden, found)


def _ordered(columns: list[GridColumn], order: list[str]) -> list[GridColumn]:
    """Return columns in an order; those that are not named are hidden, an index that is not named comes first."""
    places = {name: place for place, name in enumerate(order)}
    named: list[tuple[int, GridColumn]] = []
    for column in columns:
        keys = ["_index", column.name] if column.is_index else [column.name, column.label]
        place = next((places[key] for key in keys if key in places), None)
        if place is None and not column.is_index:
            column = msgspec.structs.replace(column, hidden=True)
        named.append((-1 if column.is_index and place is None else len(order) if place is None else place, column))
    return [column for _, column in sorted(named, key=lambda pair: pair[0])]


def _checked(name: str, config: Any) -> dict[str, Any]:
    """Return a configuration as the browser takes it."""
    if config is None:
        return {}
    if isinstance(config, str):
        return {"label": config}
    if not isinstance(config, Mapping):
        raise InvalidValueError.of(f"column_config[{name!r}]", config, "None, a heading, or one of st.column_config")
    given = {str(k): plain(v) for k, v in config.items() if v is not None}  # pyright: ignore
    types: Any = given.pop("type_config", None)
    if isinstance(types, str):
        types = {"type": types}
    _check_words(name, given)
    if "help" in given:
        given["help"] = markup.hint(str(given["help"]))
    if types:
        given["type_config"] = _typed(name, dict(types))
    return given


def _check_words(name: str, given: dict[str, Any]) -> None:
    width = given.get("width")
    if isinstance(width, str) and width not in WIDTHS:
        raise InvalidValueError.choice(f"column_config[{name!r}]['width']", width, (*WIDTHS, "a number of pixels"))
    if given.get("alignment") not in (None, *ALIGNMENTS):
        raise InvalidValueError.choice(f"column_config[{name!r}]['alignment']", given["alignment"], ALIGNMENTS)


def _typed(name: str, types: dict[str, Any]) -> dict[str, Any]:
    if types.get("type") not in TYPES:
        raise InvalidValueError.choice(f"column_config[{name!r}]['type_config']['type']", types.get("type"), TYPES)
    kept = {key: value for key, value in types.items() if key not in ("on_click", "args", "kwargs", "key")}
    found = {key: plain(value) for key, value in kept.items() if value is not None and not callable(value)}
    if "options" in found:
        found["options"] = [_option(option) for option in found["options"]]
    text = found.get("display_text")
    if isinstance(text, str) and _MATERIAL.fullmatch(text):
        found["display_icon"] = msgspec.to_builtins(markup.icon(text))
    return found


def _option(option: Any) -> dict[str, Any]:
    if isinstance(option, dict):
        given: dict[str, Any] = {str(key): value for key, value in option.items()}  # pyright: ignore
        value = given.get("value")
        return {**given, "label": str(given.get("label", "" if value is None else value))}
    return {"value": option if isinstance(option, (str, int, float, bool)) else str(option), "label": str(option)}


def plain(value: Any) -> Any:
    """Return a value of a configuration as it can travel."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}  # pyright: ignore
    if hasattr(value, "item") and hasattr(value, "dtype"):
        return value.item()
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return [plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value


# --- buttons in cells ------------------------------------------------------------------------------------------------


def with_clicks(
    container: Container, command: str, frame: Frame, columns: list[GridColumn], config: Mapping[Any, Any] | None
) -> list[GridColumn]:
    """Return columns in which those of buttons with a key know the widget that a click of them is.

    Raises InvalidLayoutContextError in a form, APIError for a callback without a key.
    """
    names = [column.name for column in frame.columns if not column.is_index]
    found = {column.name: _config_of(config or {}, column, names) for column in frame.columns}
    return [_with_click(container, command, frame, column, found[column.name]) for column in columns]


def _with_click(container: Container, command: str, frame: Frame, column: GridColumn, config: Any) -> GridColumn:
    types: Any = config.get("type_config") if isinstance(config, Mapping) else None  # pyright: ignore
    if not isinstance(types, Mapping) or types.get("type") != "button":  # pyright: ignore[reportUnknownMemberType]
        return column
    given: dict[str, Any] = dict(types)  # pyright: ignore[reportUnknownArgumentType]
    key = checked_key(given.get("key"))
    if key is None:
        return column
    if container.form_key is not None:
        raise InvalidLayoutContextError(
            f"A button column with a key cannot be in a form: a click of it would not send the form's values. "
            f"Put `{command}` outside of the form."
        )
    click = reaction(container, command, given.get("on_click"), given.get("args"), given.get("kwargs"))

    def parse(raw: Any) -> Any:
        return None if raw is None else _clicked(frame, column.name, raw)

    widget = Widget[Any](
        command="ButtonColumn",
        default=None,
        parse=parse,
        key=key,
        callback=click.callback,
        trigger=True,
        settable=False,
    )
    id = container.part_widget("button_column", widget)
    config = {**column.config, "type_config": {**column.config["type_config"], "widget": id}}
    return msgspec.structs.replace(column, config=config)


def _clicked(frame: Frame, column: str, raw: Any) -> Any:
    """Return a click as scripts read it. A row that was added has no value of its own before the script has seen it."""
    if not isinstance(raw, dict) or not isinstance(raw.get("row"), int) or raw["row"] < 0:  # pyright: ignore
        raise TypeError("the row of the click is needed")
    row: int = raw["row"]  # pyright: ignore[reportUnknownVariableType]
    label = str(raw.get("label", ""))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    value = frame.slice(row, row + 1)[column][0].as_py() if row < frame.row_count else label
    return selected({"row": row, "column": column, "label": label, "value": value}, ButtonColumnClickState)


# --- styles ----------------------------------------------------------------------------------------------------------


def styler(data: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Return the CSS and the texts of the cells of a pandas Styler (of its first thousand rows)."""
    if type(data).__name__ != "Styler":
        return {}, {}
    data._compute()
    styles = {
        f"{row},{column}": "; ".join(f"{name}: {value}" for name, value in rules)
        for (row, column), rules in data.ctx.items()
        if row < _STYLED_ROWS
    }
    texts: dict[str, str] = {}
    for row in range(min(_STYLED_ROWS, len(data.data))):
        for column in range(data.data.shape[1]):
            format = data._display_funcs[(row, column)]
            texts[f"{row},{column}"] = str(format(data.data.iat[row, column]))
    return styles, texts
