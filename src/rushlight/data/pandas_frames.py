"""Frames of pandas, NumPy and plain Python."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from rushlight.data.arrow_frames import shown, type_of
from rushlight.data.frame import Column, Frame, unique_names
from rushlight.data.hashing import content_of

_SAMPLE = 64
_SMALL = 1000
"""Most rows of a frame that is known by its whole content."""


def of_pandas(data: Any) -> Frame:
    """Return the frame of a pandas frame, series or index.

    The snapshot is a shallow copy: with copy-on-write (pandas 3) later writes of the user go to blocks of their own.
    """
    import pandas as pd

    frame = data.to_frame() if isinstance(data, (pd.Series, pd.Index)) and not isinstance(data, pd.DataFrame) else data
    held = frame.copy(deep=False)
    index = unique_names(_index_labels(held))
    labels = unique_names(held.columns)
    names = _apart(index, labels)

    def take(rows: Any) -> Any:
        return _arrow(held.iloc[rows], names, len(index))

    table = _arrow(held.iloc[:_SMALL], names, len(index))
    kinds = [type_of(field.type) for field in table.schema]
    columns = [
        Column(name, _label(held, place, len(index)), kind[0], place < len(index), kind[2])
        for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
    ]
    whole = len(held) <= _SMALL
    made = Frame(columns, len(held), take, "" if whole else fingerprint(held), data)
    if whole:
        # Small frames are known by their content, so that one that a script makes anew is the same to the browser.
        made.fingerprint = content_of(made)
    return made


def of_numpy(array: Any) -> Frame:
    """Return the frame of an array of up to two dimensions. Its content is copied: arrays can change."""
    import pandas as pd

    if array.ndim == 0:
        array = array.reshape(1)
    if array.ndim > 2:
        raise ValueError(f"an array of {array.ndim} dimensions is no table; give one of one or two")
    return of_pandas(pd.DataFrame(array.copy()))


def of_rows(rows: list[Any]) -> Frame:
    """Return the frame of a list of mappings, sequences or scalars."""
    import pandas as pd

    if rows and not isinstance(rows[0], (dict, list, tuple)):
        return of_pandas(pd.DataFrame({"value": pd.Series(rows)}))
    return of_pandas(pd.DataFrame(rows))


def of_mapping(columns: dict[Any, Any]) -> Frame:
    """Return the frame of a mapping of columns, or of one value each."""
    import pandas as pd

    if columns and not any(
        hasattr(value, "__len__") and not isinstance(value, (str, bytes)) for value in columns.values()
    ):
        return of_pandas(pd.DataFrame({"value": pd.Series(columns)}))
    return of_pandas(pd.DataFrame(columns))


def fingerprint(frame: Any) -> str:
    """Return a name of a frame's content, in the time of its columns and not of its rows.

    While a snapshot holds the blocks, pandas writes to new ones: the same addresses are the same content. Two ways
    around that (writing through `.array`, an array adopted with `copy=False`) are caught by a sample of the values.
    """
    digest = blake2b(digest_size=16)
    digest.update(repr((frame.shape, tuple(map(str, frame.dtypes)), tuple(map(str, frame.columns[:1000])))).encode())
    digest.update(repr(_index_address(frame.index)).encode())
    for place in range(min(frame.shape[1], 1000)):
        column = frame.iloc[:, place]
        digest.update(repr(_address(column)).encode())
    step = max(1, len(frame) // _SAMPLE)
    sample = frame.iloc[::step]
    digest.update(repr(sample.to_numpy(dtype=object).tolist()).encode(errors="surrogatepass"))
    return f"pandas-{digest.hexdigest()}"


def _index_address(index: Any) -> Any:
    if type(index).__name__ == "RangeIndex":
        return (index.start, index.stop, index.step)
    if hasattr(index, "codes") and hasattr(index, "levels"):
        return [*(codes.__array_interface__["data"] for codes in index.codes), *map(_index_address, index.levels)]
    return _address(index)


def _address(column: Any) -> Any:
    values = column.array
    for name in ("_ndarray", "_pa_array", "_data"):
        data = getattr(values, name, None)
        if data is None:
            continue
        if hasattr(data, "__array_interface__"):
            return data.__array_interface__["data"]
        if hasattr(data, "chunks"):
            return [buffer.address for chunk in data.chunks for buffer in chunk.buffers() if buffer is not None]
    return id(values)


def _index_labels(frame: Any) -> list[str]:
    names = frame.index.names
    return [
        str(name) if name is not None else ("" if len(names) == 1 else f"level_{i}") for i, name in enumerate(names)
    ]


def _apart(index: list[str], labels: list[str]) -> list[str]:
    """Return the names of index and columns, made different from each other."""
    taken = set(labels)
    out: list[str] = []
    for name in index:
        name = name or "_index"
        while name in taken:
            name = f"{name}_"
        taken.add(name)
        out.append(name)
    return [*out, *labels]


def _label(frame: Any, place: int, index_count: int) -> str:
    if place < index_count:
        return str(frame.index.names[place] or "")
    label = frame.columns[place - index_count]
    return " / ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _arrow(part: Any, names: list[str], index_count: int) -> Any:
    import pyarrow as pa

    columns = [part.index.get_level_values(level) for level in range(index_count)]
    columns += [part.iloc[:, place] for place in range(part.shape[1])]
    return pa.table([_column(column) for column in columns], names=names)


def _column(values: Any) -> Any:
    import pyarrow as pa

    kind = str(values.dtype)
    if kind.startswith(("period", "interval", "complex")):
        return pa.array([None if _is_missing(value) else str(value) for value in values], pa.string())
    try:
        array = pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError, ValueError, TypeError):
        array = pa.array([None if _is_missing(value) else str(value) for value in values], pa.string())
    column = array if isinstance(array, pa.ChunkedArray) else pa.chunked_array([array])
    return shown(column)


def _is_missing(value: Any) -> bool:
    import pandas as pd

    missing = pd.isna(value)
    return missing is True or (hasattr(missing, "item") and getattr(missing, "ndim", 1) == 0 and bool(missing))
