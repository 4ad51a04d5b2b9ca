"""The forecaster: gradient boosted trees on what was consumed a day, two days and a week before, and on the calendar."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.compose import TransformedTargetRegressor
from sklearn.ensemble import HistGradientBoostingRegressor

from energy.history import INDEX, VALUE

HORIZON = 24
"""Hours that are forecast. No feature may know of less than as many hours ago."""
LAGS = (24, 48, 72, 168)
HOUR = pd.Timedelta(hours=1)
SERIES = INDEX[:2]


def features(y: pd.DataFrame, hours: pd.DatetimeIndex) -> pd.DataFrame:
    """Return the features of these hours, for every series of `y`."""
    wide = y[VALUE].unstack(SERIES)
    reach = pd.date_range(hours[0] - max(LAGS) * HOUR, hours[-1], freq="h", name="datetime_utc")
    wide = wide.reindex(reach)
    columns = {f"lag_{lag}": wide.shift(lag) for lag in LAGS}
    columns["mean_of_a_day"] = wide.shift(HORIZON).rolling(24, min_periods=6).mean()
    columns["mean_of_a_week"] = wide.shift(HORIZON).rolling(24 * 6, min_periods=24).mean()
    X = pd.DataFrame({name: frame.loc[hours].stack(SERIES, future_stack=True) for name, frame in columns.items()})
    X = X.reorder_levels(INDEX).sort_index()
    return X.assign(**_calendar(X))


def _calendar(X: pd.DataFrame) -> dict[str, object]:
    time = pd.DatetimeIndex(X.index.get_level_values("datetime_utc"))
    turn = 2 * np.pi * time.dayofyear.to_numpy() / 365.25
    return {
        "hour": time.hour.to_numpy(),
        "weekday": time.dayofweek.to_numpy(),
        "year_sin": np.sin(turn),
        "year_cos": np.cos(turn),
        "price_area": X.index.get_level_values("area").to_numpy(),
        "type": X.index.get_level_values("consumer_type").to_numpy(),
    }


def trained(X: pd.DataFrame, y: pd.DataFrame) -> TransformedTargetRegressor:
    """Return a model that has learned from the hours that both have."""
    both = X.index.intersection(y.index)
    # Series differ a hundredfold: the logarithm makes their errors relative ones, as MAPE counts them.
    model = TransformedTargetRegressor(
        HistGradientBoostingRegressor(
            max_iter=150, learning_rate=0.1, max_leaf_nodes=40, categorical_features=["price_area"], random_state=0
        ),
        func=np.log,
        inverse_func=np.exp,
    )
    return model.fit(X.loc[both], y.loc[both, VALUE])


def forecast(model: TransformedTargetRegressor, X: pd.DataFrame) -> pd.DataFrame:
    """Return what the model expects."""
    return pd.DataFrame({VALUE: np.asarray(model.predict(X)).round(1)}, index=X.index)


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
