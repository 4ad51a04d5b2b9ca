"""What is stored comes back equal and of the same type, and runs nothing."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
from collections import Counter, OrderedDict, deque
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.elements.inputs.uploaded import UploadedFile
from rushlight.errors import UnreadableError, UnstorableError
from rushlight.files.uploads import Upload
from rushlight.store.codec import decode, encode
from rushlight.store.pickles import SignedPickles
from tests.store import samples
from tests.store.samples import Access, Colour, Line, Model, Order, Point, Trap, Wire

_ZONES = st.sampled_from([None, dt.UTC, ZoneInfo("Europe/Oslo"), dt.timezone(dt.timedelta(hours=3), "X")])
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters())  # lone surrogates too
    | st.binary()
    | st.decimals(allow_nan=False)
    | st.fractions()
    | st.uuids()
    | st.dates()
    | st.times(timezones=_ZONES)
    | st.datetimes(timezones=_ZONES)
    | st.timedeltas()
    | st.sampled_from(
        [*Colour, Access.READ | Access.WRITE, Ellipsis, slice(1, 2), range(3), PurePosixPath("a/b"), ZoneInfo("UTC")]
    )
)
_KEYS = st.text() | st.integers() | st.tuples(st.text(), st.booleans())


def _nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(_KEYS, inner)
        | st.sets(st.integers() | st.text())
        | st.frozensets(st.dates())
        | st.builds(Order, inner, st.lists(inner))
        | st.builds(Line, inner)
        | st.builds(Wire, inner, st.lists(inner))
        | st.builds(Point, inner, inner)
        | st.builds(lambda items: deque(items, 5), st.lists(inner, max_size=5))
        | st.builds(OrderedDict, st.dictionaries(st.text(), inner))
        | st.builds(Counter, st.text())
    )


@given(st.recursive(_LEAVES, _nested, max_leaves=12))
def test_values_come_back_equal_and_of_the_same_types(value: Any) -> None:
    found = decode(encode(value))
    assert found == value
    assert repr(found) == repr(value) or isinstance(value, set | frozenset) or "{" in repr(value)
    assert _types(found) == _types(value)


def _types(value: Any) -> Any:
    if isinstance(value, list | tuple | deque):
        return type(value), [_types(each) for each in value]
    if isinstance(value, dict):
        return type(value), [(type(key), _types(each)) for key, each in value.items()]
    return type(value)


def test_models_come_back_with_what_was_set_and_what_is_private() -> None:
    found = decode(encode(Model(a=1)))
    assert found == Model(a=1)
    assert found.model_fields_set == {"a"}
    assert found._seen == 3
    assert decode(encode(SimpleNamespace(a=[1]))) == SimpleNamespace(a=[1])


_FRAMES = {
    "objects": pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": pd.Series([[1], {2}], dtype=object)}),
    "times": pd.DataFrame({"a": [1.5]}, index=pd.date_range("2020", periods=1, tz="Europe/Oslo", freq="D")),
    "nothing": pd.DataFrame(),
    "rows alone": pd.DataFrame(index=[1, 2]),
    "columns of two levels": pd.DataFrame(np.zeros((2, 2)), columns=pd.MultiIndex.from_product([["a"], ["b", "c"]])),
    "columns of one name": pd.DataFrame([[1, 2]], columns=["a", "a"]),
    "extensions": pd.DataFrame(
        {
            "c": pd.Categorical(["x", "y"], ["y", "x"], ordered=True),
            "i": pd.array([1, None], dtype="Int64"),
            "o": pd.array(["a", None], dtype="string"),
            "p": pd.period_range("2020", periods=2, freq="M"),
            "t": pd.to_datetime(["2020", "2021"]).as_unit("s"),
            "d": pd.to_timedelta([1, 2]),
        }
    ),
}


@pytest.mark.parametrize("name", _FRAMES)
def test_frames_of_pandas_come_back(name: str) -> None:
    frame = _FRAMES[name]
    found = decode(encode(frame))
    pd.testing.assert_frame_equal(found, frame, check_freq=True)
    if found.size:
        found.iloc[0, 0] = found.iloc[0, 0]  # and can be written to


_INDEXES = [
    pd.Index([1, "a"]),
    pd.Index(["a", "b"], name="n"),
    pd.CategoricalIndex(["a"]),
    pd.interval_range(0, 2),
    pd.period_range("2020", periods=2, freq="M"),
    pd.date_range("2020", periods=3, freq="MS"),
    pd.RangeIndex(3, name="x"),
    pd.MultiIndex.from_arrays([[1, 1], ["a", "b"]], names=["x", None]),
]


@pytest.mark.parametrize("index", _INDEXES, ids=lambda index: type(index).__name__)
def test_indexes_of_pandas_come_back(index: Any) -> None:
    found = decode(encode(index))
    pd.testing.assert_index_equal(found, index, exact=True)
    assert getattr(found, "freq", None) == getattr(index, "freq", None)


@pytest.mark.parametrize("series", [pd.Series([1, 2], name=("a", 1)), pd.Series([(1, 2)]), pd.Series([], dtype=float)])
def test_series_of_pandas_come_back(series: Any) -> None:
    pd.testing.assert_series_equal(decode(encode(series)), series)


@pytest.mark.parametrize(
    "value", [pd.Timestamp("2020-01-01 01:02:03.000000004", tz="Europe/Oslo"), pd.Timestamp("2020"), pd.Timedelta(3)]
)
def test_points_in_time_of_pandas_come_back(value: Any) -> None:
    found = decode(encode(value))
    assert (found, found.unit, str(getattr(found, "tz", None))) == (value, value.unit, str(getattr(value, "tz", None)))
    assert decode(encode(pd.NaT)) is pd.NaT
    assert decode(encode(pd.NA)) is pd.NA


_ARRAYS = [
    np.arange(6).reshape(2, 3).T,
    np.array([[1, "a", None]], dtype=object),
    np.array("2020", dtype="M8[D]"),
    np.zeros(2, dtype=[("a", "i4"), ("b", "f8")]),
    np.array([], dtype="f4"),
]


@pytest.mark.parametrize("array", _ARRAYS, ids=lambda array: str(array.dtype))
def test_arrays_of_numpy_come_back(array: Any) -> None:
    found = decode(encode(array))
    assert found.dtype == array.dtype
    assert found.flags.writeable
    np.testing.assert_array_equal(found, array)
    assert type(decode(encode(np.float32(3)))) is np.float32


def test_frames_of_polars_and_arrow_come_back() -> None:
    frame = pl.DataFrame({"a": [1, None], "b": [["x"], []], "c": pl.Series(["u", "v"], dtype=pl.Categorical)})
    assert decode(encode(frame)).equals(frame)
    assert decode(encode(pl.Series("x", [1]))).equals(pl.Series("x", [1]))
    table = pa.table({"a": [1, 2]})
    batch = table.to_batches()[0]
    for value in (table, batch, batch[:0], pa.array([1, 2]), pa.array([], pa.int32()), pa.chunked_array([[1], [2]])):
        found = decode(encode(value))
        assert found == value
        assert type(found) is type(value)


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (threading.Lock(), "a _thread.lock has no form of its own"),
        ({"a": [object()]}, "a object has no form of its own"),
        (lambda: 1, "a function has no form"),
        (pl.LazyFrame({"a": [1]}), "LazyFrame has no form"),
    ],
)
def test_what_cannot_be_stored_is_said(value: Any, why: str) -> None:
    with pytest.raises(UnstorableError, match=re.escape(why)):
        encode(value)


def test_what_refers_to_itself_is_refused() -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(UnstorableError, match="refers to itself"):
        encode(loop)


def test_a_class_made_inside_a_function_is_refused() -> None:
    Inner = msgspec.defstruct("f.<locals>.Inner", [])
    with pytest.raises(UnstorableError, match="made inside a function"):
        encode(Inner())


def test_a_class_that_has_changed_gets_its_new_defaults_and_one_that_is_gone_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = Order(1)
    del order.lines
    data = encode(order)
    assert decode(data).lines == []
    monkeypatch.delattr(samples, "Order")
    with pytest.raises(UnreadableError, match=r"no class Order in tests\.store\.samples"):
        decode(data)


def test_no_module_is_imported_and_nothing_is_called_that_bytes_name() -> None:
    forged = encode(Line(1)).replace(b"tests.store.samples", b"antigravityxxxxxxxx")
    with pytest.raises(UnreadableError, match="no class Line"):
        decode(forged)
    import sys

    assert "antigravityxxxxxxxx" not in sys.modules
    other = encode(Line(1)).replace(b"\xa4Line", b"\xa4Trap")
    with pytest.raises(UnreadableError, match="no class Trap"):
        decode(other)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_an_error_of_ours(data: bytes) -> None:
    try:
        decode(data)
    except UnreadableError:
        pass


def test_pickles_are_read_only_with_a_signature_for_their_place(tmp_path: Path) -> None:
    mine = SignedPickles(lambda: b"secret", "session key")
    assert decode(encode({1, Fraction(1, 2)}, mine), mine) == {1, Fraction(1, 2)}
    trap = encode(Trap(str(tmp_path / "sprung")), mine)
    for other in (SignedPickles(lambda: b"other", "session key"), SignedPickles(lambda: b"secret", "other key")):
        with pytest.raises(UnreadableError, match="not signed"):
            decode(trap, other)
    with pytest.raises(UnreadableError, match="sessionPickle"):
        decode(trap)
    assert not (tmp_path / "sprung").exists()
    decode(trap, mine).close()
    assert (tmp_path / "sprung").exists()


def test_rare_types_are_kept() -> None:
    for value in (Decimal("1.20"), Fraction(1, 3), UUID(int=7), bytearray(b"x"), Path("/a")):
        assert (decode(encode(value)), type(decode(encode(value)))) == (value, type(value))


def test_files_that_were_uploaded_come_back_where_they_were_read_to() -> None:
    upload = Upload("abcdefgh1234", "a.csv", "text/csv", 3, Path())
    file = UploadedFile(upload, b"abc")
    file.read(1)
    found = decode(encode({"file": file}))["file"]
    assert (type(found), found.name, found.type, found.size, found.file_id) == (
        UploadedFile,
        "a.csv",
        "text/csv",
        3,
        "abcdefgh1234",
    )
    assert found.read() == b"bc"
    assert decode(encode(io.BytesIO(b"x"))).getvalue() == b"x"
    assert decode(encode(io.StringIO("x"))).getvalue() == "x"


def test_a_module_that_imports_others_when_it_is_asked_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    monkeypatch.setattr(samples, "__getattr__", asked.append, raising=False)
    with pytest.raises(UnreadableError, match="no class Lime"):
        decode(encode(Line(1)).replace(b"\xa4Line", b"\xa4Lime"))
    assert asked == []
