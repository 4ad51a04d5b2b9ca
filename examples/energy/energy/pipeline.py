"""The pipeline: history, model, backtest, forecasts of the next day and how good those before were, written as Parquet.

python -m energy.pipeline --url data

Where to is what the API's settings say, if nothing else is said.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict, dataclass

import pandas as pd
from threadpoolctl import threadpool_limits

from energy.api.settings import Settings
from energy.forecaster import HORIZON, HOUR, LAGS, absolute_percentage_error, backtest, features, forecast, trained
from energy.history import consumption
from energy.storage import Storage

DAYS = 60
MONITORED = 24 * 7
"""Hours for which forecasts are compared with what came."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has found."""

    until: str
    rows: int
    backtest_mape: float
    """Of the model, a day ahead, in the last week that it had not seen."""
    naive_mape: float
    """Of saying what was a week before, for the same hours."""


# On processors that are shared, threads which wait for each other take many times as long as one.
@threadpool_limits.wrap(limits=1, user_api="openmp")
def run(storage: Storage, now: pd.Timestamp | None = None, days: int = DAYS) -> Report:
    """Forecast the 24 hours from `now` on, and write all tables."""
    now = pd.Timestamp.now("UTC").floor("h") if now is None else now.floor("h")
    begin = now - days * 24 * HOUR
    y = consumption(begin, now)
    X = features(y, _hours(begin + max(LAGS) * HOUR, now))
    tried = backtest(X, y, MONITORED)
    naive = X.loc[tried.index, ["lag_168"]].set_axis(tried.columns, axis="columns").dropna()
    predictions = forecast(trained(X, y), features(y, _hours(now, now + HORIZON * HOUR)))
    monitored = _monitored(storage, tried, now)
    came = y.loc[monitored.index.intersection(y.index)]
    tables = {
        "X": X,
        "y": y,
        "predictions": predictions,
        "y_monitoring": came,
        "predictions_monitoring": monitored,
        "metrics_monitoring": absolute_percentage_error(came, monitored),
    }
    for name, table in tables.items():
        storage.write(name, table)
    errors = (float(absolute_percentage_error(y, each)["mape"].mean()) for each in (tried, naive))
    return Report(now.isoformat(), len(X), *errors)


def _hours(begin: pd.Timestamp, end: pd.Timestamp) -> pd.DatetimeIndex:
    return pd.date_range(begin, end, freq="h", inclusive="left", name="datetime_utc")


def _monitored(storage: Storage, tried: pd.DataFrame, now: pd.Timestamp) -> pd.DataFrame:
    """Return forecasts of hours that have passed: as they were served, and of hours without, those of the backtest."""
    known: pd.DataFrame | None = None
    for name in ("predictions", "predictions_monitoring"):
        try:
            served = storage.read(name)
        except FileNotFoundError:
            continue
        known = served if known is None else known.combine_first(served)
    known = tried if known is None else known.combine_first(tried)
    passed = known.index.get_level_values("datetime_utc")
    return known[(passed >= now - MONITORED * HOUR) & (passed < now)].sort_index()


def main() -> None:
    """Run once, or again and again."""
    parser = argparse.ArgumentParser(description="Forecast the energy consumption of the next 24 hours.")
    settings = Settings()
    parser.add_argument(
        "--url", default=settings.storage_url, help=f"a folder, s3://, gs:// ...; {settings.storage_url} if not given"
    )
    parser.add_argument(
        "--options",
        type=json.loads,
        default=settings.storage_options,
        help='of the file system, as JSON: \'{"endpoint_override": "minio:9000", "scheme": "http"}\'',
    )
    parser.add_argument("--days", type=int, default=DAYS, help=f"of history, at least 21; {DAYS} if not given")
    parser.add_argument("--every", type=float, metavar="MINUTES", help="run again so often; once if not given")
    words = parser.parse_args()
    if words.days < 21:
        parser.error(
            f"--days must be at least 21, not {words.days}: a week to try, a week of lags, a week to learn from."
        )
    storage = Storage(words.url, words.options)
    while True:
        print(json.dumps(asdict(run(storage, days=words.days))), flush=True)
        if words.every is None:
            return
        time.sleep(words.every * 60)


if __name__ == "__main__":
    main()
