"""The forecaster: gradient boosted trees that say how a price will change within a month of working days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits

from market.history import PRODUCTS

HORIZON = 20
"""Working days that are predicted."""
LEARNED = (1, 2, 3, 5, 8, 12, 16, 20)
"""Days ahead that the model learns from; those between are near enough."""
TESTED = 250
"""Working days of the backtest, the last of the history."""
FOLDS = 2
"""How often the backtest trains anew, as one would as time goes on."""
LIKELY = (0.1, 0.9)
"""Between these quantiles of the backtest's errors a price is expected: four times of five."""
STEP = 20
"""Trees after which a training says how far it is, and can be cancelled."""

Report = Callable[[float, str], None]
"""Is told of the part that is done (1 is all) and of what goes on; whatever it raises ends the training."""
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Parameters:
    """What a person may choose."""

    trees: int = 150
    learning_rate: float = 0.08
    years: int = 7
    """How many years of history to learn from, at most."""


@dataclass(frozen=True)
class Backtest:
    """How wrong the model would have been in the last year, had it been used; and how wrong "as today" would have been."""

    begin: str
    end: str
    forecasts: int
    mape: float
    """The mean absolute percentage error: 0.05 is five percent."""
    naive_mape: float
    """That of saying that prices stay as they are."""
    by_day: list[dict[str, float]]
    """`days` ahead, `mape`, `naive_mape`."""
    by_product: dict[str, float]
    low: list[float]
    """For each day ahead, the logarithm of what a price is of its forecast when it comes out low."""
    high: list[float]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain data."""
        return asdict(self)


def trained(
    prices: pd.DataFrame, parameters: Parameters, report: Report
) -> tuple[HistGradientBoostingRegressor, Backtest]:
    """Return a model that knows all of the history, and the backtest of models that did not."""
    # One core: whoever else is served by this machine has the others.
    with threadpool_limits(1):
        return _trained(prices, parameters, report)


def _trained(
    prices: pd.DataFrame, parameters: Parameters, report: Report
) -> tuple[HistGradientBoostingRegressor, Backtest]:
    samples = _samples(prices)
    samples = samples[samples["date"] >= samples["date"].max() - pd.DateOffset(years=parameters.years)]
    parts = FOLDS + 1

    def told(part: int, text: str) -> Report:
        return lambda done, _: report((part + done) / parts, text)

    tests = [
        _tested(samples, parameters, begin, end, told(number, f"Backtest {number + 1} of {FOLDS}"))
        for number, (begin, end) in enumerate(_folds(samples))
    ]
    backtest = _summary(pd.concat(tests))
    model = _fitted(samples, parameters, told(FOLDS, "Training on the whole history"))
    return model, backtest


def predicted(model: HistGradientBoostingRegressor, prices: pd.DataFrame, product: str, days: int) -> pd.DataFrame:
    """Return `date` and `price` of the next working days."""
    known = _features(_wide(prices)[[product]]).groupby("product").tail(1)
    ahead = pd.concat([_ahead(known, number) for number in range(1, days + 1)])
    price = ahead["last"] * np.exp(model.predict(_inputs(ahead)))
    return pd.DataFrame({"date": ahead["target_date"].to_numpy(), "price": price.to_numpy()})


# --- what is learned from ---------------------------------------------------------------------------------------------


def _wide(prices: pd.DataFrame) -> pd.DataFrame:
    return prices.pivot(index="date", columns="product", values="price").sort_index()


def _features(wide: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of each product at the end of each day, from that day and those before."""
    log = np.log(wide)
    columns = {f"change_{days}": log - log.shift(days) for days in (1, 5, 20, 60)}
    columns |= {f"above_{days}": log - log.rolling(days).mean() for days in (10, 60, 250)}
    columns["restless"] = log.diff().rolling(20).std()
    columns["last"] = wide
    frame = pd.concat({name: each.stack(future_stack=True) for name, each in columns.items()}, axis=1).dropna()
    return frame.reset_index()


def _ahead(features: pd.DataFrame, days: int) -> pd.DataFrame:
    """Return the features with the day that is asked for."""
    target = features["date"] + pd.offsets.BusinessDay(days)
    return features.assign(days=days, target_date=target)


def _samples(prices: pd.DataFrame) -> pd.DataFrame:
    """Return features of days whose future is known, with what came (`change`, as a difference of logarithms)."""
    wide = _wide(prices)
    features = _features(wide)
    log = np.log(wide)
    parts = []
    for days in LEARNED:
        came = (log.shift(-days) - log).stack(future_stack=True).rename("change").reset_index()
        parts.append(_ahead(features, days).merge(came, on=["date", "product"]))
    return pd.concat(parts, ignore_index=True).dropna()


def _inputs(frame: pd.DataFrame) -> pd.DataFrame:
    now = 2 * np.pi * frame["date"].dt.day_of_year / 365.25
    then = 2 * np.pi * frame["target_date"].dt.day_of_year / 365.25
    calendar = {"sin": np.sin(then), "cos": np.cos(then), "more_sin": np.sin(then) - np.sin(now)}
    calendar["more_cos"] = np.cos(then) - np.cos(now)
    names = [name for name in frame if name.startswith(("change_", "above_"))]
    kind = frame["product"].map({name: number for number, name in enumerate(PRODUCTS)})
    return frame[[*names, "restless", "days"]].assign(kind=kind.astype(float), **calendar)


def _fitted(samples: pd.DataFrame, parameters: Parameters, report: Report) -> HistGradientBoostingRegressor:
    inputs, wanted = _inputs(samples), samples["change"].to_numpy()
    model = HistGradientBoostingRegressor(
        learning_rate=parameters.learning_rate,
        max_leaf_nodes=15,
        min_samples_leaf=200,
        l2_regularization=1.0,
        early_stopping=False,
        warm_start=True,
        random_state=0,
    )
    for trees in [*range(STEP, parameters.trees, STEP), parameters.trees]:
        model.max_iter = trees
        model.fit(inputs, wanted)
        report(trees / parameters.trees, "")
    return model


# --- the backtest -----------------------------------------------------------------------------------------------------


def _folds(samples: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    days = pd.DatetimeIndex(sorted(samples["date"].unique()))[-TESTED:]
    parts = np.array_split(np.arange(len(days)), FOLDS)
    return [(days[part[0]], days[part[-1]]) for part in parts]


def _tested(
    samples: pd.DataFrame, parameters: Parameters, begin: pd.Timestamp, end: pd.Timestamp, report: Report
) -> pd.DataFrame:
    """Return forecasts made from `begin` to `end` by a model that knows no price of `begin` or later."""
    model = _fitted(samples[samples["target_date"] < begin], parameters, report)
    asked = samples[samples["date"].between(begin, end)]
    return asked[["date", "target_date", "product", "days", "change"]].assign(expected=model.predict(_inputs(asked)))


def _summary(tests: pd.DataFrame) -> Backtest:
    error = tests["change"] - tests["expected"]
    # Relative to what came: |forecast - came| / came.
    wrong = tests.assign(error=error, model=np.expm1(-error).abs(), naive=np.expm1(-tests["change"]).abs())
    by_day = wrong.groupby("days")[["model", "naive"]].mean()
    limits = wrong.groupby("days")["error"].quantile(list(LIKELY)).unstack()
    every = np.arange(1, HORIZON + 1)
    low, high = (np.interp(every, limits.index, limits[each]).round(5).tolist() for each in LIKELY)
    return Backtest(
        begin=f"{tests['date'].min():%Y-%m-%d}",
        end=f"{tests['target_date'].max():%Y-%m-%d}",
        forecasts=len(tests),
        mape=float(wrong["model"].mean()),
        naive_mape=float(wrong["naive"].mean()),
        by_day=[
            {"days": int(days), "mape": float(row["model"]), "naive_mape": float(row["naive"])}
            for days, row in by_day.iterrows()
        ],
        by_product={str(name): float(each) for name, each in wrong.groupby("product")["model"].mean().items()},
        low=low,
        high=high,
    )
