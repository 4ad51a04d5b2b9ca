"""Digests of values."""

from __future__ import annotations

import collections
import dataclasses
import datetime
import decimal
import enum
import fractions
import functools
import io
import operator
import os
import pathlib
import re
import subprocess
import sys
import threading
import typing
import uuid
import zoneinfo
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.caching.hashing import CannotHashError, Hasher
from rushlight.errors import UserHashError


def digest(value: Any, hash_funcs: Any = None) -> bytes:
    return Hasher(hash_funcs).digest(value)


class Colour(enum.Enum):
    RED = 1
    GREEN = 2


class OtherColour(enum.Enum):
    RED = 1


class Flags(enum.Flag):
    A = 1
    B = 2


class Handlers(enum.Enum):
    FIRST = (lambda: 1,)
    SECOND = (lambda: 2,)


class Point(NamedTuple):
    x: int
    y: int


@dataclasses.dataclass
class Place:
    name: str
    where: Any


@dataclasses.dataclass(frozen=True, slots=True)
class SlottedPlace:
    name: str


class Record(msgspec.Struct):
    name: str


class Text(str):
    pass


class Reduced:
    """Tells pickle how it is made."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __reduce__(self) -> Any:
        return Reduced, (self.content,)


class Plain:
    """Has nothing by which it could be hashed."""

    def __init__(self, content: Any = None) -> None:
        self.content = content


BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
NOON = datetime.datetime(2024, 1, 1, 12)

DISTINCT: list[Any] = [
    None,
    ...,
    NotImplemented,
    True,
    False,
    0,
    1,
    -1,
    10**6000,
    -(2**63),
    2**63,
    0.0,
    1.0,
    float("nan"),
    float("inf"),
    1j,
    "",
    "1",
    "a",
    "\ud800",
    Text("a"),
    b"",
    b"a",
    bytearray(b"a"),
    memoryview(b"a"),
    memoryview(b"ab").cast("H"),
    [],
    [1],
    [1, 2],
    [2, 1],
    [[1], 2],
    [[1, 2]],
    (),
    (1, 2),
    Point(1, 2),
    {},
    {"a": 1},
    {"a": 1, "b": 2},
    {"b": 2, "a": 1},
    collections.OrderedDict(a=1),
    collections.Counter(a=1),
    MappingProxyType({"a": 1}),
    {"a": 1}.keys(),
    {"a": 1}.items(),
    set(),
    {1, 2},
    frozenset({1, 2}),
    collections.deque([1, 2]),
    range(3),
    range(0, 3, 2),
    slice(3),
    slice(0, 3),
    NOON.date(),
    NOON,
    NOON.replace(microsecond=1),
    NOON.replace(fold=1),
    NOON.replace(tzinfo=datetime.UTC),
    NOON.replace(tzinfo=BERLIN),
    NOON.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=1))),
    NOON.time(),
    datetime.timedelta(1),
    datetime.timedelta(0, 1),
    datetime.UTC,
    BERLIN,
    decimal.Decimal("1.0"),
    decimal.Decimal("1.00"),
    fractions.Fraction(1, 3),
    uuid.UUID(int=1),
    Path("a"),
    pathlib.PureWindowsPath("a"),
    re.compile("a"),
    re.compile("a", re.IGNORECASE),
    re.compile(b"a"),
    Colour.RED,
    Colour.GREEN,
    OtherColour.RED,
    Flags.A,
    Flags.A | Flags.B,
    Handlers.FIRST,
    Handlers.SECOND,
    Place("a", 1),
    Place("a", [1]),
    Place("b", 1),
    SlottedPlace("a"),
    Record("a"),
    Record("b"),
    Reduced(1),
    Reduced(2),
    len,
    abs,
    [1].append,
    [2].append,
    str.upper,
    operator.itemgetter(1),
    operator.itemgetter(2),
    functools.partial(len, [1]),
    functools.partial(len, [2]),
    int,
    Plain,
    Colour,
    list[int],
    list[str],
    typing.Optional[int],  # noqa: UP045
    os,
    re,
    ValueError("a"),
    ValueError("b"),
    KeyError("a"),
    io.BytesIO(b"a"),
    io.StringIO("a"),
    SimpleNamespace(a=1),
    SimpleNamespace(a=2),
]


def test_different_values_have_different_digests() -> None:
    seen: dict[bytes, Any] = {}
    for value in DISTINCT:
        found = digest(value)
        assert found not in seen, f"{value!r} and {seen[found]!r}"
        seen[found] = value


def test_digests_are_the_same_in_other_processes() -> None:
    code = "from tests.caching.test_hashing import DISTINCT, digest\nfor v in DISTINCT: print(digest(v).hex())"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == [digest(value).hex() for value in DISTINCT]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary() | st.dates(),
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner) | st.sets(st.integers())
    ),
)


@given(VALUES)
def test_a_copy_has_the_same_digest(value: Any) -> None:
    import copy

    assert digest(value) == digest(copy.deepcopy(value))


@given(VALUES, VALUES)
def test_digests_differ_where_values_of_the_same_build_differ(one: Any, other: Any) -> None:
    assert (digest(one) == digest(other)) == (_build(one) == _build(other))


def _build(value: Any) -> Any:
    """Return a value such that equality is that of the parts, their types and their order."""
    if isinstance(value, list | tuple):
        return type(value), [_build(each) for each in value]
    if isinstance(value, dict):
        return dict, [(_build(key), _build(each)) for key, each in value.items()]
    if isinstance(value, set):
        return set, value
    return type(value), repr(value)


@given(st.lists(st.text(), min_size=1))
def test_parts_cannot_be_moved_over_their_borders(words: list[str]) -> None:
    joined = ["".join(words)]
    assert (digest(words) == digest(joined)) == (words == joined)


def test_the_order_of_sets_does_not_matter() -> None:
    members = [f"word {number}" for number in range(100)]
    assert digest(set(members)) == digest({*members[::-1]})
    assert digest({(1, 2), "a", None}) == digest({None, (1, 2), "a"})


def test_circles_end() -> None:
    one: list[Any] = [1]
    one.append(one)
    other: list[Any] = [1]
    other.append(other)
    assert digest(one) == digest(other)
    assert digest(one) != digest([1, [1]])
    mapping: dict[str, Any] = {}
    mapping["self"] = mapping
    assert digest(mapping) != digest({"self": {}})


def test_a_part_in_a_circle_is_not_remembered_for_elsewhere() -> None:
    def pair(outer_first: bool) -> list[Any]:
        outer: list[Any] = []
        inner = [outer]
        outer.append(inner)
        return [outer, inner] if outer_first else [inner, outer]

    assert digest(pair(True)) == digest(pair(True))


def test_shared_parts_are_hashed_once() -> None:
    value: Any = [1]
    for _ in range(300):
        value = [value, value]
    twin: Any = [1]
    for _ in range(300):
        twin = [twin, twin]
    assert digest(value) == digest(twin)


def test_sharing_does_not_matter() -> None:
    part = [1]
    assert digest([part, part]) == digest([[1], [1]])


def test_too_deep_nesting_is_a_recursion_error() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(RecursionError):
        digest(value)


@pytest.mark.parametrize(
    "value",
    [
        lambda: 1,
        digest,
        Plain().__init__,
        functools.partial(lambda: 1),
        Plain(),
        object(),
        threading.Lock(),
        threading.current_thread(),
        sys._getframe(),  # pyright: ignore[reportPrivateUsage]
        (x for x in [1]),
    ],
)
def test_what_has_no_content_cannot_be_hashed(value: Any) -> None:
    with pytest.raises(CannotHashError) as raised:
        digest({"in": [value]})
    culprit = raised.value.culprit
    assert culprit is value or isinstance(value, functools.partial)


class Local:
    """Describes itself to pickle by a function that has no name of its own."""

    def __reduce__(self) -> Any:
        return (lambda: 1), ()


def test_what_is_made_by_a_nameless_function_cannot_be_hashed() -> None:
    with pytest.raises(CannotHashError, match="has no name"):
        digest(Local())


def test_hash_funcs_go_by_type_or_name_and_first() -> None:
    by_type = {Plain: lambda value: value.content}
    assert digest([Plain(1)], by_type) == digest([Plain(1)], by_type) != digest([Plain(2)], by_type)
    by_name = {f"{Plain.__module__}.{Plain.__qualname__}": lambda value: value.content}
    assert digest(Plain(1), by_name) == digest(Plain(1), by_type)
    assert digest("a", {str: len}) == digest("b", {str: len}) != digest("ab", {str: len})
    assert digest(len, {"builtins.builtin_function_or_method": lambda _: None}) == digest(
        abs, {"builtins.builtin_function_or_method": lambda _: None}
    )


def test_a_hash_func_may_return_the_object_itself() -> None:
    assert digest([1], {list: lambda value: value}) == digest([1], {list: lambda value: value})


def test_a_hash_func_that_fails_is_named() -> None:
    with pytest.raises(UserHashError, match="test_a_hash_func_that_fails.*Plain.*ZeroDivisionError"):
        digest(Plain(), {Plain: lambda value: 1 / 0})


def test_a_hash_func_that_returns_something_unhashable_is_refused() -> None:
    with pytest.raises(CannotHashError):
        digest(Plain(), {Plain: lambda value: object()})


def test_an_open_file_goes_by_name_time_and_position(tmp_path: Path) -> None:
    path = tmp_path / "data.txt"
    path.write_text("content")
    with path.open() as one, path.open() as other:
        assert digest(one) == digest(other)
        other.read(3)
        assert digest(one) != digest(other)
        other.seek(0)
        before = digest(one)
        os.utime(path, (1, 1))
        assert digest(one) != before
    with pytest.raises(CannotHashError, match="closed"):
        digest(one)


def test_files_in_memory_go_by_content_and_position() -> None:
    one, other = io.BytesIO(b"abc"), io.BytesIO(b"abc")
    assert digest(one) == digest(other)
    other.read(1)
    assert digest(one) != digest(other)
    assert digest(io.BytesIO(b"abd")) != digest(io.BytesIO(b"abc"))


def test_pictures_go_by_their_pixels() -> None:
    from PIL import Image

    one = Image.new("RGB", (4, 4), "red")
    assert digest(one) == digest(one.copy())
    other = one.copy()
    other.putpixel((0, 0), (0, 0, 0))
    assert digest(one) != digest(other)
    grey = Image.new("P", (4, 4))
    grey.putpalette([1, 2, 3] * 256)
    plain = Image.new("P", (4, 4))
    plain.putpalette([3, 2, 1] * 256)
    assert digest(grey) != digest(plain)


def test_attrs_classes_go_by_their_fields() -> None:
    import attrs

    @attrs.define
    class Item:
        name: str

    assert digest(Item("a")) == digest(Item("a")) != digest(Item("b"))


class Model:
    """As pydantic's models look."""

    __pydantic_fields__: typing.ClassVar[dict[str, Any]] = {"name": None}

    def __init__(self, name: str) -> None:
        self.name = name


def test_pydantic_models_go_by_their_fields() -> None:
    assert digest(Model("a")) == digest(Model("a")) != digest(Model("b"))


def test_arrays_and_frames_go_by_their_data() -> None:
    import numpy as np
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    makers: list[typing.Callable[[int], Any]] = [
        lambda n: np.arange(n),
        lambda n: np.arange(n, dtype="int32"),
        lambda n: np.array(["a", n], dtype=object),
        lambda n: np.float64(n),
        lambda n: np.float32(n),
        lambda n: np.datetime64(n, "s"),
        lambda n: pd.DataFrame({"a": range(n)}),
        lambda n: pd.Series(range(n)),
        lambda n: pd.Series(range(n), name="x"),
        lambda n: pd.Index(range(n)),
        lambda n: pd.Timestamp(n),
        lambda n: pd.Timedelta(n),
        lambda n: pd.Series(["a", None, str(n)]),
        lambda n: pl.DataFrame({"a": range(n)}),
        lambda n: pl.Series("a", range(n)),
        lambda n: pa.table({"a": list(range(n))}),
        lambda n: pa.array(list(range(n))),
    ]
    seen: set[bytes] = set()
    for make in makers:
        three, again, four = digest(make(3)), digest(make(3)), digest(make(4))
        assert three == again != four
        seen |= {three, four}
    assert len(seen) == 2 * len(makers)
