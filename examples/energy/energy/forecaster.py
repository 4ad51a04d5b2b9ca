"""The forecaster: gradient boosted trees on what was consumed at that hour of the last seven days, and on the calendar."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingRegressor

from energy.history import INDEX, VALUE

HORIZON = 24
"""Hours that are forecast. No feature may know of less than as many hours ago."""
LAGS = tuple(range(24, 24 * 7 + 1, 24))
HOUR = pd.Timedelta(hours=1)
SERIES = INDEX[:2]
BASE = "mean_of_a_day"


def features(y: pd.DataFrame, hours: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the features of these hours, for every series of `y`."""
    wide = y[VALUE].unstack(SERIES)
    reach = pd.date_range(hours[0] - max(LAGS) * HOUR, hours[-1], freq="h", name="datetime_utc")
    wide = wide.reindex(reach)
    columns = {f"lag_{lag}": wide.shift(lag) for lag in LAGS}
    columns[BASE] = wide.shift(HORIZON).rolling(24, min_periods=6).mean()
    columns["mean_of_a_week"] = wide.shift(HORIZON).rolling(24 * 6, min_periods=24).mean()
    X = pd.DataFrame({name: frame.loc[hours].stack(SERIES, future_stack=True) for name, frame in columns.items()})
    X = X.reorder_levels(INDEX).sort_index()
    return X.assign(**_calendar(X))


def _calendar(X: pd.DataFrame) -> dict[str, object]:
    time = pd.DatetimeIndex(X.index.get_level_values("datetime_utc"))
    turn = 2 * np.pi * time.day_of_year.to_numpy() / 365.25
    return {
        "hour": time.hour.to_numpy(),
        "weekday": time.day_of_week.to_numpy(),
        "year_sin": np.sin(turn),
        "year_cos": np.cos(turn),
        "price_area": X.index.get_level_values("area").to_numpy(),
        "type": X.index.get_level_values("consumer_type").to_numpy(),
    }


def trained(X: pd.DataFrame, y: pd.DataFrame) -> HistGradientBoostingRegressor:
    """Return a model that has learned from the hours that both have."""
    both = X.index.intersection(y.index)
    known = X.loc[both]
    model = HistGradientBoostingRegressor(
        max_iter=150,
        learning_rate=0.06,
        max_leaf_nodes=20,
        min_samples_leaf=40,
        categorical_features=["price_area", "type"],
        random_state=0,
    )
    return model.fit(_relative(known), np.log(y.loc[both, VALUE] / known[BASE]).to_numpy())


def forecast(model: HistGradientBoostingRegressor, X: pd.DataFrame) -> pd.DataFrame:
    """Return what the model expects."""
    return pd.DataFrame({VALUE: (np.exp(model.predict(_relative(X))) * X[BASE]).round(1)}, index=X.index)


def _relative(X: pd.DataFrame) -> pd.DataFrame:
    """Return features that say by how much hours differed from the mean of the last day known, as the model does.

    Series differ a hundredfold, and levels go where they never were: what is learned of ratios holds for all.
    """
    values = [name for name in X if name.startswith(("lag_", "mean_")) and name != BASE]
    return X.drop(columns=BASE).assign(**{name: np.log(X[name] / X[BASE]) for name in values})


def backtest(X: pd.DataFrame, y: pd.DataFrame, hours: int) -> pd.DataFrame:
    """Return forecasts of the last hours, a day ahead, by a model that has seen none of them."""
    time = X.index.get_level_values("datetime_utc")
    begin = time.max() - (hours - 1) * HOUR
    return forecast(trained(X[time < begin], y), X[time >= begin])


def absolute_percentage_error(y: pd.DataFrame, predictions: pd.DataFrame) -> pd.DataFrame:
    """Return `mape` of each series and hour that both have: 0.05 is five percent. Its mean is the MAPE of a time."""
    both = predictions.index.intersection(y.index)
    observed, expected = y.loc[both, VALUE], predictions.loc[both, VALUE]
    return pd.DataFrame({"mape": (expected - observed).abs() / observed}).sort_index()
