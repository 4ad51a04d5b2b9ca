"""What digests of frames and arrays are made of.

Up to some size every byte goes into the digest. Beyond that a sample does, and sums over all bytes: a sample alone would
give an edited frame the key, and so the result, of the old one. The sums cost as much as reading the memory once (9 ms
for 80 MB), a digest over everything ten times that. What pandas offers for hashing is no use: two frames of the same
hash are easily made.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import Any, Protocol

from rushlight.run.settings import setting

_EXACT_BYTES = 4_000_000
"""Data of more bytes are sampled and summed."""
_EXACT_OBJECTS = 50_000
"""Columns of more Python objects are sampled."""
_SAMPLED_OBJECTS = 10_000
_SAMPLED_BLOCKS = 1024
_BLOCK_BYTES = 64
_SUMS = 1021
"""Number of sums; a prime, so that data of no usual width fall into the same sums again."""


class Digests(Protocol):
    """What gives the digests of parts."""

    def digest(self, value: object, /) -> bytes:
        """Return the digest of a value."""
        ...

    def all(self, values: Iterable[Any], /) -> list[bytes]:
        """Return the digests of values."""
        ...


def array_parts(hasher: Digests, array: Any) -> list[bytes]:
    """Return what the digest of a numpy array is made of."""
    facts = hasher.all([array.shape, str(array.dtype)])
    if array.dtype.hasobject:
        return [*facts, *_object_parts(hasher, array.reshape(-1))]
    if type(array).__name__ == "MaskedArray":
        return [*facts, *array_parts(hasher, array.filled(0)), *array_parts(hasher, _numpy().asarray(array.mask))]
    if array.flags.f_contiguous and not array.flags.c_contiguous:
        return [*facts, b"F", *_data_parts(array.T)]
    return [*facts, *_data_parts(array)]


def pandas_parts(hasher: Digests, value: Any) -> list[bytes]:
    """Return what the digest of a pandas frame, series or index is made of."""
    pd: Any = sys.modules["pandas"]
    if isinstance(value, pd.Index):
        return _index_parts(hasher, value)
    if isinstance(value, pd.Series):
        return [hasher.digest(value.name), *_index_parts(hasher, value.index), *_column_parts(hasher, value.array)]
    found = [*_index_parts(hasher, value.columns), *_index_parts(hasher, value.index)]
    for _, column in value.items():
        found += _column_parts(hasher, column.array)
    return found


def polars_parts(hasher: Digests, value: Any) -> list[bytes]:
    """Return what the digest of a polars frame, lazy frame or series is made of."""
    pl: Any = sys.modules["polars"]
    if isinstance(value, pl.LazyFrame):
        return [value.serialize()]
    frame = value.to_frame() if isinstance(value, pl.Series) else value
    facts = [frame.height, [(name, str(dtype)) for name, dtype in frame.schema.items()]]
    plain = [column for column in frame.get_columns() if "Object" not in str(column.dtype)]
    objects = [list(column) for column in frame.get_columns() if "Object" in str(column.dtype)]
    return [*hasher.all([*facts, *objects]), *_stream_parts(pl.DataFrame(plain).to_arrow())]


def arrow_parts(hasher: Digests, value: Any) -> list[bytes]:
    """Return what the digest of an Arrow table, batch or array is made of."""
    pa: Any = sys.modules["pyarrow"]
    if isinstance(value, pa.RecordBatch):
        value = pa.Table.from_batches([value])
    elif not isinstance(value, pa.Table):
        value = pa.table({"": value})
    return [*hasher.all([value.num_rows]), *_stream_parts(value)]


def _index_parts(hasher: Digests, index: Any) -> list[bytes]:
    pd: Any = sys.modules["pandas"]
    names = hasher.digest([type(index).__name__, list(index.names)])
    if isinstance(index, pd.RangeIndex):
        return [names, hasher.digest(range(index.start, index.stop, index.step))]
    if isinstance(index, pd.MultiIndex):
        return [names, *hasher.all([*index.levels, *map(_numpy().asarray, index.codes)])]
    return [names, *_column_parts(hasher, index.array)]


def _column_parts(hasher: Digests, array: Any) -> list[bytes]:
    pd: Any = sys.modules["pandas"]
    facts = hasher.all([len(array), str(array.dtype)])
    if isinstance(array, pd.arrays.NumpyExtensionArray):
        return [*facts, *array_parts(hasher, array.to_numpy())]
    if isinstance(array, pd.Categorical):
        return [
            *facts,
            hasher.digest(array.ordered),
            *_index_parts(hasher, array.categories),
            *_data_parts(array.codes),
        ]
    if hasattr(array, "asi8"):  # points in time and spans of it
        return [*facts, *_data_parts(array.asi8)]
    if hasattr(array, "_mask") and hasattr(array, "_data"):
        return [*facts, *_data_parts(array._data * ~array._mask), *_data_parts(array._mask)]
    if hasattr(array, "__arrow_array__") and "pyarrow" in sys.modules:
        return [*facts, *_arrow_column_parts(array)]
    return [*facts, *_object_parts(hasher, array)]


def _arrow_column_parts(array: Any) -> list[bytes]:
    pa: Any = sys.modules["pyarrow"]
    column = array.__arrow_array__()
    return _stream_parts(pa.table({"": column}))


def _object_parts(hasher: Digests, objects: Any) -> list[bytes]:
    if len(objects) <= _EXACT_OBJECTS:
        return hasher.all(objects)
    return hasher.all(objects[_positions(len(objects), _SAMPLED_OBJECTS)])


def _stream_parts(table: Any) -> list[bytes]:
    """Return the parts of a table as Arrow writes it to a stream, which copies no data."""
    pa: Any = sys.modules["pyarrow"]
    if table.nbytes <= _EXACT_BYTES:
        table = table.combine_chunks()  # beyond that, a table in other chunks is taken for another table
    sink = _Sink()
    with pa.PythonFile(sink, mode="w") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)
    return sink.parts


class _Sink:
    """A file that takes down the parts of what is written to it."""

    closed = False

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        self.parts += _data_parts(_numpy().frombuffer(view, dtype="uint8"))
        return view.nbytes

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


def _data_parts(array: Any) -> list[bytes]:
    """Return the parts of an array's bytes."""
    np = _numpy()
    data = np.ascontiguousarray(array).reshape(-1).view("uint8")
    if len(data) <= _EXACT_BYTES:
        return [blake2b(data, digest_size=32).digest()]
    blocks = _positions(len(data) // _BLOCK_BYTES, _SAMPLED_BLOCKS)
    sample = data[: len(data) // _BLOCK_BYTES * _BLOCK_BYTES].reshape(-1, _BLOCK_BYTES)[blocks]
    return [str(len(data)).encode(), sample.tobytes(), _sums(data)]


def _sums(data: Any) -> bytes:
    np = _numpy()
    row = 8 * _SUMS
    whole = len(data) // row * row
    sums = data[:whole].view("uint64").reshape(-1, _SUMS).sum(axis=0, dtype="uint64")
    return bytes(np.ascontiguousarray(sums)) + data[whole:].tobytes()


def _positions(length: int, count: int) -> Any:
    """Return positions spread at random, always the same ones for the same seed in the settings."""
    seed = setting("runner.cacheHashSeed")
    return _numpy().sort(_numpy().random.RandomState(int(seed or 0) % 2**32).randint(0, length, count))


def _numpy() -> Any:
    import numpy

    return numpy


PARTS: tuple[tuple[str, tuple[str, ...], Callable[[Digests, Any], list[bytes]]], ...] = (
    ("numpy", ("ndarray",), array_parts),
    ("pandas", ("DataFrame", "Series", "Index"), pandas_parts),
    ("polars", ("DataFrame", "Series", "LazyFrame"), polars_parts),
    ("pyarrow", ("Table", "RecordBatch", "Array", "ChunkedArray"), arrow_parts),
)
"""Packages, their classes, and what digests of their objects are made of."""
