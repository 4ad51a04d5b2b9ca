"""Tables that the user edits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, TypeVar

import msgspec

from rushlight.data.editable import INDEX, Editable, EditableColumn
from rushlight.data.editing import editable
from rushlight.data.edits import Cells, Edits, dump, of_state, read, state_of, within
from rushlight.elements.data.origins import Origin, keep_returned, origin_of
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, OnChange, checked_key, choice, reaction
from rushlight.elements.sizes import Size
from rushlight.elements.windowed import (
    GridColumn,
    Windowed,
    first_rows,
    grid_columns,
    sized,
    styler,
    with_clicks,
)
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.wire.messages import Plain

T = TypeVar("T")
RowMode = Literal["fixed", "dynamic", "add", "delete"]
MODES = ("fixed", "dynamic", "add", "delete")
_EXACT = 1 << 53
"""Whole numbers up to this are exact in browsers."""
_TEXTS = ("text", "empty")
_FITTING: dict[str, tuple[str, ...]] = {
    "text": _TEXTS,
    "link": _TEXTS,
    "markdown": _TEXTS,
    "number": ("integer", "number", "duration", *_TEXTS),
    "checkbox": ("integer", "boolean", *_TEXTS),
    "selectbox": ("integer", "number", "boolean", *_TEXTS),
    "multiselect": ("list", *_TEXTS),
    "list": ("list", *_TEXTS),
    "datetime": ("datetime", "date", "time", "empty"),
    "date": ("datetime", "date", "empty"),
    "time": ("datetime", "time", "empty"),
}
"""The types of data that each type of column can edit; those that are not here only show."""


class DataEditor(Windowed, frozen=True, kw_only=True):
    num_rows: RowMode = "fixed"
    disabled: bool = False
    quiet: bool = False
    """Edits wait for the next run instead of starting one."""


class EditorState(dict[str, Any]):
    """The edits of an editor, as `session_state` has them: a dict whose keys are attributes too."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"the edits have no {name!r}; they have {', '.join(self)}") from None


@element
def data_editor(
    container: Container,
    data: T,
    *,
    width: Size = "stretch",
    height: Size = "auto",
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    num_rows: RowMode = "fixed",
    disabled: bool | Iterable[str | int] = False,
    key: Key = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    alt: str | None = None,
) -> T:
    """Show a table that the user can edit, and return what it is after the edits.

    Cells are edited by typing, Enter, F2 or a double click; blocks are copied from and to spreadsheets; Ctrl+Z takes
    anything back. Who looks at it may hide, move and pin columns. The data given are not changed. It may be fed with what
    it returned before.

    Args:
        data: a frame, series, index or array of any library, rows, values, or columns.
        width: "stretch", "content", or a number of pixels.
        height: "auto" (up to ten rows), "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" (or "content").
        hide_index: hide the index; None to hide one that only counts.
        column_order: names of the columns to show, in order.
        column_config: by name (`_index` for the index): None to hide it, a heading, or `st.column_config...`.
        num_rows: "fixed"; "dynamic" to let rows be added and deleted; "add" or "delete" for one of the two.
        disabled: True for a table that cannot be edited, or the names of columns that cannot.
        key: a name; that of the edits in `session_state`: `edited_rows`, `added_rows`, `deleted_rows`.
        on_change: a callback, "rerun", or "ignore" to keep edits for the next run.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        row_height: height of rows in pixels.
        placeholder: shown for missing values.
        alt: what the table shows, for screen readers.

    Returns:
        The data after edits: of the type that was given, columns of the types that they were of. A Styler's frame.

    Raises:
        DataframeConversionError: for data of which no table can be made.
        APIError: for columns of the same name, or types of columns that do not fit the data.
        InvalidValueError: for another `num_rows`.

    Example:
        >>> tasks = st.data_editor({"task": ["Paint", "Sow"], "done": [False, True]}, num_rows="dynamic")
        >>> st.write(sum(tasks["done"]), "done")
    """
    mode: RowMode = choice("num_rows", num_rows, MODES)
    name = checked_key(key)
    change = reaction(container, "data_editor", on_change, args, kwargs)
    table = editable(data)
    if mode in ("dynamic", "add") and not table.grows:
        raise APIError(
            "Rows cannot be added to data with such an index. Call `reset_index()` before, or change `num_rows`."
        )
    columns = grid_columns(table.frame, hide_index, column_order, column_config)
    columns = _columns(table, disabled, columns if INDEX in (column_config or {}) else [_fitted(c) for c in columns])
    look = sized(width, height, use_container_width, row_height, placeholder)
    settings = (name, mode, _signature(table)) if name is not None else (mode, _named(columns, look, disabled))
    origin = _origin(container, table, name, mode, settings)
    shown = origin.table
    styles, texts = styler(data)
    context = container.context
    props = DataEditor(
        columns=with_clicks(container, "data_editor", shown.frame, columns, column_config),
        rows=shown.frame.row_count,
        source="" if context is None else context.hold(shown.frame),
        first=first_rows(shown.frame),
        alt=alt,
        can_export=context is None or not context.app.config.get("client.disableDataExport"),
        styles=styles,
        texts=texts,
        num_rows=mode,
        disabled=disabled is True,
        quiet=change.quiet,
        **look,
    )
    rules = Rules(shown, mode, {_address(column): column for column in columns})
    widget = Widget[EditorState](
        command="data_editor",
        default=None,
        parse=lambda raw: EditorState(state_of(within(read(raw), shown.frame.row_count))),
        dump=lambda state: dump(of_state(state)),
        admit=rules.admit,
        key=name,
        key_facts=settings if name is not None and mode == "fixed" else origin.facts,
        callback=change.callback,
        settable=False,
        disabled=disabled is True,
    )
    origin.widget = container.id_of(props.kind, widget)
    edits = of_state(container.widget(props, widget))
    value = shown.edited(edits)
    if edits:
        keep_returned(origin, value)
    return value


def _origin(
    container: Container, table: Editable, name: str | None, mode: RowMode, settings: tuple[Any, ...]
) -> Origin:
    """Return where the edits of a table began. One of a key and of fixed rows keeps its edits, whatever it is given."""
    context = container.context
    if context is None or (name is not None and mode == "fixed"):
        return Origin(settings, table, table.frame)
    return origin_of(context, settings, table)


def _signature(table: Editable) -> tuple[Any, ...]:
    frame = table.frame
    return (frame.row_count, table.has_labels, tuple((c.name, c.type, c.is_index) for c in frame.columns))


def _named(columns: list[GridColumn], look: dict[str, Any], disabled: Any) -> tuple[Any, ...]:
    return (msgspec.json.encode(columns), msgspec.json.encode(look), disabled is True)


# --- columns ---------------------------------------------------------------------------------------------------------


def _address(column: GridColumn) -> str:
    """Return the name of a column in edits."""
    return INDEX if column.is_index else column.name


def _columns(table: Editable, disabled: Any, columns: list[GridColumn]) -> list[GridColumn]:
    """Return columns with what can be entered in them."""
    if not isinstance(disabled, (bool, Iterable)) or isinstance(disabled, (str, bytes)):
        raise InvalidValueError.of("disabled", disabled, "True, False, or a list of names of columns")
    names = [column.name for column in table.frame.columns if not column.is_index]
    locked = _locked(disabled, names)
    cells = {column.name: column for column in table.columns}
    return [_column(column, cells[_address(column)], locked) for column in columns]


def _fitted(column: GridColumn) -> GridColumn:
    """Return an index that was configured by its own name as its data allow: it is no error if the type does not fit."""
    types: dict[str, Any] = column.config.get("type_config", {})
    if not column.is_index or column.type in _FITTING.get(types.get("type", ""), (column.type,)):
        return column
    looks = {"type": "number", "format": "plain"}
    is_number = types["type"] == "text" and column.type in ("integer", "number")
    changed = {"type_config": looks} if is_number else {"disabled": True}
    return msgspec.structs.replace(column, config={**column.config, **changed})


def _locked(disabled: bool | Iterable[str | int], names: list[str]) -> set[str] | None:
    """Return the names of the columns that cannot be edited; None for all."""
    if isinstance(disabled, bool):
        return None if disabled else set()
    return {
        names[each] if isinstance(each, int) and str(each) not in names and each < len(names) else str(each)
        for each in disabled
    }


def _column(column: GridColumn, cells: EditableColumn, locked: set[str] | None) -> GridColumn:
    config = dict(column.config)
    types: dict[str, Any] = dict(config.get("type_config", {}))
    if cells.options is not None and types.get("type", "selectbox") in ("selectbox", "multiselect"):
        options = [{"value": option, "label": str(option)} for option in cells.options]
        types = {"options": options, **types, "type": types.get("type", "selectbox")}
    if types.get("type") == "selectbox" and column.type == "boolean":
        types.setdefault("options", [{"value": True, "label": "True"}, {"value": False, "label": "False"}])
    if types:
        config["type_config"] = types
    if column.is_index and cells.editable:
        config.setdefault("required", True)
    is_locked = locked is None or _address(column) in locked or bool(config.get("disabled"))
    fits = _fits(column, types.get("type"), cells.editable and not is_locked)
    return msgspec.structs.replace(
        column,
        config=config,
        editable=fits and cells.editable and not is_locked,
        item=cells.item,
        bounds=None if cells.bounds is None else [None if abs(each) > _EXACT else each for each in cells.bounds],
        pattern=cells.pattern,
    )


def _fits(column: GridColumn, type: str | None, edits: bool) -> bool:
    """Tell whether a type of column edits; raises APIError where it does but not such data, and they could be edited."""
    if type is None:
        return True
    fitting = _FITTING.get(type)
    if fitting is None:
        return False
    if edits and column.type not in fitting:
        raise APIError(
            f"The column {column.name!r} holds data of type {column.type}, which a {type} column cannot edit. "
            f"Choose another type, add the column to `disabled`, or convert the data before."
        )
    return column.type in fitting


# --- what browsers may change ----------------------------------------------------------------------------------------


class Rules(msgspec.Struct, frozen=True):
    """What of a table a browser may change."""

    table: Editable
    mode: RowMode
    columns: dict[str, GridColumn]

    def admit(self, raw: Plain, old: Plain) -> Plain:
        """Return new edits without those that are not allowed; what was there before stays."""
        new, before = read(raw), read(old)
        edited = {
            place: self._changed(cells, before.edited.get(place, {}))
            for place, cells in new.edited.items()
            if place < self.table.frame.row_count
        }
        return dump(
            Edits(
                {place: cells for place, cells in edited.items() if cells},
                self._added(new.added, before.added),
                self._deleted(new.deleted, before.deleted),
            )
        )

    def _changed(self, cells: Cells, before: Cells) -> Cells:
        return {
            name: value
            for name, value in cells.items()
            if (name in before and before[name] == value) or self._allows(name, value)
        }

    def _added(self, rows: list[Cells], before: list[Cells]) -> list[Cells]:
        if self.mode not in ("dynamic", "add"):
            return [cells for cells in rows if cells in before]
        return [
            {name: value for name, value in cells.items() if self._allows(name, value) or self._is_default(name, value)}
            for cells in rows
        ]

    def _deleted(self, places: list[int], before: list[int]) -> list[int]:
        if self.mode not in ("dynamic", "delete"):
            known = set(before)
            return [place for place in places if place in known]
        return [place for place in places if place < self.table.frame.row_count]

    def _is_default(self, name: str, value: Plain) -> bool:
        column = self.columns.get(name)
        return column is not None and value is not None and column.config.get("default") == value

    def _allows(self, name: str, value: Plain) -> bool:
        column, cells = self.columns.get(name), self.table.column(name)
        if column is None or cells is None or not column.editable:
            return False
        try:
            cells.value(value)
        except (ValueError, TypeError, OverflowError):
            return False
        return _within_limits(column, value)


def _within_limits(column: GridColumn, value: Plain) -> bool:
    """Tell whether a value keeps to what a column's configuration says, as far as that is the same in every browser."""
    types: dict[str, Any] = column.config.get("type_config", {})
    if value is None:
        return not column.config.get("required")
    low, high, most = types.get("min_value"), types.get("max_value"), types.get("max_chars")
    if isinstance(value, (int, float)) and types.get("type") == "number":
        return (low is None or value >= low) and (high is None or value <= high)
    if isinstance(value, str) and isinstance(most, int):
        return len(value.encode("utf-16-le")) // 2 <= most
    if types.get("type") == "selectbox" and types.get("options"):
        return any(option["value"] == value for option in types["options"])
    return True
