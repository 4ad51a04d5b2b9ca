"""Differences of properties and of child lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rushlight.tree.diff import child_moves, props_ops, set_props
from rushlight.tree.node import Props
from rushlight.wire.messages import Append, SetProps


class Sample(Props, frozen=True):
    label: str
    size: int = 3
    tags: list[str] = []
    hint: str = "none"


def test_equal_properties_give_no_operation() -> None:
    assert props_ops(1, Sample("a"), Sample("a")) == []


def test_only_changed_properties_are_sent() -> None:
    assert props_ops(1, Sample("a", 3), Sample("b", 4)) == [SetProps(1, {"label": "b", "size": 4}, [])]


def test_growing_text_is_sent_as_its_growth() -> None:
    assert props_ops(1, Sample("Hel"), Sample("Hello")) == [Append(1, "label", "lo")]


def test_text_that_grows_from_its_default_is_sent_whole() -> None:
    assert props_ops(1, Sample("a"), Sample("a", hint="none yet")) == [SetProps(1, {"hint": "none yet"}, [])]


def test_a_property_back_at_its_default_is_reset() -> None:
    assert props_ops(1, Sample("a", 9, ["x"]), Sample("a")) == [SetProps(1, {}, ["size", "tags"])]


def test_numbers_and_bools_differ_on_the_wire() -> None:
    assert props_ops(1, Sample("a", 1), Sample("a", True)) == [SetProps(1, {"size": True}, [])]


def test_only_properties_off_their_default_are_set() -> None:
    assert set_props(Sample("a", tags=["x"])) == {"label": "a", "tags": ["x"]}


def apply_moves(old: list[int], new: list[int]) -> tuple[list[int], int]:
    removed, placed = child_moves(old, new)
    current = [item for item in old if item not in removed]
    moves = 0
    for item, index in placed:
        if item in current:
            current.remove(item)
            moves += 1
        current.insert(index, item)
    return current, moves


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_any_child_list_becomes_any_other(old: list[int], new: list[int]) -> None:
    assert apply_moves(old, new)[0] == new


@given(st.permutations(list(range(7))))
def test_a_permutation_takes_the_least_number_of_moves(new: list[int]) -> None:
    rising = [1] * len(new)
    for i in range(len(new)):
        rising[i] = 1 + max([rising[j] for j in range(i) if new[j] < new[i]], default=0)
    assert apply_moves(sorted(new), new)[1] == len(new) - max(rising)


def test_one_insertion_in_a_long_list_is_one_placement() -> None:
    old = list(range(1000))
    assert child_moves(old, [*old[:500], 5000, *old[500:]]) == ([], [(5000, 500)])
