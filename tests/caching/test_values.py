"""Results as they are kept."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import pickle
import threading
import uuid
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.caching.values import Copied, Pickled, Same, SpoiledError, dump, keep, load_bytes
from rushlight.errors import UnserializableReturnValueError


def kept(value: Any) -> Any:
    return keep(value, "f")


@pytest.mark.parametrize(
    "value",
    [None, ..., True, 1, 1.5, 1j, "text", b"bytes", range(3), (1, ("a", None)), frozenset({1, 2})]
    + [datetime.date.today(), datetime.timedelta(1), decimal.Decimal(1), uuid.UUID(int=1), Path("a")]
    + [pa.table({"a": [1]}), pa.array([1])],
)
def test_what_cannot_change_is_handed_out_itself(value: Any) -> None:
    held = kept(value)
    assert isinstance(held, Same) and held.load({}) is value and held.size > 0


@pytest.mark.parametrize("value", [[1], {"a": [1]}, {1}, ([1],), bytearray(b"a"), [None], (1, (2, (3, ([4],))))])
def test_all_else_is_copied_for_each_caller(value: Any) -> None:
    held = kept(value)
    first, second = held.load({}), held.load({})
    assert first == second == value and type(first) is type(value)
    assert first is not second and first is not value


def test_a_write_to_the_original_does_not_reach_callers() -> None:
    original = {"a": [1]}
    held = kept(original)
    original["a"].append(2)
    assert held.load({}) == {"a": [1]}


FRAMES: list[Any] = [
    pd.DataFrame({"a": [1, 2], "b": ["x", None], "c": [1.5, 2.5]}),
    pd.DataFrame({"a": pd.Categorical(["x", "y"]), "b": pd.date_range("2024", periods=2, tz="UTC")}),
    pd.DataFrame({"a": pd.array([1, None], dtype="Int64"), "b": pd.arrays.IntervalArray.from_tuples([(0, 1), (1, 2)])}),
    pd.DataFrame({"a": pd.Series(["x", None, 1, datetime.date.today()], dtype=object)}),
    pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("x", 1), ("y", 2)])),
    pd.DataFrame(),
    pd.Series([1, 2], name="s"),
]


@pytest.mark.parametrize("frame", FRAMES)
def test_frames_of_pandas_share_their_data_until_somebody_writes(frame: Any) -> None:
    held = kept(frame)
    assert isinstance(held, Copied)
    first, second = held.load({}), held.load({})
    assert first is not second and first.equals(frame) and type(first) is type(frame)


def _set_cell(frame: Any) -> None:
    frame.loc[0, "a"] = 99


def _add(frame: Any) -> None:
    frame["a"] += 1


def _add_column(frame: Any) -> None:
    frame["new"] = 1


def _rename(frame: Any) -> None:
    frame.columns = ["z", "y"]


def _drop(frame: Any) -> None:
    del frame["a"]


def _fill(frame: Any) -> None:
    frame.iloc[:] = 0


def _write_values(frame: Any) -> None:
    frame["a"].to_numpy()[0] = 99


def _name_index(frame: Any) -> None:
    frame.index.name = "changed"


def _set_attrs(frame: Any) -> None:
    frame.attrs["unit"].append("km")


@pytest.mark.parametrize(
    "write", [_set_cell, _add, _add_column, _rename, _drop, _fill, _write_values, _name_index, _set_attrs]
)
@pytest.mark.parametrize("writer", ["the function", "a caller"])
def test_no_write_to_a_frame_reaches_other_callers(write: Any, writer: str) -> None:
    original = pd.DataFrame({"a": [1, 2], "b": [3, 4]})
    original.attrs["unit"] = ["m"]
    held = kept(original)
    before = held.load({})
    try:
        write(original if writer == "the function" else held.load({}))
    except ValueError as error:
        assert "read-only" in str(error)
    after = held.load({})
    for frame in (before, after):
        assert frame.to_dict("list") == {"a": [1, 2], "b": [3, 4]}
        assert (frame.index.name, frame.attrs) == (None, {"unit": ["m"]})


def test_an_array_that_the_function_keeps_does_not_reach_callers() -> None:
    array = np.zeros(3)
    held = kept(pd.DataFrame(array, columns=["a"], copy=False))
    array[:] = 9
    assert held.load({})["a"].tolist() == [0, 0, 0]


def test_a_write_around_the_copying_is_noticed() -> None:
    held = kept(pd.DataFrame({"a": np.zeros(1000), "b": ["x"] * 1000}))
    held.load({})["a"].array[:] = 9
    with pytest.raises(SpoiledError):
        held.load({})


def test_cells_that_can_change_are_not_shared() -> None:
    held = kept(pd.DataFrame({"a": [[1], [2]]}))
    held.load({}).loc[0, "a"].append(9)
    assert held.load({})["a"].tolist() == [[1], [2]]


def test_subclasses_of_frames_keep_their_class() -> None:
    held = kept(Table({"a": [1]}))
    assert type(held.load({})) is Table


class Table(pd.DataFrame):
    @property
    def _constructor(self) -> type[Table]:
        return Table


def test_frames_of_polars_are_cloned() -> None:
    frame = pl.DataFrame({"a": [1, 2]})
    held = kept(frame)
    first = held.load({})
    first.insert_column(0, pl.Series("new", [0, 0]))
    first[0, "a"] = 99
    frame.replace_column(0, pl.Series("a", [7, 7]))
    assert held.load({}).to_dict(as_series=False) == {"a": [1, 2]}


def test_series_and_lazy_frames_of_polars_are_cloned() -> None:
    held = kept(pl.Series("s", [1, 2]))
    held.load({}).append(pl.Series("s", [3]))
    assert held.load({}).to_list() == [1, 2]
    lazy = kept(pl.DataFrame({"a": [1]}).lazy())
    assert lazy.load({}).collect().to_dict(as_series=False) == {"a": [1]}


@pytest.mark.parametrize("array", [np.arange(6).reshape(2, 3), np.asfortranarray(np.ones((2, 3))), np.array(5)])
def test_arrays_are_copied(array: Any) -> None:
    held = kept(array)
    first = held.load({})
    first += 1
    array += 2
    second = held.load({})
    assert (
        second.flags.writeable and (second == first - 1).all() and second.flags.f_contiguous == array.flags.f_contiguous
    )


def test_arrays_of_objects_are_pickled() -> None:
    held = kept(np.array([[1], None], dtype=object))
    held.load({})[0].append(2)
    assert held.load({})[0] == [1]


def test_frames_inside_of_other_values_are_kept_apart_from_the_pickle() -> None:
    frame, array = pd.DataFrame({"a": np.zeros(100_000)}), np.zeros(100_000)
    value = {"frames": [frame, frame], "rest": (array, pl.DataFrame({"a": [1]}), pa.table({"a": [1]}), "text")}
    held = kept(value)
    assert isinstance(held, Pickled) and len(held.content) < 1000 and held.size > 1_600_000
    first, second = held.load({}), held.load({})
    assert first["frames"][0] is first["frames"][1] and first["frames"][0] is not second["frames"][0]
    first["frames"][0].loc[0, "a"] = 9
    first["rest"][0][0] = 9
    third = held.load({})
    assert third["frames"][0].equals(frame) and (third["rest"][0] == array).all()
    assert third["rest"][1].equals(value["rest"][1]) and third["rest"][2] is value["rest"][2]


def test_what_cannot_be_pickled_is_refused_clearly() -> None:
    with pytest.raises(UnserializableReturnValueError, match=r"`load`.*`_thread.lock`.*cache_resource"):
        keep(threading.Lock(), "load")
    with pytest.raises(UnserializableReturnValueError, match="builtins.dict"):
        keep({"a": lambda: 1}, "load")


# --- classes of scripts -------------------------------------------------------------------------------------------------

SCRIPT = """
import dataclasses, enum

@dataclasses.dataclass
class Place:
    name: str

    class Inner:
        pass

class Colour(enum.Enum):
    RED = 1

def helper(): pass
"""


def run() -> dict[str, Any]:
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(SCRIPT, names)
    return names


def test_objects_of_a_scripts_classes_come_back_in_the_classes_of_the_current_run() -> None:
    first, second = run(), run()
    value = [first["Place"]("a"), first["Colour"].RED, first["Place"].Inner, first["helper"], first["Place"].Inner()]
    place, colour, inner, helper, inner_object = kept(value).load(second)
    assert type(place) is second["Place"] and place == second["Place"]("a")
    assert colour is second["Colour"].RED and inner is second["Place"].Inner and helper is second["helper"]
    assert type(inner_object) is second["Place"].Inner


def test_a_class_that_the_script_does_not_define_any_more_is_the_old_one() -> None:
    first = run()
    assert type(kept([first["Place"]("a")]).load({"__name__": "__main__"})[0]) is first["Place"]
    assert type(kept([first["Place"]("a")]).load({"__name__": "helpers", "Place": int})[0]) is first["Place"]


def test_bytes_come_back_in_the_classes_of_the_current_run() -> None:
    first, second = run(), run()
    content = dump({"place": first["Place"]("a"), "frame": pd.DataFrame({"a": [1]})}, "f")
    value = load_bytes(content, second)
    assert type(value["place"]) is second["Place"] and value["frame"]["a"].tolist() == [1]
    with pytest.raises(pickle.UnpicklingError, match="does not define Place"):
        load_bytes(content, {"__name__": "__main__"})


class Shade(enum.Enum):
    DARK = 1


@dataclasses.dataclass
class Box:
    content: Any


PLAIN = st.none() | st.integers() | st.text() | st.binary() | st.just(Shade.DARK)
NESTED = st.recursive(
    PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | inner.map(Box) | st.tuples(inner)
)


@given(NESTED)
def test_any_value_comes_back_equal(value: Any) -> None:
    assert kept(value).load({}) == value == load_bytes(dump(value, "f"), {})
