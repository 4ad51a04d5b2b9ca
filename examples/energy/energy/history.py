"""Hourly energy consumption that is made up: seasons of the day, the week and the year, price areas, weather and noise.

What a series says of an hour never depends on when it is asked, as if the hours had been measured: forecasts of
yesterday can be compared with what came.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

AREAS = (1, 2)
"""Price areas: west and east."""
CONSUMER_TYPES = (111, 112, 119, 121, 122, 123, 130, 215, 320, 381, 431, 999)
"""Some codes of the DE35 grouping. What the series of a code looks like is made up as well."""
INDEX = ["area", "consumer_type", "datetime_utc"]
VALUE = "energy_consumption"

Array = NDArray[np.float64]
_SEED = 20_26
_BLOCK = 24 * 7
_FROST = {1: 1.0, 2: 0.75}
"""How strongly the weather is felt in an area."""


def consumption(begin: pd.Timestamp, end: pd.Timestamp) -> pd.DataFrame:
    """Return what all series have consumed from an hour until before another, in kWh; some hours were never metered."""
    hours = pd.date_range(begin, end, freq="h", inclusive="left", tz=None if begin.tzinfo else "UTC")
    parts = [_series(area, kind, hours) for area in AREAS for kind in CONSUMER_TYPES]
    return pd.concat(parts).set_index(INDEX).sort_index()


def _series(area: int, kind: int, hours: pd.DatetimeIndex) -> pd.DataFrame:
    number = (hours - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(hours=1)
    level, evening, weekend, heating = _character(area, kind)
    shape = 1 + _of_the_day(hours, evening) + weekend * (hours.day_of_week.to_numpy() >= 5)
    year = np.cos(2 * np.pi * (hours.day_of_year.to_numpy() - 15) / 365.25)
    noise = 0.035 * _noise(area, kind, number.to_numpy())
    value = (
        level
        * shape
        * (1 + heating * (0.8 * year + 0.35 * _FROST[area] * _weather(area, number.to_numpy())))
        * (1 + noise)
    )
    frame = pd.DataFrame(
        {"area": area, "consumer_type": kind, "datetime_utc": hours, VALUE: np.maximum(value, 1).round(1)}
    )
    return frame[~_unmetered(area, kind, number.to_numpy())]


@cache
def _character(area: int, kind: int) -> tuple[float, float, float, float]:
    """Return the mean, how much of it is used in the evening, what weekends change, and how much heating there is."""
    random = np.random.default_rng([_SEED, kind])
    level = float(np.exp(random.uniform(7.5, 11))) * (1.0 if area == 1 else float(random.uniform(0.5, 1.1)))
    return level, float(random.uniform(0, 1)), float(random.uniform(-0.35, 0.12)), float(random.uniform(0.05, 0.3))


def _of_the_day(hours: pd.DatetimeIndex, evening: float) -> Array:
    hour = hours.hour.to_numpy()
    work = np.exp(-(((hour - 11) / 4.5) ** 2))
    home = 0.5 * np.exp(-(((hour - 7) / 1.6) ** 2)) + np.exp(-(((hour - 18) / 2.4) ** 2))
    return 0.45 * ((1 - evening) * work + evening * home) - 0.15


def _weather(area: int, number: NDArray[np.int64]) -> Array:
    """Return how much colder than usual it is: something new every third day, and steps towards it between."""
    spell = number / 72
    first = np.floor(spell).astype(int)
    known = {
        each: np.random.default_rng([_SEED, area, each]).standard_normal()
        for each in range(first.min(), first.max() + 2)
    }
    begin, end = (np.array([known[each + step] for each in first]) for step in (0, 1))
    return begin + (end - begin) * (spell - first)


def _noise(area: int, kind: int, number: NDArray[np.int64]) -> Array:
    blocks = number // _BLOCK
    drawn = {
        each: np.random.default_rng([_SEED, area, kind, each]).standard_normal(_BLOCK) for each in np.unique(blocks)
    }
    return np.array([drawn[block][at] for block, at in zip(blocks, number % _BLOCK, strict=True)])


def _unmetered(area: int, kind: int, number: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which hours are missing: in two weeks of five a few in a row."""
    missing = np.zeros(len(number), dtype=bool)
    for block in np.unique(number // _BLOCK):
        random = np.random.default_rng([_SEED, area, kind, block, 1])
        if random.random() < 0.4:
            begin = block * _BLOCK + random.integers(0, _BLOCK)
            missing |= (number >= begin) & (number < begin + random.integers(3, 9))
    return missing
