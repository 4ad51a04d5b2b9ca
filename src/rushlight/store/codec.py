"""Values of session state as bytes and back: MessagePack, with an extension for each type that it has no word for. Pure.

What is read back is equal to what was written and of the same types. What two places shared is two values then. Nothing
that is written can make the reader run code: classes are looked up by name among modules that the app has imported
already, must be of the kind that was written (dataclass, enum, msgspec Struct, pydantic model, named tuple), and are filled
without calling them. Pickles are read only where the caller gives what proves that they are its own.
"""

from __future__ import annotations

import dataclasses
import enum
import io
import sys
import types
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path, PosixPath, PurePosixPath, PureWindowsPath, WindowsPath
from typing import Any, Protocol, TypeAlias
from uuid import UUID

import msgspec

from rushlight.errors import UnreadableError, UnstorableError
from rushlight.store import tables

Form: TypeAlias = Any
"""What MessagePack has a word for."""
Ext = msgspec.msgpack.Ext


class Pickles(Protocol):
    """What writes and reads values that have no form of their own."""

    def dump(self, value: Any) -> bytes:
        """Return a value as a signed pickle. May raise anything."""
        ...

    def load(self, data: bytes) -> Any:
        """Return the value of a pickle. Raises UnreadableError for one that was not signed by us."""
        ...


def encode(value: Any, pickles: Pickles | None = None) -> bytes:
    """Return a value as bytes. Raises UnstorableError, which says why, for what cannot be."""
    try:
        return (_PLAIN_WRITER if pickles is None else _Writer(pickles)).bytes_of(value)
    except UnstorableError:
        raise
    except RecursionError:
        raise UnstorableError("it refers to itself, or is nested too deeply") from None
    except Exception as error:
        raise UnstorableError(f"a {_named(type(value))} cannot be written: {error}") from error


def decode(data: bytes, pickles: Pickles | None = None) -> Any:
    """Return the value of bytes. Raises UnreadableError, which says why."""
    try:
        return _Reader(pickles).value_of(data)
    except UnreadableError:
        raise
    except Exception as error:
        raise UnreadableError(f"it cannot be read: {error}") from error


# --- writing ------------------------------------------------------------------------------------------------------------

_PLAIN = frozenset([type(None), bool, float, bytes])
_to_bytes = msgspec.msgpack.Encoder().encode


class _Writer:
    def __init__(self, pickles: Pickles | None) -> None:
        self._pickles = pickles

    def bytes_of(self, value: Any) -> bytes:
        return _to_bytes(self.form(value))

    def form(self, value: Any) -> Form:
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is str:
            return _text(value)
        if kind is int:
            return value if -(2**63) <= value < 2**64 else Ext(_BIG, str(value).encode())
        if kind is list:
            return [self.form(each) for each in value]
        if kind is dict:
            return self._mapping(value)
        rule = _RULES.get(kind)
        if rule is not None:
            return Ext(rule.code, self.bytes_of(rule.write(value)))
        return self._other(value, kind)

    def _mapping(self, value: dict[Any, Any]) -> Form:
        if all(type(key) is str and key.isascii() for key in value):
            return {key: self.form(each) for key, each in value.items()}
        return Ext(_PAIRS, self.bytes_of([list(pair) for pair in value.items()]))

    def _other(self, value: Any, kind: type) -> Form:
        table = tables.write(value)
        if table is not None:
            return Ext(_TABLE, self.bytes_of(list(table)))
        for code, family in _FAMILIES.items():
            if family.has(kind):
                return Ext(code, self.bytes_of([*_name(kind), *family.write(value)]))
        if isinstance(value, tzinfo):
            return Ext(_ZONE, self.bytes_of(tables.zone_form(value)))
        if self._pickles is None:
            raise UnstorableError(f"a {_named(kind)} has no form of its own")
        return Ext(_PICKLE, self._pickles.dump(value))


_PLAIN_WRITER = _Writer(None)


def _text(value: str) -> Form:
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        return Ext(_TEXT, value.encode("utf-8", "surrogatepass"))
    return value


def _name(kind: type) -> tuple[str, str]:
    if "<" in kind.__qualname__:
        raise UnstorableError(f"the class {_named(kind)} is made inside a function; define it at the top of a module")
    return kind.__module__, kind.__qualname__


def _named(kind: type) -> str:
    module = kind.__module__
    return kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__qualname__}"


# --- reading ------------------------------------------------------------------------------------------------------------


class _Reader:
    def __init__(self, pickles: Pickles | None) -> None:
        self._pickles = pickles
        self._decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(ext_hook=self._extension)

    def value_of(self, data: bytes | memoryview) -> Any:
        return self._decoder.decode(data)

    def _extension(self, code: int, data: memoryview) -> Any:
        if code == _TEXT:
            return bytes(data).decode("utf-8", "surrogatepass")
        if code == _BIG:
            return int(bytes(data))
        if code == _PICKLE:
            if self._pickles is None:
                raise UnreadableError("it is a pickle, and server.sessionPickle is off")
            return self._pickles.load(bytes(data))
        form = self.value_of(data)
        if code in _BY_CODE:
            return _BY_CODE[code](form)
        if code in _FAMILIES:
            module, name, *rest = form
            return _FAMILIES[code].read(_class(code, module, name), *rest)
        return _OTHERS[code](form)


def _class(code: int, module: str, name: str) -> type:
    """Return a class of a module that is imported already, or that is ours."""
    found: Any = import_module(module) if module in _OURS else sys.modules.get(module)
    first, *rest = name.split(".")
    # Not `getattr`, by which some modules import others; `__main__` is another for each script that runs.
    found = getattr(found, first, None) if module == "__main__" else getattr(found, "__dict__", {}).get(first)
    for part in rest:
        found = getattr(found, "__dict__", {}).get(part)
    if not isinstance(found, type) or not _FAMILIES[code].has(found) or found.__qualname__ != name:
        raise UnreadableError(f"there is no class {name} in {module}")
    return found


# --- types of the standard library ---------------------------------------------------------------------------------------


class _Rule(msgspec.Struct, frozen=True):
    code: int
    write: Callable[[Any], Form]
    """Returns what the value is made of, which is written in turn."""


def _deque(form: Form) -> deque[Any]:
    items, most = form
    return deque(items, most)


def _at(file: Any, place: int) -> Any:
    file.seek(place)
    return file


def _moment(form: Form) -> datetime:
    text, zone, fold = form
    return datetime.fromisoformat(text).replace(tzinfo=tables.zone_of(zone), fold=fold)


def _clock(form: Form) -> time:
    text, zone, fold = form
    return time.fromisoformat(text).replace(tzinfo=tables.zone_of(zone), fold=fold)


def _moment_form(value: datetime) -> Form:
    return [value.replace(tzinfo=None).isoformat(), tables.zone_form(value.tzinfo), value.fold]


def _clock_form(value: time) -> Form:
    return [value.replace(tzinfo=None).isoformat(), tables.zone_form(value.tzinfo), value.fold]


_BIG, _TEXT, _PAIRS, _TABLE, _ZONE, _PICKLE = 1, 2, 3, 4, 5, 6
_READABLE: tuple[tuple[int, type, Callable[[Any], Form], Callable[[Form], Any]], ...] = (
    (10, tuple, list, tuple),
    (11, set, list, set),
    (12, frozenset, list, frozenset),
    (13, bytearray, bytes, bytearray),
    (14, complex, lambda z: [z.real, z.imag], lambda form: complex(*form)),
    (15, range, lambda r: [r.start, r.stop, r.step], lambda form: range(*form)),
    (16, slice, lambda s: [s.start, s.stop, s.step], lambda form: slice(*form)),
    (17, deque, lambda d: [list(d), d.maxlen], _deque),
    (18, OrderedDict, lambda d: [list(pair) for pair in d.items()], OrderedDict),
    (19, Counter, lambda c: [list(pair) for pair in c.items()], lambda form: Counter(dict(map(tuple, form)))),
    (20, datetime, _moment_form, _moment),
    (21, date, date.isoformat, date.fromisoformat),
    (22, time, _clock_form, _clock),
    (23, timedelta, lambda t: [t.days, t.seconds, t.microseconds], lambda form: timedelta(*form)),
    (24, timezone, lambda zone: tables.zone_form(zone), lambda form: tables.zone_of(form)),
    (25, PosixPath, str, Path),
    (26, WindowsPath, str, Path),
    (27, PurePosixPath, str, PurePosixPath),
    (28, PureWindowsPath, str, PureWindowsPath),
    (29, types.EllipsisType, lambda _: None, lambda _: ...),
    (31, Decimal, str, Decimal),
    (34, io.BytesIO, lambda file: [file.getvalue(), file.tell()], lambda form: _at(io.BytesIO(form[0]), form[1])),
    (35, io.StringIO, lambda file: [file.getvalue(), file.tell()], lambda form: _at(io.StringIO(form[0]), form[1])),
    (32, Fraction, str, Fraction),
    (33, UUID, str, UUID),
    (30, types.SimpleNamespace, lambda n: dict(vars(n)), lambda form: types.SimpleNamespace(**form)),
)
_BY_CODE: dict[int, Callable[[Form], Any]] = {code: read for code, _, _, read in _READABLE}
_RULES: dict[type, _Rule] = {kind: _Rule(code, write) for code, kind, write, _ in _READABLE}
_OTHERS: dict[int, Callable[[Form], Any]] = {
    _PAIRS: dict,
    _TABLE: lambda form: tables.read(*form),
    _ZONE: lambda form: tables.zone_of(form),
}


# --- families of classes -------------------------------------------------------------------------------------------------


class _Family(Protocol):
    """Classes of one kind: what there is to write of a value, and how one is made of that."""

    @property
    def read(self) -> Callable[..., Any]: ...
    def has(self, kind: type) -> bool: ...
    def write(self, value: Any) -> Iterable[Form]: ...


class _Enums:
    def has(self, kind: type) -> bool:
        return issubclass(kind, enum.Enum)

    def write(self, value: Any) -> Iterable[Form]:
        member = type(value).__members__.get(value.name or "") is value
        return [value.name if member else None, None if member else value.value]

    def read(self, kind: Any, name: str | None, value: Any) -> Any:
        try:
            return kind(value) if name is None else kind[name]
        except (KeyError, ValueError):
            raise UnreadableError(f"{kind.__qualname__} has no member {name or value!r} any more") from None


class _Dataclasses:
    def has(self, kind: type) -> bool:
        return dataclasses.is_dataclass(kind) and kind.__new__ is object.__new__

    def write(self, value: Any) -> Iterable[Form]:
        more = getattr(value, "__dict__", {})
        return [{**_present(value, (field.name for field in dataclasses.fields(value))), **more}]

    def read(self, kind: type, given: dict[str, Any]) -> Any:
        made = object.__new__(kind)
        for name, value in {**_defaults(kind, given), **given}.items():
            object.__setattr__(made, name, value)
        return made


def _defaults(kind: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Return what those fields begin with that have come since the value was written."""
    found: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        if field.name in given:
            continue
        if field.default is not dataclasses.MISSING:
            found[field.name] = field.default
        elif field.default_factory is not dataclasses.MISSING:
            found[field.name] = field.default_factory()
    return found


def _present(value: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names if hasattr(value, name)}


class _Structs:
    def has(self, kind: type) -> bool:
        # They can be made by calling them only, and that would call this.
        return issubclass(kind, msgspec.Struct) and not hasattr(kind, "__post_init__")

    def write(self, value: Any) -> Iterable[Form]:
        return [_present(value, value.__struct_fields__)]

    def read(self, kind: type, given: dict[str, Any]) -> Any:
        known = {field.name for field in msgspec.structs.fields(kind)}
        return kind(**{name: value for name, value in given.items() if name in known})


class _Models:
    """Models of pydantic, which are loaded where there are values of them."""

    def has(self, kind: type) -> bool:
        base = self._base()
        return base is not None and issubclass(kind, base)

    def write(self, value: Any) -> Iterable[Form]:
        base = self._base()
        assert base is not None
        return [base.__getstate__(value)]

    def read(self, kind: Any, state: dict[Any, Any]) -> Any:
        base = self._base()
        assert base is not None
        made = kind.__new__(kind)
        base.__setstate__(made, state)
        return made

    def _base(self) -> Any:
        return getattr(sys.modules.get("pydantic"), "BaseModel", None)


class _NamedTuples:
    def has(self, kind: type) -> bool:
        return issubclass(kind, tuple) and kind.__bases__ == (tuple,) and hasattr(kind, "_fields")

    def write(self, value: Any) -> Iterable[Form]:
        return [list(value)]

    def read(self, kind: Any, items: list[Any]) -> Any:
        if len(items) != len(kind._fields):
            raise UnreadableError(f"{kind.__qualname__} has other fields now")
        return tuple.__new__(kind, items)


_OURS = ("rushlight.elements.inputs.uploaded",)
"""Modules of ours with such classes."""


class _Ours:
    """Classes of this package that say themselves what there is to write."""

    def has(self, kind: type) -> bool:
        return kind.__module__ in _OURS and hasattr(kind, "stored_form")

    def write(self, value: Any) -> Iterable[Form]:
        return [value.stored_form()]

    def read(self, kind: Any, form: Form) -> Any:
        return kind.of_stored(form)


_FAMILIES: dict[int, _Family] = {
    45: _Ours(),
    40: _Enums(),
    41: _Dataclasses(),
    42: _Structs(),
    43: _Models(),
    44: _NamedTuples(),
}
