"""Daily prices that are made up: a trend, seasons, slow cycles and noise. `python -m market.history` writes the shipped file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

FILE = Path(__file__).parent / "prices.parquet"
BEGIN, END = "2019-01-01", "2026-06-30"

Array = NDArray[np.float64]
_SEED = 77
_YEAR = 365.25


@dataclass(frozen=True)
class Product:
    """What is traded, and how its prices move."""

    id: str
    title: str
    unit: str
    level: float
    """The price that it begins at."""
    trend: float
    """Growth in a year: 0.02 is two percent."""
    season: float
    """How far the year moves it up and down: 0.1 is ten percent."""
    peak: int
    """The day of the year when it is dearest."""
    swing: float
    """How far cycles of some years move it."""
    restless: float
    """How far news of a few days moves it."""


PRODUCTS = {
    each.id: each
    for each in (
        Product("wheat", "Wheat", "EUR/t", 190, 0.02, 0.07, 135, 0.10, 0.022),
        Product("coffee", "Coffee", "EUR/t", 3100, 0.03, 0.05, 40, 0.16, 0.030),
        Product("cocoa", "Cocoa", "EUR/t", 2400, 0.05, 0.04, 290, 0.20, 0.032),
        Product("copper", "Copper", "EUR/t", 5600, 0.04, 0.02, 110, 0.12, 0.020),
        Product("timber", "Timber", "EUR/m³", 240, 0.01, 0.09, 150, 0.14, 0.028),
        Product("gas", "Natural gas", "EUR/MWh", 24, 0.02, 0.18, 20, 0.22, 0.045),
    )
}


def generated() -> pd.DataFrame:
    """Return date, product, price and volume of every working day; the same at each call."""
    days = pd.bdate_range(BEGIN, END, name="date")
    return pd.concat([_series(number, each, days) for number, each in enumerate(PRODUCTS.values())], ignore_index=True)


def _series(number: int, product: Product, days: pd.DatetimeIndex) -> pd.DataFrame:
    random = np.random.default_rng([_SEED, number])
    years = np.arange(len(days)) / 261
    turn = 2 * np.pi * (days.day_of_year.to_numpy() - product.peak) / _YEAR
    season = product.season * (np.cos(turn) + 0.25 * np.cos(2 * turn))
    cycle = product.swing * _reverting(random, len(days), half_life=180)
    news = product.restless * _reverting(random, len(days), half_life=6)
    noise = 0.003 * random.standard_normal(len(days))
    price = product.level * np.exp(np.log1p(product.trend) * years + season + cycle + news + noise)
    weekday = 1 + 0.12 * (days.day_of_week.to_numpy() == 4)
    volume = 9_000 * weekday * np.exp(0.25 * random.standard_normal(len(days)) + 4 * np.abs(np.diff(news, prepend=0)))
    return pd.DataFrame(
        {"date": days, "product": product.id, "price": price.round(2), "volume": volume.round().astype("int64")}
    )


def _reverting(random: np.random.Generator, count: int, half_life: float) -> Array:
    """Return a walk of deviation 1 that comes back to 0, by half in so many days."""
    kept = 0.5 ** (1 / half_life)
    steps = random.standard_normal(count) * np.sqrt(1 - kept**2)
    walk = np.empty(count)
    last = 0.0
    for day, step in enumerate(steps):
        last = walk[day] = kept * last + step
    return walk


def shipped() -> pd.DataFrame:
    """Return the prices of the file that comes with the example."""
    return pd.read_parquet(FILE)


if __name__ == "__main__":
    generated().to_parquet(FILE, index=False, compression="zstd")
    print(f"{FILE}: {FILE.stat().st_size / 1000:.0f} kB")
