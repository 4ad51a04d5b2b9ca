"""Results as they are kept, so that each caller gets a value of their own.

What cannot change is kept as it is. Lists, dicts and sets of that are copied, twenty times as fast as a pickle is read.
Frames of pandas are copied when they are kept; callers get shallow copies, which copy what they write to (5 µs whatever
the size, where unpickling 80 MB takes 29 ms). Frames of polars are cloned, which copies no data. Arrays of numpy are
copied for each caller: 7 ms for 80 MB; private memory maps of one file come for free, but reading them through takes as
long, and writing four times as long. All else is pickled; frames and arrays inside of it are taken out of the pickle
and kept as said.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import sys
import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

import msgspec

from rushlight.data.immutable import is_immutable, is_immutable_type
from rushlight.errors import UnserializableReturnValueError

Names = Mapping[str, Any]
"""The global names of the module that a cached function is in: where classes of a script are looked up."""


class Kept(Protocol):
    """A value that is kept."""

    @property
    def size(self) -> int:
        """Bytes that it takes, roughly."""
        ...

    @property
    def is_original(self) -> bool:
        """Whether the caller that made the value may have it itself: nothing that is kept refers to it."""
        ...

    def load(self, names: Names) -> Any:
        """Return the value for a caller. Raises SpoiledError if it is not what was kept any more."""
        ...


class SpoiledError(Exception):
    """A kept value was changed, although callers cannot do so by regular means."""


def keep(value: Any, function: str) -> Kept:
    """Keep the result of the function named.

    Raises UnserializableReturnValueError if the value cannot be pickled.
    """
    if is_immutable(value):
        return Same(value, sys.getsizeof(value))
    shared = _flat(value) or _shared(value)
    if shared is not None:
        return shared
    file = io.BytesIO()
    pickler = _Pickler(file)
    _dump(pickler, value, function)
    return Pickled(file.getvalue(), tuple(pickler.shared), pickler.of_script)


def dump(value: Any, function: str) -> bytes:
    """Return a value as bytes that `load_bytes` reads, also in another process."""
    file = io.BytesIO()
    _dump(_Pickler(file, take_out=False), value, function)
    return file.getvalue()


def load_bytes(content: bytes, names: Names) -> Any:
    """Return the value that was dumped. Only for bytes that are known to be ours: pickles can run code."""
    return _Unpickler(content, names, (), {}).load()


def _flat(value: Any) -> Copied | None:
    """Keep a list, dict or set of what cannot change."""
    held: Any = value
    if type(value) not in (list, dict, set):
        return None
    parts: list[object] = [*held, *held.values()] if type(value) is dict else list(held)
    if not all(map(is_immutable, parts)):
        return None
    return Copied(held.copy(), _copied_flat, sys.getsizeof(held) + sum(map(sys.getsizeof, parts)), is_original=True)


def _copied_flat(value: Any) -> Any:
    return value.copy()


class Same(msgspec.Struct, frozen=True):
    """A value that can be handed out itself."""

    value: Any
    size: int
    is_original: bool = True

    def load(self, names: Names) -> Any:
        """Return the value."""
        return self.value


class Copied(msgspec.Struct, frozen=True):
    """A value that is copied for each caller, cheaply."""

    value: Any
    copy: Callable[[Any], Any]
    size: int
    marks: tuple[bytes, ...] = ()
    """Samples of the data, for what can be written to around the copying."""
    is_original: bool = False

    def load(self, names: Names) -> Any:
        """Return a copy."""
        if self.marks and self.marks != _marks(self.value):
            raise SpoiledError
        return self.copy(self.value)


class Pickled(msgspec.Struct, frozen=True):
    """A value in a pickle, out of which data that is cheap to copy has been taken."""

    content: bytes
    shared: tuple[Kept, ...]
    of_script: dict[str, Any]
    """Classes and functions of the script that the value refers to, by qualified name."""

    @property
    def size(self) -> int:
        """Bytes of the pickle and of what was taken out of it."""
        return len(self.content) + sum(each.size for each in self.shared)

    @property
    def is_original(self) -> bool:
        """If data was taken out, all callers are to share it."""
        return not self.shared

    def load(self, names: Names) -> Any:
        """Return the value, of the classes that the script defines now."""
        if not self.shared and not self.of_script:
            return pickle.loads(self.content)
        return _Unpickler(self.content, names, self.shared, self.of_script).load()


# --- pickles ------------------------------------------------------------------------------------------------------------


def _dump(pickler: pickle.Pickler, value: object, function: str) -> None:
    try:
        pickler.dump(value)
    except Exception as error:
        kind = type(value)
        raise UnserializableReturnValueError(
            f"`{function}` is decorated with `cache_data`, and its result of type `{kind.__module__}.{kind.__qualname__}` "
            f"cannot be pickled ({type(error).__name__}: {error}). Return data that can be, or decorate the function with "
            "`cache_resource`, which hands the same object to all callers."
        ) from error


class _Pickler(pickle.Pickler):
    def __init__(self, file: io.BytesIO, *, take_out: bool = True) -> None:
        super().__init__(file, protocol=5)
        self._take_out = take_out
        self.shared: list[Kept] = []
        self.of_script: dict[str, Any] = {}

    def reducer_override(self, obj: Any) -> Any:
        if isinstance(obj, type | types.FunctionType):
            return self._of_script(obj)
        kept = _shared(obj) if self._take_out else None
        if kept is None:
            return NotImplemented
        self.shared.append(kept)
        return _taken_out, (len(self.shared) - 1,)

    def _of_script(self, obj: type | types.FunctionType) -> Any:
        # Each run of a script makes its classes anew, in a namespace that is no module.
        if obj.__module__ != "__main__" or "<" in obj.__qualname__:
            return NotImplemented
        self.of_script[obj.__qualname__] = obj
        return _defined_in_script, (obj.__qualname__,)


class _Unpickler(pickle.Unpickler):
    def __init__(self, content: bytes, names: Names, shared: tuple[Kept, ...], of_script: Mapping[str, Any]) -> None:
        super().__init__(io.BytesIO(content))
        self._names = names
        self._shared = shared
        self._script = of_script

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if module_name == __name__ and global_name == _taken_out.__name__:
            return self._take
        if module_name == __name__ and global_name == _defined_in_script.__name__:
            return self._defined
        return super().find_class(module_name, global_name)

    def _take(self, index: int) -> Any:
        return self._shared[index].load(self._names)

    def _defined(self, name: str) -> Any:
        first, *rest = name.split(".")
        for names in (self._names, vars(sys.modules["__main__"])):
            found = names.get(first) if names.get("__name__") == "__main__" else None
            with contextlib.suppress(AttributeError):
                for each in rest:
                    found = getattr(found, each)
                if found is not None:
                    return found
        if name in self._script:
            return self._script[name]
        raise pickle.UnpicklingError(f"the script does not define {name}")


def _taken_out(index: int) -> Any:
    """Stands in pickles for data taken out."""
    raise pickle.UnpicklingError(f"part {index} of a pickle is kept apart")


def _defined_in_script(name: str) -> Any:
    """Stands in pickles for classes and functions of the script."""
    raise pickle.UnpicklingError(f"{name} is defined in a script")


# --- frames and arrays --------------------------------------------------------------------------------------------------


def _shared(value: Any) -> Kept | None:
    package = type(value).__module__.partition(".")[0]
    rule = _PACKAGES.get(package)
    return rule(value) if rule is not None else None


def _of_numpy(value: Any) -> Kept | None:
    np: Any = sys.modules["numpy"]
    if type(value) is not np.ndarray or value.dtype.hasobject:
        return None
    return Copied(_copied(value), _copied, value.nbytes)


def _of_pandas(value: Any) -> Kept | None:
    pd: Any = sys.modules["pandas"]
    if int(pd.__version__.partition(".")[0]) < 3 or type(value) not in (pd.DataFrame, pd.Series):
        return None
    columns = [value] if isinstance(value, pd.Series) else [column for _, column in value.items()]
    if not all(_is_plain_column(column) for column in columns):
        return None
    size = value.memory_usage(deep=any(column.dtype == object for column in columns))
    held = value.copy(deep=True)
    return Copied(held, _shallow, int(size if isinstance(value, pd.Series) else size.sum()), _marks(held))


def _of_polars(value: Any) -> Kept | None:
    pl: Any = sys.modules["polars"]
    if type(value) is pl.LazyFrame:
        return Copied(value.clone(), _cloned, 0)
    if type(value) is pl.Series:
        dtypes = [value.dtype]
    elif type(value) is pl.DataFrame:
        dtypes = value.dtypes
    else:
        return None
    if any("Object" in str(dtype) for dtype in dtypes):
        return None
    return Copied(value.clone(), _cloned, int(value.estimated_size()))


def _of_arrow(value: Any) -> Kept | None:
    pa: Any = sys.modules["pyarrow"]
    if isinstance(value, pa.Table | pa.RecordBatch | pa.Array | pa.ChunkedArray):
        return Same(value, int(value.nbytes))
    return None


_PACKAGES: dict[str, Callable[[Any], Kept | None]] = {
    "numpy": _of_numpy,
    "pandas": _of_pandas,
    "polars": _of_polars,
    "pyarrow": _of_arrow,
}


def _copied(array: Any) -> Any:
    return array.copy(order="K")


def _shallow(frame: Any) -> Any:
    return frame.copy(deep=False)


def _cloned(frame: Any) -> Any:
    return frame.clone()


def _is_plain_column(column: Any) -> bool:
    """Return whether no cell of a column can be changed in place."""
    if column.dtype == object:
        return all(map(_is_plain_type, set(map(type, column.array))))
    return type(column.dtype).__module__.partition(".")[0] in ("numpy", "pandas")


def _is_plain_type(kind: type) -> bool:
    is_scalar = kind.__module__.partition(".")[0] in ("numpy", "pandas") and kind.__name__ in _SCALARS
    return is_scalar or is_immutable_type(kind)


_SCALARS = frozenset(
    ["Timestamp", "Timedelta", "NaTType", "NAType", "Period", "Interval", "str_", "bytes_", "bool", "bool_"]
    + ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
    + ["float16", "float32", "float64", "longdouble", "complex64", "complex128", "datetime64", "timedelta64"]
)

_SAMPLE = 64


def _marks(frame: Any) -> tuple[bytes, ...]:
    """Return samples of a frame's data.

    pandas does not copy before a write to `series.array`; a sample shows the larger ones of such writes.
    """
    try:
        arrays: Iterable[Any] = frame._mgr.arrays
    except AttributeError:
        return ()
    found: list[bytes] = []
    for array in arrays:
        data = getattr(array, "_ndarray", array)
        if type(data).__module__ == "numpy":
            length = data.shape[-1]
            found.append(data[..., :: max(length // _SAMPLE, 1)].tobytes())
    return tuple(found)
