"""Edits of Polars frames. Types of columns are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rushlight.data.cell_values import decimal
from rushlight.data.editable import (
    Editable,
    EditableColumn,
    checked_names,
    order_after,
    plain_options,
    read_cells,
    read_column,
)
from rushlight.data.edits import Edits, by_column, within
from rushlight.data.frame import Column
from rushlight.data.polars_frames import of_polars


def of_frame(data: Any) -> Editable:
    """Return a Polars frame, series or lazy frame as an editable table; a lazy one is collected."""
    import polars as pl

    if isinstance(data, pl.Series):
        inner = of_frame(data.to_frame())
        return Editable(inner.frame, inner.columns, lambda edits: inner.edited(edits).to_series())
    if isinstance(data, pl.LazyFrame):
        inner = of_frame(data.collect())
        return Editable(inner.frame, inner.columns, lambda edits: inner.edited(edits).lazy())
    checked_names(data.columns)
    frame = of_polars(data)
    columns = [_column(shown, data.schema[shown.name]) for shown in frame.columns]
    return Editable(frame, columns, lambda edits: edited_frame(data, columns, edits))


def _column(shown: Column, kind: Any) -> EditableColumn:
    import polars as pl

    if isinstance(kind, pl.Decimal):
        return EditableColumn(shown.name, "number", convert=decimal)
    if isinstance(kind, pl.Enum):
        return EditableColumn(shown.name, "text", options=plain_options(list(kind.categories)))
    if isinstance(kind, pl.List):
        item = _ITEMS.get(str(kind.inner.base_type()))
        return EditableColumn(shown.name, "list", item is not None, item=item)
    simple = shown.type not in ("json", "bytes", "list") and kind != pl.Object
    return EditableColumn(shown.name, shown.type, simple, shown.timezone, bounds=_bounds(kind))


_ITEMS: dict[str, Any] = {
    **dict.fromkeys(("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"), "integer"),
    **dict.fromkeys(("Float32", "Float64"), "number"),
    "String": "text",
    "Boolean": "boolean",
}


def _bounds(kind: Any) -> tuple[int, int] | None:
    if not kind.is_integer():
        return None
    bits = int(str(kind).removeprefix("U").removeprefix("Int"))
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if kind.is_signed_integer() else (0, (1 << bits) - 1)


def edited_frame(frame: Any, columns: Sequence[EditableColumn], edits: Edits) -> Any:
    """Return a frame after edits."""
    import polars as pl

    edits = within(edits, frame.height)
    changes = by_column(edits)
    added = [read_cells(columns, cells) for cells in edits.added]
    parts: list[Any] = []
    for column in columns:
        cells = read_column(column, changes.get(column.name, {}))
        order = order_after(frame.height, edits, cells)
        fresh = [*cells.values(), *(row.get(column.name) for row in added)]
        parts.append(frame[column.name] if order is None else _edited(frame[column.name], order, fresh))
    return pl.DataFrame(parts)


def _edited(series: Any, order: Any, fresh: list[Any]) -> Any:
    """Return a series after edits: what is new is put behind it, and then all are gathered in their order."""
    import polars as pl

    new = typed(fresh, series)
    old = series.cast(new.dtype) if series.dtype == pl.Null else series
    return pl.concat([old, new], rechunk=True).gather(order)


def typed(values: list[Any], like: Any) -> Any:
    """Return values as a series of another's name and type; decimals are rounded to its scale."""
    import polars as pl

    kind = like.dtype
    if kind == pl.Null:
        return pl.Series(like.name, values, strict=False)
    if isinstance(kind, pl.Decimal):
        values = [None if value is None else round(value, kind.scale or 0) for value in values]
    if isinstance(kind, pl.Datetime) and kind.time_zone is not None:
        fresh = pl.Series(like.name, values, dtype=pl.Datetime("us", "UTC"))
        return fresh.dt.convert_time_zone(kind.time_zone).cast(kind)
    if isinstance(kind, (pl.Datetime, pl.Duration)):
        return pl.Series(like.name, values, dtype=type(kind)("us")).cast(kind)
    return pl.Series(like.name, values, dtype=kind)
