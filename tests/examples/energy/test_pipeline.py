"""The history, the forecaster and what the pipeline writes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from energy.forecaster import absolute_percentage_error, features
from energy.history import AREAS, CONSUMER_TYPES, INDEX, VALUE, consumption
from energy.pipeline import run
from energy.storage import Storage
from tests.examples.energy.conftest import DAYS, NOW, Bucket, started

HOUR = pd.Timedelta(hours=1)
TABLES = ["X", "y", "predictions", "y_monitoring", "predictions_monitoring", "metrics_monitoring"]


def hours(frame: pd.DataFrame) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(frame.index.get_level_values("datetime_utc"))


def test_the_history_of_an_hour_is_the_same_whenever_it_is_asked_for() -> None:
    whole = consumption(NOW - 30 * 24 * HOUR, NOW)
    part = consumption(NOW - 100 * HOUR, NOW - 7 * HOUR)
    assert len(part) > 1000
    assert whole.loc[part.index].equals(part)


def test_the_history_has_seasons_areas_noise_and_hours_that_were_not_metered() -> None:
    year = consumption(NOW - 365 * 24 * HOUR, NOW)
    time = hours(year)
    by_type = year[VALUE].groupby([year.index.get_level_values("consumer_type"), time.hour]).mean().unstack()
    assert (by_type.max(axis=1) > 1.1 * by_type.min(axis=1)).all()
    assert year[VALUE][time.month == 1].mean() > 1.1 * year[VALUE][time.month == 7].mean()
    working = time.day_of_week < 5
    by_week = year[VALUE].groupby([year.index.get_level_values("consumer_type"), working]).mean().unstack()
    assert ((by_week[True] / by_week[False] - 1).abs() > 0.02).sum() > len(CONSUMER_TYPES) / 2
    levels = year[VALUE].groupby(["area", "consumer_type"]).mean().unstack("area")
    assert ((levels[1] / levels[2] - 1).abs() > 0.01).mean() > 0.8
    expected = 365 * 24 * len(AREAS) * len(CONSUMER_TYPES)
    assert 0.95 * expected < len(year) < expected


def test_forecasts_know_nothing_of_what_came_after_they_were_made() -> None:
    begin = NOW - 20 * 24 * HOUR
    ahead = pd.date_range(NOW, NOW + 24 * HOUR, freq="h", inclusive="left", name="datetime_utc")
    known = features(consumption(begin, NOW), ahead)
    later = features(consumption(begin, NOW + 24 * HOUR), ahead)
    pd.testing.assert_frame_equal(known, later)
    assert known.index.names == INDEX
    one = known.xs((1, 111)).index[5]
    y = consumption(begin, NOW)
    assert known.loc[(1, 111, one), "lag_24"] == y.loc[(1, 111, one - 24 * HOUR), VALUE]


def test_mape_is_computed_of_hours_that_both_have() -> None:
    index = pd.MultiIndex.from_tuples([(1, 111, NOW + n * HOUR) for n in range(3)], names=INDEX)
    y = pd.DataFrame({VALUE: [100.0, 200.0]}, index=index[:2])
    predictions = pd.DataFrame({VALUE: [110.0, 150.0, 7.0]}, index=index)
    assert absolute_percentage_error(y, predictions)["mape"].tolist() == pytest.approx([0.1, 0.25])


def test_all_tables_are_in_the_bucket_and_indexed(bucket: Bucket) -> None:
    storage = Storage(bucket.url, bucket.options)
    tables = {name: storage.read(name) for name in TABLES}
    assert all(list(table.index.names) == INDEX and len(table) for table in tables.values())
    assert hours(tables["predictions"]).unique().tolist() == [NOW + n * HOUR for n in range(24)]
    assert len(tables["predictions"]) == 24 * len(AREAS) * len(CONSUMER_TYPES)
    assert hours(tables["y"]).max() == hours(tables["y_monitoring"]).max() == NOW - HOUR
    again = absolute_percentage_error(tables["y_monitoring"], tables["predictions_monitoring"])
    pd.testing.assert_frame_equal(again, tables["metrics_monitoring"])


def test_the_model_is_better_than_last_week_and_what_was_served_is_monitored(tmp_path: Path) -> None:
    storage = Storage(str(tmp_path / "data"))
    first = run(storage, NOW)
    assert 0 < first.backtest_mape < first.naive_mape < 0.2
    served = storage.read("predictions")
    run(storage, NOW + 6 * HOUR, DAYS)
    monitored = storage.read("predictions_monitoring")
    passed = served[hours(served) < NOW + 6 * HOUR]
    assert len(passed) == 6 * len(AREAS) * len(CONSUMER_TYPES)
    assert monitored.loc[passed.index].equals(passed)
    assert hours(monitored).max() == NOW + 5 * HOUR
    # The next day comes true about as well as the backtest has said.
    later = consumption(NOW, NOW + 24 * HOUR)
    assert absolute_percentage_error(later, served)["mape"].mean() < 2.5 * first.backtest_mape
    assert np.isfinite(storage.read("metrics_monitoring")["mape"]).all()


def test_the_command_says_what_it_has_found(tmp_path: Path) -> None:
    with started("-m", "energy.pipeline", "--days", "21", "--url", "there", url="", folder=tmp_path) as process:
        assert process.wait(120) == 0
    report = json.loads((tmp_path / "log.txt").read_text())
    assert report["rows"] > 0 and 0 < report["backtest_mape"] < 0.3
    assert sorted(path.stem for path in (tmp_path / "there").iterdir()) == sorted(TABLES)


def test_too_few_days_are_refused(tmp_path: Path) -> None:
    with started("-m", "energy.pipeline", "--days", "3", url="", folder=tmp_path) as process:
        assert process.wait(60) == 2
    assert "--days must be at least 21, not 3" in (tmp_path / "log.txt").read_text()
