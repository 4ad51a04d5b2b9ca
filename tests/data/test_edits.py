"""Edits as values, and what they make of data: every kind of data must agree with plain rows that are edited by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushlight.data.editing import editable
from rushlight.data.edits import Edits, dump, of_state, read, state_of, within

Row = dict[str, Any]

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "i": st.integers(-1000, 1000),
    "s": st.text("abc é\"',\n", max_size=6),
    "f": st.floats(-1e6, 1e6, width=32),
    "b": st.booleans(),
    "d": st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)),
    "t": st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2200, 1, 1)),
}
ROWS = st.lists(st.fixed_dictionaries(VALUES), min_size=1, max_size=6)


def sent(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


@st.composite
def edits_of(draw: st.DrawFn, rows: int) -> Edits:
    cells = st.fixed_dictionaries({}, optional={n: st.none() | v.map(sent) for n, v in VALUES.items()})
    places = st.integers(0, rows - 1)
    edited = draw(st.dictionaries(places, cells, max_size=rows))
    deleted = sorted(draw(st.sets(places, max_size=rows)))
    return Edits(edited, draw(st.lists(cells, max_size=4)), deleted)


CASES = ROWS.flatmap(lambda rows: st.tuples(st.just(rows), edits_of(len(rows))))


def by_hand(rows: list[Row], edits: Edits) -> list[Row]:
    after = [{**row, **{n: heard(n, v) for n, v in edits.edited.get(i, {}).items()}} for i, row in enumerate(rows)]
    after = [row for i, row in enumerate(after) if i not in edits.deleted]
    return after + [{name: heard(name, cells.get(name)) for name in VALUES} for cells in edits.added]


def heard(name: str, value: Any) -> Any:
    if value is None or name not in "dt":
        return value
    return (dt.date if name == "d" else dt.datetime).fromisoformat(value)


def plain(value: Any) -> Any:
    if value is None or value is pd.NaT or value is pd.NA or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if isinstance(value, np.generic) else value


def columns_of(rows: list[Row]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in VALUES}


def rows_of(columns: Any) -> list[Row]:
    lists = {name: [plain(value) for value in columns[name]] for name in VALUES}
    return [dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]


SCHEMA = {"i": pl.Int64, "s": pl.String, "f": pl.Float64, "b": pl.Boolean, "d": pl.Date, "t": pl.Datetime("us")}
NULLABLE = {"i": "Int64", "s": "string", "f": "Float64", "b": "boolean"}
KINDS: dict[str, tuple[Callable[[list[Row]], Any], Callable[[Any], list[Row]]]] = {
    "pandas": (lambda rows: pd.DataFrame(columns_of(rows)), rows_of),
    "pandas of nullable types": (lambda rows: pd.DataFrame(columns_of(rows)).astype(NULLABLE), rows_of),
    "pandas with labels": (lambda rows: pd.DataFrame(columns_of(rows), index=range(5, 5 + 2 * len(rows), 2)), rows_of),
    "polars": (lambda rows: pl.DataFrame(columns_of(rows), schema=SCHEMA), lambda frame: frame.to_dicts()),
    "arrow": (lambda rows: pa.table(columns_of(rows)), lambda table: table.to_pylist()),
    "record batch": (lambda rows: pa.RecordBatch.from_pydict(columns_of(rows)), lambda batch: batch.to_pylist()),
    "list of mappings": (list, lambda rows: rows),
    "mapping of columns": (columns_of, rows_of),
    "mapping of series": (lambda rows: {n: pd.Series(c) for n, c in columns_of(rows).items()}, rows_of),
}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, deadline=None)
@given(case=CASES)
def test_edited_data_are_what_is_edited_by_hand(kind: str, case: tuple[list[Row], Edits]) -> None:
    rows, edits = case
    make, take = KINDS[kind]
    data = make(rows)
    after = editable(data).edited(edits)
    assert type(after) is type(data)
    assert take(after) == by_hand(rows, edits)
    assert take(make(rows)) == take(data), "the data given were changed"


@settings(max_examples=60, deadline=None)
@given(case=CASES)
def test_edits_are_the_same_after_they_were_sent_and_read_by_the_script(case: tuple[list[Row], Edits]) -> None:
    _, edits = case
    assert read(dump(edits)) == edits
    assert of_state(state_of(edits)) == edits
    assert dump(read(dump(edits))) == dump(edits)


@settings(max_examples=40, deadline=None)
@given(case=CASES)
def test_no_edit_makes_of_polars_or_arrow_another_type(case: tuple[list[Row], Edits]) -> None:
    rows, edits = case
    frame = pl.DataFrame(columns_of(rows), schema=SCHEMA)
    assert editable(frame).edited(edits).schema == frame.schema
    table = frame.to_arrow()
    assert editable(table).edited(edits).schema.types == table.schema.types


# --- one example for each kind of data that has a form of its own ------------------------------------------------------


def edited(data: Any, **parts: Any) -> Any:
    return editable(data).edited(read(parts))


CHANGE = {"edited_rows": {"0": {"value": 9}}, "added_rows": [{"value": 5}], "deleted_rows": [1]}


@pytest.mark.parametrize(
    ("data", "after"),
    [
        ([1, 2, 3], [9, 3, 5]),
        ((1, 2, 3), (9, 3, 5)),
        ({1, 2, 3}, {9, 3, 5}),
        (frozenset({1, 2, 3}), frozenset({9, 3, 5})),
        (range(1, 4), [9, 3, 5]),
        ([1, None, 3], [9, 3, 5]),
        ([1.5, 2, 3], [9.0, 3, 5.0]),
    ],
)
def test_collections_of_values(data: Any, after: Any) -> None:
    found = edited(data, **CHANGE)
    assert (found, type(found)) == (after, type(after))


def test_an_empty_list_can_be_filled() -> None:
    assert edited([], added_rows=[{"value": "a"}, {"value": "b"}]) == ["a", "b"]


def test_rows_that_are_sequences_stay_what_they_are() -> None:
    change: Any = {"edited_rows": {"0": {"1": 9}}, "added_rows": [{"0": 5}]}
    assert edited([[1, 2], [3, 4]], **change) == [[1, 9], [3, 4], [5, None]]
    assert edited([(1, 2), (3, 4)], **change) == [(1, 9), (3, 4), (5, None)]


def test_a_mapping_of_values_is_edited_by_its_keys() -> None:
    change: Any = {
        "edited_rows": {"0": {"_index": "z", "value": 9}},
        "added_rows": [{"_index": "c", "value": 5}, {"value": 6}],
    }
    assert edited({"a": 1, "b": 2}, **change) == {"z": 9, "b": 2, "c": 5}


def test_a_mapping_of_mappings() -> None:
    data = {"a": {"x": 1, "y": 2}, "b": {"x": 3}}
    after = edited(data, edited_rows={"0": {"a": 9}}, added_rows=[{"_index": "z", "b": 5}])
    assert after == {"a": {"x": 9, "y": 2, "z": None}, "b": {"x": 3, "y": None, "z": 5}}


def test_arrays_of_one_and_two_dimensions_and_of_fields() -> None:
    assert edited(np.array([1, 2, 3]), **CHANGE).tolist() == [9, 3, 5]
    table = edited(np.array([[1, 2], [3, 4]]), edited_rows={"0": {"1": 9}})
    assert (table.tolist(), table.dtype) == ([[1, 9], [3, 4]], np.dtype("int64"))
    fields = np.array([(1, "a")], dtype=[("x", "i4"), ("y", "U5")])
    after = edited(fields, edited_rows={"0": {"y": "longer text"}}, added_rows=[{"x": 2, "y": "b"}])
    assert after.tolist() == [(1, "longer text"), (2, "b")]
    assert after.dtype["x"] == "i4"
    masked = edited(
        np.ma.array([1, 2], mask=[False, True]), edited_rows={"0": {"value": None}}, added_rows=[{"value": 7}]
    )
    assert masked.tolist() == [None, None, 7]


def test_series_indexes_and_arrays_of_the_libraries() -> None:
    series = edited(pd.Series([1, 2], name="s", index=["x", "y"]), edited_rows={"1": {"s": 9, "_index": "z"}})
    pd.testing.assert_series_equal(series, pd.Series([1, 9], name="s", index=["x", "z"]))
    unnamed = edited(pd.Series([1, 2]), added_rows=[{"0": 3}])
    pd.testing.assert_series_equal(unnamed, pd.Series([1, 2, 3]))
    assert edited(pd.Index([1, 2], name="n"), edited_rows={"0": {"n": 9}}).equals(pd.Index([9, 2], name="n"))
    assert edited(pl.Series("s", [1, 2]), edited_rows={"0": {"s": 9}}).equals(pl.Series("s", [9, 2]))
    assert edited(pa.array([1, 2]), **CHANGE).equals(pa.array([9, 5]))
    lazy = edited(pl.LazyFrame({"a": [1, 2]}), edited_rows={"0": {"a": 9}})
    assert lazy.collect()["a"].to_list() == [9, 2]
    styled = edited(pd.DataFrame({"a": [1.0]}).style.format("{:.1f}"), edited_rows={"0": {"a": 2}})
    assert styled["a"].tolist() == [2.0]


COLUMNS: list[tuple[str, Any, Any, Any]] = [
    ("Int64", pd.array([1, None], dtype="Int64"), 5, 5),
    ("boolean", pd.array([True, None], dtype="boolean"), False, False),
    ("category", pd.Categorical(["x", "y"]), "y", "y"),
    ("string", pd.array(["a", None], dtype="string"), "q", "q"),
    ("Float32", pd.array([1, None], dtype="Float32"), 0.5, 0.5),
    (
        "datetime64[s]",
        pd.to_datetime(["2024-01-01"] * 2).as_unit("s"),
        "2024-05-05T10:00:00",
        pd.Timestamp(2024, 5, 5, 10),
    ),
    (
        "datetime64[us, Europe/Berlin]",
        pd.to_datetime(["2024-01-01"] * 2).tz_localize("Europe/Berlin").as_unit("us"),
        "2024-05-05T10:00:00Z",
        pd.Timestamp("2024-05-05T12:00", tz="Europe/Berlin"),
    ),
    ("timedelta64[ns]", pd.to_timedelta(["1h", "2h"]).as_unit("ns"), 90, pd.Timedelta(seconds=90)),
    ("period[M]", pd.period_range("2024-01", periods=2, freq="M"), "2024-05", pd.Period("2024-05", "M")),
    ("int64[pyarrow]", pd.array([1, 2], dtype="int64[pyarrow]"), 5, 5),
    ("object", pd.Series([dt.time(10), None], dtype=object), "11:30", dt.time(11, 30)),
    ("object", pd.Series([["a"], ["b", "c"]], dtype=object), ["d"], ["d"]),
]


@pytest.mark.parametrize(("dtype", "column", "raw", "value"), COLUMNS, ids=[f"{n} {r}" for n, _, r, _ in COLUMNS])
def test_types_of_columns_of_pandas_are_kept(dtype: str, column: Any, raw: Any, value: Any) -> None:
    frame = pd.DataFrame({"a": column})
    after = edited(frame, edited_rows={"0": {"a": raw}}, added_rows=[{"a": raw}, {}])
    assert str(after["a"].dtype) == dtype
    assert after["a"].iloc[0] == value
    assert after["a"].iloc[2] == value
    assert plain(after["a"].iloc[3]) is None


def test_decimals_are_rounded_to_the_scale_of_their_column() -> None:
    from decimal import Decimal

    assert edited(pd.DataFrame({"a": [Decimal("1.50")]}), edited_rows={"0": {"a": "7.125"}})["a"][0] == Decimal("7.125")
    kept = pl.DataFrame({"a": [Decimal("1.50")]}, schema={"a": pl.Decimal(10, 2)})
    assert edited(kept, edited_rows={"0": {"a": "7.10"}})["a"].to_list() == [Decimal("7.10")]


def test_a_column_without_room_for_what_is_missing_takes_the_nearest_type() -> None:
    frame = pd.DataFrame({"i": [1, 2], "b": [True, False]})
    after = edited(frame, edited_rows={"0": {"i": None, "b": None}})
    assert [str(each) for each in after.dtypes] == ["float64", "object"]
    assert plain(after["i"][0]) is None


# --- indexes ---------------------------------------------------------------------------------------------------------


def test_an_index_of_labels_is_edited_and_its_rows_need_one() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.Index(["x", "y"], name="n"))
    after = edited(
        frame,
        edited_rows={"0": {"_index": "w"}},
        deleted_rows=[1],
        added_rows=[{"_index": "z", "a": 5}, {"a": 6}],
    )
    pd.testing.assert_frame_equal(after, pd.DataFrame({"a": [1, 5]}, index=pd.Index(["w", "z"], name="n")))


def test_an_index_that_counts_goes_on_counting() -> None:
    frame = pd.DataFrame({"a": [1, 2]}, index=pd.RangeIndex(10, 14, 2))
    assert list(edited(frame, deleted_rows=[0], added_rows=[{"a": 5}]).index) == [12, 14]
    numbered = pd.DataFrame({"a": [1, 2]}, index=[5, 9])
    assert list(edited(numbered, deleted_rows=[1], added_rows=[{"a": 5}, {"_index": 20}, {}]).index) == [5, 6, 20, 21]
    emptied = edited(pd.DataFrame({"a": [1]}), deleted_rows=[0], added_rows=[{"a": 2}])
    pd.testing.assert_frame_equal(emptied, pd.DataFrame({"a": [2]}))


def test_rows_with_the_same_label_are_told_apart_by_their_places() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3]}, index=["x", "x", "y"])
    assert edited(frame, edited_rows={"1": {"a": 9}}, deleted_rows=[0])["a"].tolist() == [9, 3]


def test_an_index_of_levels_is_not_edited() -> None:
    index = pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])
    table = editable(pd.DataFrame({"a": [1, 2]}, index=index))
    assert not table.grows
    after = table.edited(read({"edited_rows": {"0": {"a": 9, "_index": "q"}}, "deleted_rows": [1]}))
    assert after.index.equals(index[:1])
    assert after["a"].tolist() == [9]


# --- what cannot be --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        5,
        [],
        {"rows": []},
        {"edited_rows": []},
        {"edited_rows": {"x": {}}},
        {"edited_rows": {"-1": {}}},
        {"edited_rows": {"0": []}},
        {"added_rows": {}},
        {"added_rows": [5]},
        {"deleted_rows": [True]},
        {"deleted_rows": [[0, 1, 2]]},
        {"deleted_rows": [[0, 10**12]]},
        {"deleted_rows": ["a"]},
    ],
)
def test_what_is_no_edit_is_refused(raw: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        read(raw)


@pytest.mark.parametrize("value", ["x", [1], {"a": 1}, 1.5])
def test_a_value_that_a_column_cannot_hold_is_left_out(value: Any) -> None:
    assert edited(pd.DataFrame({"a": [1, 2]}), edited_rows={"0": {"a": value}})["a"].tolist() == [1, 2]


def test_numbers_beyond_a_type_are_left_out() -> None:
    assert edited(pd.DataFrame({"a": np.array([1], dtype="int8")}), edited_rows={"0": {"a": 300}})["a"].tolist() == [1]


@pytest.mark.parametrize(
    "column",
    [[{"a": 1}], [b"x"], [1 + 2j], [1, "a"], [[{"a": 1}]], pd.interval_range(0, 1), pd.arrays.SparseArray([1])],
)
def test_data_that_have_no_editor_stay_as_they_are(column: Any) -> None:
    frame = pd.DataFrame({"a": column, "b": 1})
    table = editable(frame)
    assert [each.name for each in table.columns if each.editable] == ["b"]
    pd.testing.assert_frame_equal(table.edited(read({"edited_rows": {"0": {"a": "x"}}})), frame)


def test_edits_of_rows_that_are_not_there_are_left_out() -> None:
    edits = Edits({0: {"a": 1}, 7: {"a": 2}}, [], [1, 9])
    assert within(edits, 2) == Edits({0: {"a": 1}}, [], [1])
    assert edited(pd.DataFrame({"a": [1]}), edited_rows={"7": {"a": 2}}, deleted_rows=[5])["a"].tolist() == [1]


def test_successive_deleted_rows_are_sent_as_runs() -> None:
    assert dump(Edits({}, [], [0, 1, 2, 5, 7, 8])) == {"deleted_rows": [[0, 3], 5, [7, 9]]}
    assert read({"deleted_rows": [[0, 3], 5, 5]}).deleted == [0, 1, 2, 5]


# --- a large frame ---------------------------------------------------------------------------------------------------


def test_one_edit_of_a_large_frame_copies_its_column_alone() -> None:
    frame = pd.DataFrame({"a": np.arange(1_000_000), "b": np.arange(1_000_000)})
    after = edited(frame, edited_rows={"500000": {"a": -1}})
    assert after["a"].iloc[500_000] == -1
    assert np.shares_memory(after["b"].to_numpy(), frame["b"].to_numpy())
    assert not np.shares_memory(after["a"].to_numpy(), frame["a"].to_numpy())
