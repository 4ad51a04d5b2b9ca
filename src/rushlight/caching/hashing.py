"""Digests of values: equal for equal values of the same type, in any process, and not to be forged (BLAKE2b)."""

from __future__ import annotations

import copyreg
import dataclasses
import datetime
import enum
import io
import os
import re
import struct
import sys
import types
from collections import deque
from collections.abc import Callable, ItemsView, Iterable, KeysView, Mapping, ValuesView
from hashlib import blake2b
from pathlib import PurePath
from typing import Any, TypeAlias

from rushlight.caching import frames
from rushlight.errors import UserHashError

HashFuncs = Mapping[str | type, Callable[[Any], Any]]
"""How to hash objects of a type, which is given itself or by its qualified name."""

SIZE = 32
"""Bytes of a digest."""


class CannotHashError(TypeError):
    """A value has no digest; it is told by `culprit`, which may be inside the value that was to be hashed."""

    def __init__(self, culprit: object, reason: str = "") -> None:
        super().__init__(reason or f"objects of type {type_name(type(culprit))} have no content to hash")
        self.culprit = culprit


Rule: TypeAlias = "Callable[[Hasher, Any], list[bytes]]"
"""Returns what the digest of a value of some type is made of."""


def type_name(kind: type) -> str:
    """Return the qualified name of a type."""
    return f"{kind.__module__}.{kind.__qualname__}"


class Hasher:
    """Digests values; a part that is met again is not hashed again.

    With `hash_funcs`, objects of these types are hashed by what the functions return for them.
    """

    def __init__(self, hash_funcs: HashFuncs | None = None) -> None:
        self._hash_funcs = hash_funcs
        self._open: dict[int, int] = {}
        """The containers around the part that is being hashed, by id, with their depth."""
        self._done: dict[int, tuple[Any, bytes]] = {}
        """Digests by id. The objects are held too, or another could get the same id."""
        self._circles = 0

    def digest(self, value: object) -> bytes:
        """Return the digest of a value.

        Raises CannotHashError if the value or something in it cannot be hashed, UserHashError if one of the
        `hash_funcs` fails, and RecursionError if the value is nested too deeply.
        """
        kind = type(value)
        if kind in _PLAIN and not self._hash_funcs:
            return _hashed(kind.__name__.encode(), _PLAIN[kind](value))
        if id(value) in self._open:
            self._circles += 1
            return _hashed(b"circle", str(self._open[id(value)]).encode())
        if id(value) in self._done:
            return self._done[id(value)][1]
        circles = self._circles
        self._open[id(value)] = len(self._open)
        try:
            found = _hashed(type_name(kind).encode(), *self._rule(value)(self, value))
        finally:
            del self._open[id(value)]
        if circles == self._circles:
            # Where a circle leads depends on where the part stands, so the digest would not hold elsewhere.
            self._done[id(value)] = (value, found)
        return found

    def all(self, values: Iterable[Any]) -> list[bytes]:
        """Return the digests of values."""
        found: list[bytes] = []
        for each in values:  # a comprehension would be one more call for each level of nesting
            found.append(self.digest(each))
        return found

    def _rule(self, value: object) -> Rule:
        kind = type(value)
        if self._hash_funcs:
            function = self._hash_funcs.get(kind) or self._hash_funcs.get(type_name(kind))
            if function is not None:
                return _by(function)
        return _rule(value)


def _hashed(*parts: bytes) -> bytes:
    return blake2b(b"".join(len(part).to_bytes(8, "little") + part for part in parts), digest_size=SIZE).digest()


def _by(function: Callable[[Any], Any]) -> Rule:
    """Return the rule to hash what a user's function tells."""

    def parts(hasher: Hasher, value: object) -> list[bytes]:
        try:
            told: object = function(value)
        except Exception as error:
            raise UserHashError(_user_error(function, type(value), error)) from error
        return [b"by user", *(_rule(value)(hasher, value) if told is value else [hasher.digest(told)])]

    return parts


def _user_error(function: Callable[[Any], Any], kind: type, error: Exception) -> str:
    name = getattr(function, "__qualname__", repr(function))
    return f"`{name}`, given in `hash_funcs` for `{type_name(kind)}`, failed with {type(error).__name__}: {error}"


# --- plain values: their type and these bytes are all there is to them ---------------------------------------------------


def _whole_number(value: int) -> bytes:
    return value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)


def _date_time(value: datetime.datetime) -> bytes:
    return f"{value.isoformat()} {value.fold} {_zone(value.tzinfo)}".encode()


def _time(value: datetime.time) -> bytes:
    return f"{value.isoformat()} {value.fold} {_zone(value.tzinfo)}".encode()


def _zone(zone: datetime.tzinfo | None) -> str:
    return f"{type(zone).__name__} {zone}"


_PLAIN: dict[type, Callable[[Any], bytes]] = {
    types.NoneType: lambda _: b"",
    types.EllipsisType: lambda _: b"",
    types.NotImplementedType: lambda _: b"",
    bool: lambda value: b"1" if value else b"0",
    int: _whole_number,
    float: struct.Struct("<d").pack,
    complex: lambda value: struct.pack("<dd", value.real, value.imag),
    str: lambda value: value.encode("utf-8", "surrogatepass"),
    bytes: bytes,
    bytearray: bytes,
    datetime.date: lambda value: value.isoformat().encode(),
    datetime.datetime: _date_time,
    datetime.time: _time,
    datetime.timedelta: lambda value: f"{value.days} {value.seconds} {value.microseconds}".encode(),
    datetime.timezone: lambda value: repr(value).encode(),
    range: lambda value: f"{value.start} {value.stop} {value.step}".encode(),
}


# --- all else: the first rule that matches gives the digests of the parts ------------------------------------------------


def _sequence(hasher: Hasher, value: Iterable[Any]) -> list[bytes]:
    return hasher.all(value)


def _mapping(hasher: Hasher, value: Mapping[Any, Any]) -> list[bytes]:
    return hasher.all(part for item in value.items() for part in item)


def _unordered(hasher: Hasher, value: Iterable[Any]) -> list[bytes]:
    return sorted(hasher.all(value))


def _member(hasher: Hasher, value: enum.Enum) -> list[bytes]:
    try:
        content = hasher.digest(value.value)
    except CannotHashError:
        content = b""
    return [str(value.name).encode(), content]


def _fields(hasher: Hasher, value: Any) -> list[bytes]:
    names = [field.name for field in dataclasses.fields(value)]
    return hasher.all(part for name in names for part in (name, getattr(value, name, None)))


def _attrs_fields(hasher: Hasher, value: Any) -> list[bytes]:
    names = [field.name for field in value.__attrs_attrs__]
    return hasher.all(part for name in names for part in (name, getattr(value, name, None)))


def _struct_fields(hasher: Hasher, value: Any) -> list[bytes]:
    return hasher.all(part for name in value.__struct_fields__ for part in (name, getattr(value, name, None)))


def _pydantic_fields(hasher: Hasher, value: Any) -> list[bytes]:
    return hasher.all([value.__dict__, getattr(value, "__pydantic_extra__", None)])


def _numpy_scalar(hasher: Hasher, value: Any) -> list[bytes]:
    if value.dtype.hasobject:
        return hasher.all([value.item()])
    return [str(value.dtype).encode(), value.tobytes()]


def _picture(hasher: Hasher, value: Any) -> list[bytes]:
    return hasher.all([value.mode, value.size, value.tobytes(), value.getpalette() if value.mode == "P" else None])


def _memory(hasher: Hasher, value: memoryview) -> list[bytes]:
    return hasher.all([value.format, value.shape, value.tobytes()])


def _pattern(hasher: Hasher, value: re.Pattern[Any]) -> list[bytes]:
    return hasher.all([value.pattern, value.flags])


def _text(hasher: Hasher, value: object) -> list[bytes]:
    return [str(value).encode("utf-8", "surrogatepass")]


def _plain_base(hasher: Hasher, value: object) -> list[bytes]:
    return [next(_PLAIN[base](value) for base in type(value).__mro__ if base in _PLAIN)]


def _slice(hasher: Hasher, value: slice) -> list[bytes]:
    return hasher.all([value.start, value.stop, value.step])


def _in_memory_file(hasher: Hasher, value: io.BytesIO | io.StringIO) -> list[bytes]:
    return hasher.all([getattr(value, "name", None), value.tell(), value.getvalue()])


def _open_file(hasher: Hasher, value: Any) -> list[bytes]:
    try:
        changed = os.fstat(value.fileno()).st_mtime_ns
        position = value.tell() if value.seekable() else None
    except (OSError, ValueError) as error:
        raise CannotHashError(value, f"the file is closed or not a file of the system ({error})") from None
    return hasher.all([str(value.name), changed, position])


def _code(hasher: Hasher, value: types.CodeType) -> list[bytes]:
    """Return the digests of what code does, not of the lines on which it stands."""
    names = value.co_names, value.co_varnames, value.co_freevars, value.co_cellvars
    counts = value.co_argcount, value.co_posonlyargcount, value.co_kwonlyargcount, value.co_flags
    return hasher.all([value.co_name, value.co_code, value.co_consts, value.co_exceptiontable, names, counts])


def _named(hasher: Hasher, value: Any) -> list[bytes]:
    return [_global_name(value)]


def _builtin(hasher: Hasher, value: types.BuiltinFunctionType) -> list[bytes]:
    owner = value.__self__
    held = [] if owner is None or isinstance(owner, types.ModuleType) else [hasher.digest(owner)]
    return [_global_name(value), *held]


def _refused(hasher: Hasher, value: Any) -> list[bytes]:
    raise CannotHashError(value)


def _global_name(value: Any) -> bytes:
    module = getattr(value, "__module__", None) or ""
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if not isinstance(name, str) or "<" in name:
        raise CannotHashError(value, f"{value!r} has no name by which it could be told from others")
    return f"{module}:{name}".encode()


def _is_a(*kinds: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kinds)


def _has(attribute: str) -> Callable[[object], bool]:
    return lambda value: hasattr(type(value), attribute)


def _from(package: str, *names: str) -> Callable[[Any], bool]:
    """Match objects of classes of a package that is loaded only if such objects exist."""

    def matches(value: Any) -> bool:
        module = sys.modules.get(package)
        # Another thread may be in the middle of importing it.
        kinds = tuple(getattr(module, name) for name in names if hasattr(module, name))
        return isinstance(value, kinds)

    return matches


def _has_default_reduce(value: object) -> bool:
    kind = type(value)
    return kind.__reduce__ is object.__reduce__ and kind.__reduce_ex__ is object.__reduce_ex__


def _rule(value: object) -> Rule:
    plain = _PLAIN.get(type(value))
    if plain is not None:
        return lambda _, value: [plain(value)]
    for matches, rule in _RULES:
        if matches(value):
            return rule
    return _reduced


def _reduced(hasher: Hasher, value: object) -> list[bytes]:
    """Return the digests of what pickle would take down."""
    reduce = copyreg.dispatch_table.get(type(value))
    if reduce is None and _has_default_reduce(value):
        raise CannotHashError(value)
    try:
        told = reduce(value) if reduce is not None else value.__reduce_ex__(4)
    except Exception as error:
        raise CannotHashError(value, f"it cannot be pickled either ({error})") from error
    if isinstance(told, str):
        return [told.encode()]
    make, arguments, *rest = told
    state, items, pairs = (*rest, None, None, None)[:3]
    return [_global_name(make), *hasher.all([arguments, state, list(items or ()), list(pairs or ())])]


_RULES: list[tuple[Callable[[Any], bool], Rule]] = [
    (_is_a(enum.Enum), _member),
    (_is_a(list, tuple, deque), _sequence),
    (_is_a(dict, types.MappingProxyType), _mapping),
    (_is_a(set, frozenset), _unordered),
    (_is_a(KeysView, ValuesView, ItemsView), _sequence),
    *((_from(package, *names), parts) for package, names, parts in frames.PARTS),
    (_from("numpy", "generic"), _numpy_scalar),
    (_from("PIL.Image", "Image"), _picture),
    (lambda value: dataclasses.is_dataclass(value) and not isinstance(value, type), _fields),
    (lambda value: _has("__pydantic_fields__")(value) or _has("__pydantic_model__")(value), _pydantic_fields),
    (_has("__attrs_attrs__"), _attrs_fields),
    (_has("__struct_fields__"), _struct_fields),
    (_is_a(str, int, float, complex, bytes, bytearray), _plain_base),
    (_from("decimal", "Decimal"), _text),
    (_from("fractions", "Fraction"), _text),
    (_from("uuid", "UUID"), _text),
    (_from("zoneinfo", "ZoneInfo"), _text),
    (_is_a(PurePath), _text),
    (_is_a(re.Pattern), _pattern),
    (_is_a(slice), _slice),
    (_is_a(memoryview), _memory),
    (_is_a(io.BytesIO, io.StringIO), _in_memory_file),
    (_is_a(io.IOBase), _open_file),
    (_from("tempfile", "_TemporaryFileWrapper"), _open_file),
    (_is_a(types.BuiltinFunctionType), _builtin),
    (_is_a(types.CodeType), _code),
    (_is_a(types.FunctionType, types.MethodType), _refused),
    (_is_a(types.ModuleType, type), _named),
]
