"""The arguments of a call by name, and its key."""

from __future__ import annotations

import functools
import inspect
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rushlight.caching.arguments import Parameters, UnhashableArgumentError, call_key


def none() -> None: ...
def plain(a: Any, b: Any = 2) -> None: ...
def by_position(a: Any, b: Any = 2, /, c: Any = 3) -> None: ...
def by_name(a: Any, *, b: Any = 2, c: Any) -> None: ...
def rest(a: Any, *rest: Any, b: Any = 2) -> None: ...
def others(a: Any, /, **others: Any) -> None: ...
def everything(a: Any, /, b: Any = 2, *rest: Any, c: Any, d: Any = 4, **others: Any) -> None: ...


def same_name(a: Any, /, **a_and_more: Any) -> None: ...


class Called:
    def __init__(self, a: Any, b: Any = 2) -> None: ...
    def __call__(self, a: Any, b: Any = 3) -> None: ...


FUNCTIONS: list[Callable[..., Any]] = [none, plain, by_position, by_name, rest, others, everything, same_name]
LOOSE = [functools.partial(plain, 1), Called, Called(1), functools.wraps(plain)(lambda *args, **kwargs: None)]


@pytest.mark.parametrize("function", FUNCTIONS + LOOSE)
@given(args=st.lists(st.integers(), max_size=5), kwargs=st.dictionaries(st.sampled_from("abcdexyz"), st.integers()))
def test_calls_are_bound_as_python_binds_them(
    function: Callable[..., Any], args: list[int], kwargs: dict[str, int]
) -> None:
    bound = Parameters.of(function).bind(tuple(args), kwargs)
    try:
        expected = inspect.signature(function).bind(*args, **kwargs)
    except TypeError:
        assert bound is None
        return
    assert bound is not None
    expected.apply_defaults()
    assert _flat(expected) == [(each.name, each.value) for each in bound]


def _flat(bound: inspect.BoundArguments) -> list[tuple[str, Any]]:
    """Return the arguments as pairs: those of `*rest` with a star, those of `**others` by name, at the end."""
    named: list[tuple[str, Any]] = []
    surplus: list[tuple[str, Any]] = []
    more: list[tuple[str, Any]] = []
    for name, value in bound.arguments.items():
        kind = bound.signature.parameters[name].kind
        if kind is inspect.Parameter.VAR_POSITIONAL:
            surplus += [(f"*{name}", each) for each in value]
        elif kind is inspect.Parameter.VAR_KEYWORD:
            more += sorted(value.items())
        else:
            named.append((name, value))
    return [*named, *surplus, *more]


def key(function: Callable[..., Any], *args: Any, **kwargs: Any) -> bytes:
    bound = Parameters.of(function).bind(args, kwargs)
    assert bound is not None
    return call_key(bound, None)


@given(a=st.integers(), b=st.integers())
def test_a_call_has_one_key_however_it_is_written(a: int, b: int) -> None:
    assert key(plain, a, b) == key(plain, a, b=b) == key(plain, b=b, a=a)
    assert (key(plain, a, b) == key(plain, a)) == (b == 2)
    assert (key(plain, a, b) == key(plain, b, a)) == (a == b)
    assert key(everything, 0, c=1, x=a, y=b) == key(everything, 0, y=b, x=a, c=1)


@given(st.lists(st.integers(), max_size=3), st.lists(st.integers(), max_size=3))
def test_surplus_arguments_count(one: list[int], other: list[int]) -> None:
    assert (key(rest, 0, *one) == key(rest, 0, *other)) == (one == other)


def test_surplus_arguments_are_not_taken_for_others() -> None:
    assert len({key(everything, 1, 2, c=3), key(everything, 1, 2, 2, c=3), key(everything, 1, 2, c=3, x=2)}) == 3


def test_arguments_that_begin_with_an_underscore_do_not_count() -> None:
    def function(_a: Any, b: Any, **more: Any) -> None: ...

    assert key(function, 1, 2) == key(function, lambda: 1, 2) == key(function, 1, 2, _c=threading.Lock())
    assert key(function, 1, 2, c=1) != key(function, 1, 2, c=2)


def test_surplus_arguments_count_whatever_they_are_called() -> None:
    def function(*_a: Any) -> None: ...

    assert key(function, 1) != key(function, 2)


def test_a_default_may_be_unhashable_as_long_as_it_is_not_given() -> None:
    lock = threading.Lock()

    def function(a: Any, lock: Any = lock) -> None: ...

    assert key(function, 1) == key(function, 1) != key(function, 2)
    with pytest.raises(UnhashableArgumentError) as raised:
        key(function, 1, lock)
    assert raised.value.argument.name == "lock" and raised.value.cause.culprit is lock


def test_too_deep_arguments_are_unhashable() -> None:
    value: list[Any] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(UnhashableArgumentError, match="nested too deeply"):
        key(plain, value)
