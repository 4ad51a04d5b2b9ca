"""The dashboards with the real API, and without."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import requests

import rushlight as st
from rushlight.testing import AppTest
from tests.examples.energy.conftest import HOME, Bucket, api, free_port

NAMES = ["predictions", "monitoring"]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    st.cache_data.clear()
    yield
    st.cache_data.clear()


def opened(name: str) -> AppTest:
    app = AppTest.from_file(HOME / "dashboards" / f"{name}.py", default_timeout=60).run()
    assert not app.exception
    return app


def traces(app: AppTest, number: int = 0) -> dict[str, Any]:
    figure = json.loads(app.get("plotly_chart")[number].proto.figure)
    return {each["name"]: each for each in figure["data"]}


def metric(app: AppTest, label: str) -> str:
    return next(each.value for each in app.metric if each.label == label)


@pytest.fixture
def served(api_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("ENERGY_API_URL", api_url)
    return api_url


def series_with_a_gap(url: str, route: str, times: str) -> tuple[int, int, dict[str, Any]]:
    """Return a series that has a missing hour between others."""
    for area in (1, 2):
        for kind in requests.get(f"{url}/consumer_type_values", timeout=20).json()["values"]:
            answer = requests.get(f"{url}/{route}/{area}/{kind}", timeout=20).json()
            if len(answer[times]) < answer[times][-1] - answer[times][0] + 1:
                return area, kind, answer
    raise AssertionError("no series has a gap")


def test_predictions_of_the_chosen_series(served: str) -> None:
    app = opened("predictions")
    assert [box.value for box in app.selectbox] == [1, 111]
    app.selectbox(key="area").select(2).run()
    app.selectbox(key="consumer_type").select(320).run()
    assert not app.exception
    answer = requests.get(f"{served}/predictions/2/320", timeout=20).json()
    drawn = app.dataframe[0].value
    assert drawn["kWh"].tolist() == answer["preds_energy_consumption"]
    assert metric(app, "Highest hour") == f"{max(answer['preds_energy_consumption']):,.0f} kWh"
    assert set(traces(app)) == {"Observed", "Predicted"}


def test_missing_hours_are_gaps(served: str) -> None:
    area, kind, answer = series_with_a_gap(served, "predictions", "datetime_utc")
    app = AppTest.from_file(HOME / "dashboards" / "predictions.py", default_timeout=60)
    app.query_params["area"], app.query_params["consumer_type"] = str(area), str(kind)
    app.run()
    assert not app.exception
    assert [box.value for box in app.selectbox] == [area, kind]
    times = answer["datetime_utc"]
    missing = times[-1] - times[0] + 1 - len(times)
    assert metric(app, "Hours of the week without a reading") == str(missing)
    observed = traces(app)["Observed"]
    assert observed["connectgaps"] is False
    drawn = np.frombuffer(b64decode(observed["y"]["bdata"]), observed["y"]["dtype"])
    assert np.isnan(drawn).sum() == missing
    assert drawn[~np.isnan(drawn)].tolist() == answer["energy_consumption"]


def test_hours_are_filled_with_nothing(served: str) -> None:
    opened("predictions")
    from forecasts import hourly

    found = hourly([490803, 490800, 490801], [3.0, 0.0, 1.0])
    assert found.index[0] == pd.Timestamp(490800 * 3600, unit="s", tz="UTC")
    assert found.isna().tolist() == [False, False, True, False]
    assert hourly([], []).empty


def test_monitoring_shows_the_error_and_both_lines(served: str) -> None:
    app = opened("monitoring")
    answer = requests.get(f"{served}/monitoring/metrics", timeout=20).json()
    mean = sum(answer["mape"]) / len(answer["mape"])
    assert metric(app, "MAPE of all hours shown") == f"{mean:.1%}"
    assert set(traces(app, 0)) == {"Hour", "Mean of 24 hours"}
    assert set(traces(app, 1)) == {"Observed", "Predicted"}
    before = traces(app, 1)["Predicted"]["y"]
    app.selectbox(key="area").select(2).run()
    assert not app.exception
    assert traces(app, 1)["Predicted"]["y"] != before


@pytest.mark.parametrize("name", NAMES)
def test_an_api_that_is_down_is_told_of_until_it_is_back(
    name: str, bucket: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/api/v1"
    monkeypatch.setenv("ENERGY_API_URL", url)
    app = opened(name)
    assert "the API does not serve them" in app.error[0].value
    assert url in app.error[0].value
    assert not app.get("plotly_chart")
    with api(tmp_path, port, **bucket.environment()):
        app.button[0].click().run()
        assert not app.exception and not app.error
        assert app.get("plotly_chart")


@pytest.mark.parametrize("name", NAMES)
def test_an_api_without_tables_says_what_is_missing(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with api(tmp_path, APP_API_STORAGE_URL="nothing") as url:
        monkeypatch.setenv("ENERGY_API_URL", url)
        app = opened(name)
        assert "answers 503: nothing has no table" in app.error[0].value
