"""Frames of Polars."""

from __future__ import annotations

from typing import Any

from rushlight.data.arrow_frames import shown, type_of
from rushlight.data.frame import Column, Frame, View

_PLACE = "__place"


def of_polars(data: Any) -> Frame:
    """Return the frame of a Polars frame, series or lazy frame. Polars objects cannot change: identity is proof."""
    import polars as pl

    if isinstance(data, pl.LazyFrame):
        return _of_lazy(data)
    frame = data.to_frame() if isinstance(data, pl.Series) else data

    def take(rows: Any) -> Any:
        part = frame.slice(rows.start, max(0, rows.stop - rows.start)) if isinstance(rows, slice) else frame[rows]
        return _arrow(part)

    return Frame(_columns(frame), frame.height, take, f"polars-{id(data)}", data)


def _of_lazy(lazy: Any) -> Frame:
    """A lazy frame is asked for the rows that are shown, and for orders; it is never collected whole."""
    import polars as pl

    count = int(lazy.select(pl.len()).collect().item())
    sample = lazy.head(0).collect()

    def take(rows: Any) -> Any:
        if isinstance(rows, slice):
            return _arrow(lazy.slice(rows.start, max(0, rows.stop - rows.start)).collect())
        wanted = pl.LazyFrame({_PLACE: rows}, schema={_PLACE: pl.UInt32})
        found = wanted.join(lazy.with_row_index(_PLACE), on=_PLACE, how="left", maintain_order="left")
        return _arrow(found.drop(_PLACE).collect(engine="streaming"))

    def order(view: View) -> Any:
        rows = lazy.with_row_index(_PLACE)
        if view.search:
            rows = rows.filter(
                pl.any_horizontal(_holds(name, kind, view.search) for name, kind in sample.schema.items())
            )
        if view.sort is not None:
            rows = rows.sort(
                _sortable(view.sort, sample.schema), _PLACE, descending=[view.descending, False], nulls_last=True
            )
        return rows.select(_PLACE).collect(engine="streaming")[_PLACE].to_numpy()

    return Frame(_columns(sample), count, take, f"polars-{id(lazy)}", lazy, order)


def _holds(name: str, kind: Any, search: str) -> Any:
    import polars as pl

    text = _text(name, kind).str.to_lowercase()
    return text.str.contains(search.lower(), literal=True).fill_null(pl.lit(False))


def _sortable(name: str, schema: Any) -> Any:
    import polars as pl

    return _text(name, schema[name]) if schema[name].is_nested() else pl.col(name)


def _text(name: str, kind: Any) -> Any:
    """Return a column as text; nested values as JSON."""
    import polars as pl

    if kind.is_nested():
        return pl.struct(pl.col(name)).struct.json_encode()
    return pl.lit("") if kind == pl.Binary else pl.col(name).cast(pl.String)


def _columns(frame: Any) -> list[Column]:
    return [Column(field.name, field.name, *type_of(field.type)) for field in frame.head(0).to_arrow().schema]


def _arrow(frame: Any) -> Any:
    import pyarrow as pa

    table = frame.to_arrow()
    return pa.table([shown(column) for column in table.columns], names=table.column_names)
