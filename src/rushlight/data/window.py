"""Windows of a frame: some rows in some order, as bytes for the browser."""

from __future__ import annotations

from typing import Any

import msgspec

from rushlight.data.arrow_frames import to_ipc
from rushlight.data.frame import Frame, View


class Window(msgspec.Struct, frozen=True):
    """Rows as the browser gets them."""

    data: bytes
    """Arrow IPC stream."""
    start: int
    total: int
    """Number of rows of the view."""
    positions: list[int] | None
    """Places of these rows in the frame; None if they are `start` and following."""


MOST_ROWS = 10_000
"""Of one window."""
MOST_PLACES = 200_000
"""Of one window of places alone."""


def window(frame: Frame, view: View, order: Any, start: int, stop: int) -> Window:
    """Return rows `start` to `stop` of a view; `order` is that of `order_of`, None for a plain view."""
    start = max(0, start)
    stop = min(stop, start + MOST_ROWS)
    if order is None:
        stop = min(stop, frame.row_count)
        return Window(to_ipc(for_browser(frame.slice(start, stop))), start, frame.row_count, None)
    places = order[start:stop]
    return Window(to_ipc(for_browser(frame.rows(places))), start, len(order), places.tolist())


def places(frame: Frame, order: Any, start: int, stop: int) -> Window:
    """Return where the rows `start` to `stop` of a view are in the frame, without the rows themselves."""
    start = max(0, start)
    if order is None:
        return Window(b"", start, frame.row_count, None)
    return Window(b"", start, len(order), order[start : min(stop, start + MOST_PLACES)].tolist())


def for_browser(table: Any) -> Any:
    """Return a table whose times and durations are in milliseconds, as the browser takes them."""
    import pyarrow as pa
    import pyarrow.types as t

    columns = [
        column.cast(pa.time32("ms") if t.is_time(column.type) else pa.duration("ms"), safe=False)
        if t.is_time(column.type) or t.is_duration(column.type)
        else column
        for column in table.columns
    ]
    return pa.table(columns, names=table.column_names) if columns else table


def order_of(frame: Frame, view: View) -> Any:
    """Return the places of a view's rows as a NumPy array, or None for a plain view.

    Sorting is stable with missing values last; a search finds text in any column, whatever its case. Both are done by
    the source where it can, else by Arrow's kernels. Raises KeyError for an unknown column.
    """
    if view.is_plain:
        return None
    if view.sort is not None and view.sort not in {column.name for column in frame.columns}:
        raise KeyError(f"there is no column {view.sort!r}")
    if frame.order is not None:
        return frame.order(view)
    import numpy as np

    found = _found(frame, view.search) if view.search else None
    if view.sort is None:
        return found if found is not None else np.arange(frame.row_count)
    order = _sorted(frame, view.sort, view.descending)
    if found is None:
        return order
    keep = np.zeros(frame.row_count, dtype=bool)
    keep[found] = True
    return order[keep[order]]


def _sorted(frame: Frame, name: str, descending: bool) -> Any:
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    column = frame.table()[name]
    if pa.types.is_nested(column.type):
        column = pa.chunked_array([pa.array([str(value) for value in column.to_pylist()])])
    keyed = pa.table({"key": column, "place": pa.array(np.arange(frame.row_count))})
    keys = [("key", "descending" if descending else "ascending"), ("place", "ascending")]
    return pc.sort_indices(keyed, sort_keys=keys).to_numpy()  # pyright: ignore[reportAttributeAccessIssue]


def _found(frame: Frame, search: str) -> Any:
    import numpy as np
    import pyarrow.compute as pc

    hits = np.zeros(frame.row_count, dtype=bool)
    for column in frame.table().columns:
        text = _as_text(column)
        match = pc.match_substring(text, search, ignore_case=True)  # pyright: ignore[reportAttributeAccessIssue]
        hits |= pc.fill_null(match, False).combine_chunks().to_numpy(zero_copy_only=False).astype(bool)
    return np.flatnonzero(hits)


def _as_text(column: Any) -> Any:
    import pyarrow as pa

    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return pa.chunked_array([pa.array([None if v is None else str(v) for v in column.to_pylist()], pa.string())])
