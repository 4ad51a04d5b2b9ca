"""Edits of NumPy arrays of one or two dimensions, and of structured ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rushlight.data.editable import Editable, EditableColumn, order_after, read_cells, read_column
from rushlight.data.edits import Edits, by_column, within
from rushlight.data.pandas_edits import describe, objects, typed
from rushlight.data.pandas_frames import of_pandas


def of_array(data: Any) -> Editable:
    """Return an array as an editable table: of the column `value`, of columns by number, or of the fields' names."""
    import pandas as pd

    if data.ndim not in (1, 2) or (data.ndim == 2 and data.dtype.names):
        raise ValueError(f"an array of {data.ndim} dimensions is no table; give one of one or two")
    names = data.dtype.names or (["value"] if data.ndim == 1 else list(map(str, range(data.shape[1]))))
    held = data.copy()
    shown = pd.DataFrame({name: _shown(_part(held, place)) for place, name in enumerate(names)}, columns=list(names))
    frame = of_pandas(shown)
    columns = describe(shown, frame)[1:]
    return Editable(frame, [EditableColumn("_index", "integer", False), *columns], lambda e: _edited(held, columns, e))


def _part(array: Any, place: int) -> Any:
    """Return a column of an array."""
    if array.dtype.names:
        return array[array.dtype.names[place]]
    return array if array.ndim == 1 else array[:, place]


def _shown(values: Any) -> Any:
    """Return values as pandas can hold them: texts as such, what is masked as missing, arrays as objects."""
    import numpy as np

    if isinstance(values, np.ma.MaskedArray):
        return objects(values.tolist())
    return objects(values.tolist()) if values.dtype.kind in "US" or values.ndim > 1 else values


def _edited(array: Any, columns: Sequence[EditableColumn], edits: Edits) -> Any:
    edits = within(edits, len(array))
    changes = by_column(edits)
    added = [read_cells(columns, cells) for cells in edits.added]
    parts: list[Any] = []
    for place, column in enumerate(columns):
        cells = read_column(column, changes.get(column.name, {}))
        order = order_after(len(array), edits, cells)
        fresh = [*cells.values(), *(row.get(column.name) for row in added)]
        parts.append(_part(array, place) if order is None else _joined(_part(array, place), fresh, order))
    return _assembled(array, parts, bool(edits))


def _joined(values: Any, fresh: list[Any], order: Any) -> Any:
    """Return a column after edits: what is new is put behind it, and then all are taken in their order."""
    import numpy as np

    if isinstance(values, np.ma.MaskedArray):
        new = np.ma.array(
            [np.zeros((), values.dtype) if each is None else each for each in fresh],
            mask=[each is None for each in fresh],
        )
        return np.ma.concatenate([values, new])[order].astype(values.dtype)
    new = _typed(fresh, values.dtype)
    old = objects(values.tolist()) if new.dtype.kind == "O" and values.dtype.kind != "O" else values
    return np.concatenate([old, new])[order]


def _typed(fresh: list[Any], dtype: Any) -> Any:
    import numpy as np

    if dtype.kind == "U" and None not in fresh:
        return np.array(fresh, dtype=str)
    return np.array(fresh, dtype=dtype) if dtype.kind in "mM" else typed(fresh, dtype)


def _assembled(array: Any, parts: list[Any], changed: bool) -> Any:
    """Return an array like the one given of the columns that it has after edits."""
    import numpy as np

    if not changed:
        return array.copy()
    if array.ndim == 1 and not array.dtype.names:
        return parts[0]
    if array.ndim == 2:
        stack = np.ma.column_stack if isinstance(array, np.ma.MaskedArray) else np.column_stack
        return stack(parts)
    fields = [(name, part.dtype, part.shape[1:]) for name, part in zip(array.dtype.names, parts, strict=True)]
    out = np.empty(len(parts[0]), dtype=fields)
    for name, part in zip(array.dtype.names, parts, strict=True):
        out[name] = part
    return out
