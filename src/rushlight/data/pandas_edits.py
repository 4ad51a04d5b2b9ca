"""Edits of pandas frames. Types of columns are kept wherever they can hold what was entered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rushlight.data import arrow_edits
from rushlight.data.cell_values import decimal
from rushlight.data.editable import (
    INDEX,
    Editable,
    EditableColumn,
    checked_names,
    plain_options,
    read_cells,
    read_column,
)
from rushlight.data.edits import Cells, Edits, by_column, within
from rushlight.data.frame import Column, Frame
from rushlight.data.pandas_frames import of_pandas

_EDITABLE = {
    "string": "text", "boolean": "boolean", "integer": "integer", "floating": "number", "mixed-integer-float": "number",
    "decimal": "number", "datetime": "datetime", "datetime64": "datetime", "date": "date", "time": "time",
    "timedelta": "duration", "timedelta64": "duration", "empty": "empty",
}  # fmt: skip
"""What pandas finds in a column of objects, and the type that the browser must show it as to edit it."""
_PERIODS = {
    "Y": r"\d{4}",
    "Q": r"\d{4}Q[1-4]",
    "M": r"\d{4}-(0[1-9]|1[0-2])",
    "D": r"\d{4}-\d\d-\d\d",
}


def of_frame(data: Any) -> Editable:
    """Return a pandas frame as an editable table. Raises APIError for columns that cannot be told apart."""
    held = data.copy(deep=False)
    held.columns = checked_names(held.columns)
    frame = of_pandas(held)
    columns = describe(held, frame)
    labels = held.index.nlevels == 1 and type(held.index).__name__ != "RangeIndex"
    return Editable(
        frame,
        columns,
        lambda edits: edited_frame(held, columns, edits),
        has_labels=labels,
        grows=held.index.nlevels == 1 and (not labels or columns[0].editable),
    )


def of_series(data: Any) -> Editable:
    """Return a pandas series as an editable table of one column."""
    inner = of_frame(data.to_frame())
    return Editable(
        inner.frame, inner.columns, lambda edits: inner.edited(edits).iloc[:, 0].rename(data.name), inner.has_labels
    )


def of_index(data: Any) -> Editable:
    """Return a pandas index as an editable table of one column for each level."""
    inner = of_frame(data.to_frame(index=False))
    return Editable(inner.frame, inner.columns, lambda edits: _as_index(inner.edited(edits), data))


def _as_index(frame: Any, like: Any) -> Any:
    import pandas as pd

    if like.nlevels > 1:
        return pd.MultiIndex.from_frame(frame, names=like.names)
    return pd.Index(frame.iloc[:, 0].array, name=like.name)


# --- what cells may hold ---------------------------------------------------------------------------------------------


def describe(frame: Any, shown: Frame) -> list[EditableColumn]:
    """Return what the cells of a frame may hold, the index first; `shown` is the frame as the browser gets it."""
    levels = frame.index.nlevels
    series = [frame.index.get_level_values(level) for level in range(levels)]
    series += [frame.iloc[:, place] for place in range(frame.shape[1])]
    names = [INDEX] * levels + list(frame.columns)
    columns = [_column(*each) for each in zip(names, series, shown.columns, strict=True)]
    if levels > 1 or type(frame.index).__name__ == "RangeIndex":
        columns[:levels] = [EditableColumn(INDEX, each.type, False) for each in columns[:levels]]
    return columns


def _column(name: str, values: Any, shown: Column) -> EditableColumn:
    import pandas as pd

    dtype = values.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        options = plain_options(list(dtype.categories))
        return EditableColumn(name, shown.type, options is not None, options=options)
    if isinstance(dtype, pd.PeriodDtype):
        return _period(name, dtype)
    if isinstance(dtype, pd.ArrowDtype):
        return arrow_edits.describe_type(name, dtype.pyarrow_dtype, shown)
    if dtype.name == "object":
        return _of_objects(name, values, shown)
    known = dtype.kind in "biufMm" or isinstance(dtype, pd.StringDtype)
    if not known or isinstance(dtype, pd.SparseDtype):
        return EditableColumn(name, shown.type, False)
    return EditableColumn(name, shown.type, True, shown.timezone, bounds=_bounds(dtype))


def _period(name: str, dtype: Any) -> EditableColumn:
    import pandas as pd

    pattern = _PERIODS.get(str(dtype.freq.freqstr).partition("-")[0][:1])

    def convert(raw: Any) -> Any:
        return pd.Period(str(raw), dtype.freq)

    return EditableColumn(name, "text", pattern is not None, pattern=pattern, convert=convert)


def _of_objects(name: str, values: Any, shown: Column) -> EditableColumn:
    from pandas.api.types import infer_dtype

    found = str(infer_dtype(values, skipna=True))
    if found == "mixed" and shown.type == "list":
        return _of_lists(name, values)
    editable = _EDITABLE.get(found) == shown.type
    convert = decimal if found == "decimal" else None
    return EditableColumn(name, shown.type, editable, shown.timezone, convert=convert)


def _of_lists(name: str, values: Any) -> EditableColumn:
    from pandas.api.types import infer_dtype

    present = [each for each in values if each is not None and not isinstance(each, float)]
    if not all(isinstance(each, list) for each in present):
        return EditableColumn(name, "list", False)
    items: list[Any] = [item for each in present for item in each]
    found = str(infer_dtype(items, skipna=True)) if items else "string"
    item: Any = {"string": "text"}.get(found, _EDITABLE.get(found))
    return EditableColumn(name, "list", item in ("text", "integer", "number", "boolean"), item=item)


def _bounds(dtype: Any) -> tuple[int, int] | None:
    import numpy as np

    inner = getattr(dtype, "numpy_dtype", dtype)
    if getattr(dtype, "kind", "") not in ("i", "u"):
        return None
    limits = np.iinfo(inner)
    return int(limits.min), int(limits.max)


# --- applying --------------------------------------------------------------------------------------------------------


def edited_frame(frame: Any, columns: Sequence[EditableColumn], edits: Edits) -> Any:
    """Return a frame after edits; columns that were not edited keep their memory."""
    edits = within(edits, len(frame))
    out = frame.copy(deep=False)
    changes = by_column(edits)
    levels = out.index.nlevels
    for place, column in enumerate(columns[levels:]):
        cells = read_column(column, changes.get(column.name, {}))
        if cells:
            out.isetitem(place, _series(put(out.iloc[:, place], cells), out.index))
    labels = read_column(columns[0], changes.get(INDEX, {}))
    if labels:
        out.index = _index_of(put(out.index, labels), out.index)
    out = _without(out, edits.deleted)
    return _with(out, columns, edits.added) if edits.added else out


def _without(frame: Any, places: list[int]) -> Any:
    import numpy as np

    if not places:
        return frame
    keep = np.ones(len(frame), dtype=bool)
    keep[places] = False
    out = frame[keep]
    out.index = frame.index.delete(places)
    return out


def _with(frame: Any, columns: Sequence[EditableColumn], added: list[Cells]) -> Any:
    """Return a frame with more rows. A row without a label is left out where labels are no count."""
    import pandas as pd

    rows = [read_cells(columns, cells) for cells in added]
    labels = _labels(frame.index, rows)
    rows = [row for row, label in zip(rows, labels, strict=True) if label is not None]
    index = _extended_index(frame.index, [label for label in labels if label is not None])
    parts = [extend(frame.iloc[:, at], [row.get(name) for row in rows]) for at, name in enumerate(frame.columns)]
    out = pd.DataFrame({at: _series(part, index) for at, part in enumerate(parts)}, index=index)
    out.columns = frame.columns
    out.attrs = frame.attrs
    return out


def _labels(index: Any, rows: list[dict[str, Any]]) -> list[Any]:
    """Return the labels of new rows: those given, else numbers that go on counting, else None."""
    if index.nlevels > 1:
        return [None] * len(rows)
    counting = type(index).__name__ == "RangeIndex"
    if not counting and index.dtype.kind not in ("i", "u"):
        return [row.get(INDEX) for row in rows]
    step = index.step if counting else 1
    latest = int(index.max() if step > 0 else index.min()) if len(index) else None
    labels: list[Any] = []
    for row in rows:
        following = (index.start if counting else 0) if latest is None else latest + step
        label = following if counting or row.get(INDEX) is None else row[INDEX]
        labels.append(label)
        latest = label if latest is None or counting else max(latest, label)
    return labels


def _extended_index(index: Any, labels: list[Any]) -> Any:
    import pandas as pd

    if not labels:
        return index
    if type(index).__name__ == "RangeIndex":
        return pd.RangeIndex(
            index.start if len(index) else labels[0], labels[-1] + index.step, index.step, name=index.name
        )
    return _index_of(extend(index, labels), index)


def _index_of(array: Any, like: Any) -> Any:
    import pandas as pd

    return pd.Index(array, name=like.name, dtype=array.dtype)


def put(series: Any, cells: dict[int, Any]) -> Any:
    """Return a series' values with others at some places: of the same type if that can hold them."""
    new = typed(list(cells.values()), series.dtype)
    old = _values(series)
    out = old.copy() if new.dtype == series.dtype else old.astype(new.dtype)
    if new.dtype.name == "object":
        for place, value in zip(cells, new, strict=True):
            out[place] = value
    else:
        out[list(cells)] = new
    return out


def extend(series: Any, values: list[Any]) -> Any:
    """Return a series' values with more at their end: of the same type if that can hold them."""
    import pandas as pd

    new = typed(values, series.dtype)
    old = _series(_values(series))
    return _values(pd.concat([old if new.dtype == old.dtype else old.astype(new.dtype), _series(new)]))


def _series(values: Any, index: Any = None) -> Any:
    """Return values as a series of their own type: pandas would guess that of objects."""
    import pandas as pd

    return pd.Series(values, index=index, dtype=values.dtype)


def _values(series: Any) -> Any:
    import numpy as np

    return series.to_numpy() if isinstance(series.dtype, np.dtype) and series.dtype.kind not in "mM" else series.array


def typed(values: list[Any], dtype: Any) -> Any:
    """Return values as an array of a type, or of the nearest that has room for them and for what is missing."""
    import numpy as np
    import pandas as pd

    if isinstance(dtype, pd.CategoricalDtype):
        more = [each for each in dict.fromkeys(values) if each is not None and each not in dtype.categories]
        wider = pd.CategoricalDtype(dtype.categories.append(pd.Index(more)), dtype.ordered) if more else dtype
        return pd.Categorical(values, dtype=wider)
    if isinstance(dtype, pd.ArrowDtype):
        return pd.arrays.ArrowExtensionArray(arrow_edits.typed(values, dtype.pyarrow_dtype))
    if dtype.kind == "M":
        return pd.array(_moments(values, dtype), dtype=dtype)  # pyright: ignore[reportArgumentType, reportCallIssue]
    if dtype.kind == "m":
        return pd.array(_lengths(values, dtype), dtype=dtype)  # pyright: ignore[reportArgumentType, reportCallIssue]
    if isinstance(dtype, np.dtype):
        return _typed_plain(values, dtype)
    try:
        return pd.array(values, dtype=dtype)
    except (TypeError, ValueError):
        return objects(values)


def _typed_plain(values: list[Any], dtype: Any) -> Any:
    import numpy as np

    missing = any(each is None for each in values)
    if dtype.kind in "fc":
        return np.array([np.nan if each is None else each for each in values], dtype=dtype)
    if dtype.kind in "iu":
        if missing:
            return np.array([np.nan if each is None else each for each in values], dtype=np.float64)
        bounds = np.iinfo(dtype)
        fits = all(bounds.min <= each <= bounds.max for each in values)
        return np.array(values, dtype=dtype if fits else object)
    if dtype.kind == "b" and not missing:
        return np.array(values, dtype=bool)
    return objects(values)


def objects(values: list[Any]) -> Any:
    """Return values, lists among them too, as a NumPy array of objects."""
    import numpy as np

    out = np.empty(len(values), dtype=object)
    for place, value in enumerate(values):
        out[place] = value
    return out


def _moments(values: list[Any], dtype: Any) -> list[Any]:
    import pandas as pd

    unit = getattr(dtype, "unit", None) or _unit(dtype)
    zone = getattr(dtype, "tz", None)
    moments = [pd.NaT if each is None else pd.Timestamp(each).as_unit(unit) for each in values]
    return [each.tz_convert(zone) if zone is not None and each is not pd.NaT else each for each in moments]


def _lengths(values: list[Any], dtype: Any) -> list[Any]:
    import pandas as pd

    return [pd.NaT if each is None else pd.Timedelta(each).as_unit(_unit(dtype)) for each in values]


def _unit(dtype: Any) -> Any:
    import numpy as np

    return np.datetime_data(dtype)[0]
