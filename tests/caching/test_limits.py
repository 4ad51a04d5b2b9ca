"""How long, and how much, is kept."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest

from rushlight.caching.limits import byte_count, count, lifetime
from rushlight.errors import BadTimeStringError, InvalidValueError


@pytest.mark.parametrize(
    ("ttl", "expected"), [(None, None), (math.inf, None), (5, 5), (timedelta(hours=1), 3600), ("1d2h", 93600)]
)
def test_a_lifetime_is_given_in_several_ways(ttl: Any, expected: float | None) -> None:
    assert lifetime(ttl) == expected


def test_a_lifetime_that_is_not_understood_is_refused() -> None:
    with pytest.raises(BadTimeStringError):
        lifetime("soon")


@pytest.mark.parametrize(
    ("size", "expected"),
    [(None, None), (1, 1), (10.9, 10), ("1kb", 1024), ("500MB", 500 * 1024**2), ("1.5 GB", 3 * 512 * 1024**2)]
    + [("200KiB", 200 * 1024), ("7b", 7), (".5mb", 512 * 1024), ("2tb", 2 * 1024**4)],
)
def test_a_size_is_a_number_or_a_text_with_a_unit(size: Any, expected: int | None) -> None:
    assert byte_count(size) == expected


@pytest.mark.parametrize("size", [0, -1, "0MB", "much", "5", "5 XB", True, math.inf, math.nan, [], "-1kb"])
def test_other_sizes_are_refused(size: Any) -> None:
    with pytest.raises(InvalidValueError, match="max_size"):
        byte_count(size)


@pytest.mark.parametrize(("most", "expected"), [(None, None), (1, 1), (5.0, 5), (math.inf, None)])
def test_a_number_of_entries(most: Any, expected: int | None) -> None:
    assert count(most) == expected


@pytest.mark.parametrize("most", [0, -1, "5", True, math.nan])
def test_other_numbers_of_entries_are_refused(most: Any) -> None:
    with pytest.raises(InvalidValueError, match="max_entries"):
        count(most)
