"""Digests of frames and arrays."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.caching import frames
from rushlight.caching.hashing import CannotHashError, Hasher
from tests.caching.page import Session


def digest(value: Any) -> bytes:
    return Hasher().digest(value)


MANY = 2_000_000


DISTINCT: list[Callable[[], Any]] = [
    lambda: np.arange(6),
    lambda: np.arange(6, dtype="int32"),
    lambda: np.arange(6).reshape(2, 3),
    lambda: np.arange(6).reshape(3, 2),
    lambda: np.arange(6).reshape(2, 3).T,
    lambda: np.array(5),
    lambda: np.array([]),
    lambda: np.array([], dtype="int8"),
    lambda: np.zeros(3),
    lambda: -np.zeros(3),
    lambda: np.array(["a", "b"]),
    lambda: np.array(["a", None], dtype=object),
    lambda: np.array([np.arange(2000), None], dtype=object),
    lambda: np.array([np.arange(1, 2001), None], dtype=object),
    lambda: np.ma.masked_array([1, 2], [True, False]),
    lambda: np.ma.masked_array([1, 2], [False, False]),
    lambda: np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    lambda: np.arange(3).astype("datetime64[s]"),
    lambda: np.arange(MANY),
    lambda: np.arange(MANY, 0, -1),
    lambda: pd.DataFrame(),
    lambda: pd.DataFrame({"a": [1, 2]}),
    lambda: pd.DataFrame({"a": [1, 2]}, dtype="int32"),
    lambda: pd.DataFrame({"a": [1.0, 2.0]}),
    lambda: pd.DataFrame({"b": [1, 2]}),
    lambda: pd.DataFrame({"a": [1, 2]}, index=[1, 2]),
    lambda: pd.DataFrame({"a": [1, 2]}, index=pd.Index([0, 1], name="i")),
    lambda: pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])),
    lambda: pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 3)])),
    lambda: pd.DataFrame({"a": [1], "b": [2]}),
    lambda: pd.DataFrame({"b": [2], "a": [1]}),
    lambda: pd.DataFrame([[1, 2]], columns=["a", "a"]),
    lambda: pd.DataFrame({"a": ["1", "2"]}),
    lambda: pd.DataFrame({"a": ["1", None]}),
    lambda: pd.DataFrame({"a": pd.Series(["1", "2"], dtype=object)}),
    lambda: pd.DataFrame({"a": pd.Series([1, "2"], dtype=object)}),
    lambda: pd.DataFrame({"a": pd.Series([1, 2], dtype=object)}),
    lambda: pd.DataFrame({"a": [[1], {"b": 2}]}),
    lambda: pd.DataFrame({"a": pd.Categorical(["x", "y"])}),
    lambda: pd.DataFrame({"a": pd.Categorical(["y", "x"])}),
    lambda: pd.DataFrame({"a": pd.Categorical(["x", "y"], ordered=True)}),
    lambda: pd.DataFrame({"a": pd.Categorical(["x", "y"], categories=["x", "y", "z"])}),
    lambda: pd.DataFrame({"a": pd.date_range("2024", periods=2)}),
    lambda: pd.DataFrame({"a": pd.date_range("2024", periods=2, tz="UTC")}),
    lambda: pd.DataFrame({"a": pd.period_range("2024", periods=2, freq="D")}),
    lambda: pd.DataFrame({"a": pd.timedelta_range("1s", periods=2)}),
    lambda: pd.DataFrame({"a": pd.array([1, None], dtype="Int64")}),
    lambda: pd.DataFrame({"a": pd.array([1, 0], dtype="Int64")}),
    lambda: pd.DataFrame({"a": pd.array([True, None], dtype="boolean")}),
    lambda: pd.DataFrame({"a": pd.array([1, None], dtype="int64[pyarrow]")}),
    lambda: pd.DataFrame({"a": pd.arrays.IntervalArray.from_tuples([(0, 1), (1, 2)])}),
    lambda: pd.DataFrame({"a": pd.arrays.SparseArray([0, 1])}),
    lambda: pd.DataFrame({"a": [decimal.Decimal(1), datetime.date(2024, 1, 1)]}),
    lambda: pd.Series([1, 2]),
    lambda: pd.Series([1, 2], name="s"),
    lambda: pd.Index([1, 2]),
    lambda: pd.Index([1, 2], name="i"),
    lambda: pd.RangeIndex(1, 3),
    lambda: pd.Series(range(MANY)),
    lambda: pd.Series(range(MANY)).astype(object),
    lambda: pl.DataFrame(),
    lambda: pl.DataFrame({"a": [1, 2]}),
    lambda: pl.DataFrame({"a": [1, 2]}, schema={"a": pl.Int32}),
    lambda: pl.DataFrame({"a": [1, None]}),
    lambda: pl.DataFrame({"a": ["1", "2"]}),
    lambda: pl.DataFrame({"a": [[1], [2]]}),
    lambda: pl.DataFrame({"a": pl.Series([{1}, {2}], dtype=pl.Object)}),
    lambda: pl.DataFrame({"a": pl.Series([{1}, {3}], dtype=pl.Object)}),
    lambda: pl.Series("a", [1, 2]),
    lambda: pl.Series("b", [1, 2]),
    lambda: pl.DataFrame({"a": [1, 2]}).lazy(),
    lambda: pl.DataFrame({"a": [1, 2]}).lazy().filter(pl.col("a") > 1),
    lambda: pa.table({"a": [1, 2]}),
    lambda: pa.table({"a": [1, None]}),
    lambda: pa.table({"a": [1, 2, 3]}).slice(1),
    lambda: pa.table({"a": [1, 2, 3]}).slice(0, 2).rename_columns(["b"]),
    lambda: pa.record_batch({"a": [1, 2]}),
    lambda: pa.array([1, 2]),
    lambda: pa.chunked_array([[1, 2]]),
    lambda: pa.array(["a", "b"]),
]


def test_equal_data_have_equal_digests_and_others_have_others() -> None:
    seen: dict[bytes, int] = {}
    for number, make in enumerate(DISTINCT):
        found = digest(make())
        assert found == digest(make()), f"number {number} has two digests"
        assert found not in seen, f"numbers {number} and {seen[found]} have the same"
        seen[found] = number


def test_how_data_lie_in_memory_does_not_matter() -> None:
    array = np.arange(20)
    assert digest(array[::2]) == digest(array[::2].copy())
    frame = pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 4.0]})
    assert digest(frame) == digest(pd.DataFrame({"a": [1.0, 2.0]}).assign(b=[3.0, 4.0]))
    table = pa.table({"a": [1, 2, 3]})
    assert digest(table.slice(1)) == digest(pa.table({"a": [2, 3]}))


@pytest.mark.parametrize("position", [0, 1, 1_234_567, MANY - 1])
@pytest.mark.parametrize(
    "wrap",
    [
        lambda array: array,
        lambda array: pd.DataFrame({"a": array, "b": array * 2}),
        lambda array: pl.DataFrame({"a": array}),
        lambda array: pa.table({"a": array}),
        lambda array: pd.DataFrame({"a": pd.array(array, dtype="int64[pyarrow]")}),
    ],
)
def test_one_changed_value_among_many_gives_another_digest(position: int, wrap: Any) -> None:
    array = np.arange(MANY)
    before = digest(wrap(array))
    array[position] += 1
    assert digest(wrap(array)) != before


def test_two_exchanged_values_among_many_give_another_digest() -> None:
    array = np.random.default_rng(0).random(MANY)
    before = digest(array)
    array[[10, 1_500_000]] = array[[1_500_000, 10]]
    assert digest(array) != before


def test_a_changed_text_among_many_gives_another_digest() -> None:
    texts = [f"text {number}" for number in range(500_000)]
    before = digest(pd.DataFrame({"a": texts})), digest(pl.DataFrame({"a": texts}))
    texts[123_456] = "TEXT 123456"
    after = digest(pd.DataFrame({"a": texts})), digest(pl.DataFrame({"a": texts}))
    assert before[0] != after[0] and before[1] != after[1]


def _pandas_mix(value: int) -> int:
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value = (value ^ value >> shift) * factor & 2**64 - 1
    return value ^ value >> 31


def _pandas_unmix(value: int) -> int:
    value = _unshift(value, 31)
    for shift, factor in ((27, 0x94D049BB133111EB), (30, 0xBF58476D1CE4E5B9)):
        value = _unshift(value * pow(factor, -1, 2**64) & 2**64 - 1, shift)
    return value


def _unshift(value: int, shift: int) -> int:
    found = value
    for _ in range(64 // shift + 1):
        found = value ^ found >> shift
    return found


@given(st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1), st.integers(0, 2**64 - 1))
def test_frames_made_to_have_the_same_hash_in_pandas_have_different_digests(a: int, b: int, other: int) -> None:
    factor = 1000003
    mixed = (0x345678 ^ _pandas_mix(a)) * factor & 2**64 - 1
    moved = (0x345678 ^ _pandas_mix(other)) * factor & 2**64 - 1
    partner = _pandas_unmix(_pandas_mix(b) ^ mixed ^ moved)
    one = pd.DataFrame({"x": [a], "y": [b]}, dtype="uint64")
    made = pd.DataFrame({"x": [other], "y": [partner]}, dtype="uint64")
    hashes = pd.util.hash_pandas_object(one, index=False), pd.util.hash_pandas_object(made, index=False)
    assert hashes[0].equals(hashes[1]), "the frames are made for this"
    assert (digest(one) == digest(made)) == (a == other)


def test_cells_that_cannot_be_hashed_are_told() -> None:
    with pytest.raises(CannotHashError):
        digest(pd.DataFrame({"a": [lambda: 1]}))


def test_the_seed_of_the_settings_moves_what_is_sampled() -> None:
    def positions(seed: int) -> list[int]:
        with Session(runner__cacheHashSeed=seed).run():
            return list(frames._positions(MANY, 10))  # pyright: ignore[reportPrivateUsage]

    assert positions(1) == positions(1) != positions(2)
    assert positions(0) == list(frames._positions(MANY, 10))  # pyright: ignore[reportPrivateUsage]
