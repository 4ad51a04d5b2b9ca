"""A frame as CSV, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rushlight.data.frame import Frame

_ROWS = 20_000


def chunks(frame: Frame, order: Any = None) -> Iterator[bytes]:
    """Yield a frame, or the rows of `order`, as CSV (RFC 4180) in UTF-8, never whole in memory."""
    import pyarrow as pa
    import pyarrow.csv as csv

    total = frame.row_count if order is None else len(order)
    for start in range(0, max(total, 1), _ROWS):
        stop = min(start + _ROWS, total)
        table = frame.slice(start, stop) if order is None else frame.rows(order[start:stop])
        flat = [_flat(column) for column in table.columns]
        sink = pa.BufferOutputStream()
        csv.write_csv(pa.table(flat, names=table.column_names), sink, csv.WriteOptions(include_header=start == 0))
        yield sink.getvalue().to_pybytes()


def _flat(column: Any) -> Any:
    import pyarrow as pa

    if not pa.types.is_nested(column.type) and not pa.types.is_duration(column.type):
        return column
    return pa.chunked_array([pa.array([None if v is None else str(v) for v in column.to_pylist()], pa.string())])
