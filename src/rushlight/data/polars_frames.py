"""Frames of Polars."""

from __future__ import annotations

from typing import Any

from rushlight.data.arrow_frames import shown, type_of
from rushlight.data.frame import Column, Frame


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
    """A lazy frame is asked for the rows that are shown, never collected whole."""
    import polars as pl

    count = int(lazy.select(pl.len()).collect().item())
    sample = lazy.head(0).collect()

    def take(rows: Any) -> Any:
        if isinstance(rows, slice):
            return _arrow(lazy.slice(rows.start, max(0, rows.stop - rows.start)).collect())
        wanted = lazy.select(pl.all().gather(pl.Series(rows)))
        return _arrow(wanted.collect())

    return Frame(_columns(sample), count, take, f"polars-{id(lazy)}", lazy)


def _columns(frame: Any) -> list[Column]:
    return [Column(field.name, field.name, *type_of(field.type)) for field in frame.head(0).to_arrow().schema]


def _arrow(frame: Any) -> Any:
    import pyarrow as pa

    table = frame.to_arrow()
    return pa.table([shown(column) for column in table.columns], names=table.column_names)
