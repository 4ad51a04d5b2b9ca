"""The real API over HTTP, with its tables in a bucket; and tables that change."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import requests

from energy.api.tables import StorageError, Tables
from energy.history import AREAS, CONSUMER_TYPES, INDEX, VALUE
from energy.storage import Storage
from tests.examples.energy.conftest import NOW, Bucket, api, client, s3_options, s3_server

HOUR = int(NOW.timestamp()) // 3600
"""The first hour that is forecast."""


def got(url: str, status: int = 200) -> Any:
    answer = requests.get(url, timeout=20)
    assert answer.status_code == status, answer.text
    return answer.json()


def hours(frame: pd.DataFrame) -> list[int]:
    return [int(each.timestamp()) // 3600 for each in frame.index.get_level_values("datetime_utc")]


def test_health(api_url: str) -> None:
    assert got(f"{api_url}/health") == {"name": "Energy forecasts", "api_version": "1.0.0"}


def test_areas_and_consumer_types(api_url: str) -> None:
    assert got(f"{api_url}/area_values") == {"values": list(AREAS)}
    assert got(f"{api_url}/consumer_type_values") == {"values": sorted(CONSUMER_TYPES)}


def test_predictions_come_with_the_last_week(api_url: str, bucket: Bucket) -> None:
    answer = got(f"{api_url}/predictions/2/119")
    assert list(answer) == ["datetime_utc", "energy_consumption", "preds_datetime_utc", "preds_energy_consumption"]
    assert answer["preds_datetime_utc"] == list(range(HOUR, HOUR + 24))
    storage = Storage(bucket.url, bucket.options)
    assert answer["preds_energy_consumption"] == storage.read("predictions").loc[(2, 119), VALUE].tolist()
    week = storage.read("y").loc[(2, 119)]
    week = week[week.index >= NOW - pd.Timedelta(days=7)]
    assert answer["datetime_utc"] == hours(week)
    assert answer["energy_consumption"] == week[VALUE].tolist()
    assert 150 < len(week) <= 168


def test_hours_that_were_not_metered_are_left_out(api_url: str) -> None:
    answers = [got(f"{api_url}/predictions/{area}/{kind}") for area in AREAS for kind in CONSUMER_TYPES]
    assert any(len(answer["datetime_utc"]) < 168 for answer in answers)
    assert all(answer["datetime_utc"] == sorted(set(answer["datetime_utc"])) for answer in answers)


def test_monitoring_metrics_are_of_all_series(api_url: str, bucket: Bucket) -> None:
    answer = got(f"{api_url}/monitoring/metrics")
    assert list(answer) == ["datetime_utc", "mape"]
    table = Storage(bucket.url, bucket.options).read("metrics_monitoring")
    mape = table["mape"].groupby("datetime_utc").mean()
    assert answer["datetime_utc"] == hours(mape.to_frame())
    assert answer["mape"] == pytest.approx(mape.tolist())


def test_monitoring_values_have_both_spellings(api_url: str, bucket: Bucket) -> None:
    answer = got(f"{api_url}/monitoring/values/1/111")
    assert list(answer) == [
        "y_monitoring_datetime_utc",
        "y_monitoring_energy_consumption",
        "predictions_monitoring_datetime_utc",
        "predictions_monitoring_energy_consumption",
        "predictions_monitoring_energy_consumptionc",
    ]
    storage = Storage(bucket.url, bucket.options)
    for name in ("y_monitoring", "predictions_monitoring"):
        table = storage.read(name).loc[(1, 111)]
        assert answer[f"{name}_datetime_utc"] == hours(table)
        assert answer[f"{name}_energy_consumption"] == table[VALUE].tolist()
    predicted = answer["predictions_monitoring_energy_consumption"]
    assert answer["predictions_monitoring_energy_consumptionc"] == predicted


@pytest.mark.parametrize("route", ["predictions", "monitoring/values"])
def test_pairs_that_there_are_not(api_url: str, route: str) -> None:
    assert got(f"{api_url}/{route}/3/111", 404) == {"detail": "There is no area 3 with consumer type 111."}
    assert got(f"{api_url}/{route}/1/5", 404) == {"detail": "There is no area 1 with consumer type 5."}
    assert got(f"{api_url}/{route}/west/111", 422)["detail"][0]["loc"] == ["path", "area"]


def test_the_documentation_is_below_the_version(api_url: str) -> None:
    described = got(f"{api_url}/openapi.json")
    assert set(described["paths"]) == {
        "/api/v1/health",
        "/api/v1/area_values",
        "/api/v1/consumer_type_values",
        "/api/v1/predictions/{area}/{consumer_type}",
        "/api/v1/monitoring/metrics",
        "/api/v1/monitoring/values/{area}/{consumer_type}",
    }
    responses = described["paths"]["/api/v1/predictions/{area}/{consumer_type}"]["get"]["responses"]
    assert set(responses) == {"200", "404", "422", "503"}
    assert "swagger" in requests.get(f"{api_url}/docs", timeout=20).text


def test_settings_come_from_env_and_a_new_table_is_served_without_a_restart(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("APP_API_NAME=Ours\nAPP_API_STORAGE_URL=there\nAPP_API_CHECK_SECONDS=0\nOTHER=1\n")
    with api(tmp_path) as url:
        assert got(f"{url}/health")["name"] == "Ours"
        assert "was not written yet" in got(f"{url}/area_values", 503)["detail"]
        storage = Storage(str(tmp_path / "there"))
        storage.write("predictions", table(1, 111))
        assert got(f"{url}/area_values") == {"values": [1]}
        storage.write("predictions", table(2, 111))
        assert got(f"{url}/area_values") == {"values": [2]}


def table(area: int, kind: int, count: int = 3) -> pd.DataFrame:
    times = pd.date_range(NOW, periods=count, freq="h")
    index = pd.MultiIndex.from_product([[area], [kind], times], names=INDEX)
    return pd.DataFrame({VALUE: [1.5] * count}, index=index)


def test_keys_that_may_only_read_are_enough(tmp_path: Path) -> None:
    with s3_server(tmp_path) as options:
        storage = Storage("s3://forecasts/dk", options)
        storage.write("predictions", table(1, 111))
        url = f"http://{options['endpoint_override']}"
        iam = client("iam", url)
        iam.create_user(UserName="reader")
        may = {"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [may]})
        iam.put_user_policy(UserName="reader", PolicyName="read", PolicyDocument=policy)
        keys = iam.create_access_key(UserName="reader")["AccessKey"]
        requests.post(f"{url}/moto-api/reset-auth", data="0", timeout=20)  # from here on keys are checked
        reading = s3_options(url, keys["AccessKeyId"], keys["SecretAccessKey"])
        with pytest.raises(OSError, match="ACCESS_DENIED|AccessDenied|not authorized"):
            Storage("s3://forecasts/dk", reading).write("predictions", table(2, 111))
        with api(tmp_path, **Bucket(storage.url, reading).environment()) as served:
            assert got(f"{served}/area_values") == {"values": [1]}
        stranger = s3_options(url, "nobody", "nothing")
        with pytest.raises(StorageError, match="could not be read"):
            Tables(Storage("s3://forecasts/dk", stranger))["predictions"]


def test_a_table_is_read_once_until_it_changes(s3: dict[str, Any]) -> None:
    now = time.monotonic()
    storage = Storage("s3://forecasts/changing", s3)
    tables = Tables(storage, 5, lambda: now)
    storage.write("y", table(1, 111))
    assert len({id(tables["y"]) for _ in range(5)}) == tables.reads == 1
    now += 6
    assert len(tables["y"]) == 3 and tables.reads == 1
    storage.write("y", table(1, 111, 4))
    assert len(tables["y"]) == 3
    now += 6
    assert len(tables["y"]) == 4 and tables.reads == 2


def test_a_storage_that_is_away_costs_nothing_that_was_read(tmp_path: Path) -> None:
    storage = Storage(str(tmp_path))
    storage.write("y", table(1, 111))
    tables = Tables(storage, 0)
    assert len(tables["y"]) == 3
    (tmp_path / "y.parquet").write_bytes(b"half of a fi")
    assert len(tables["y"]) == 3
    (tmp_path / "y.parquet").unlink()
    assert len(tables["y"]) == 3
    with pytest.raises(StorageError, match="has no table 'predictions': it was not written yet"):
        tables["predictions"]


def test_times_of_other_kinds_are_read() -> None:
    storage = Storage("memory://kinds")
    flat = table(1, 111).reset_index()
    naive = flat.assign(datetime_utc=flat["datetime_utc"].dt.tz_localize(None))
    periods = naive.assign(datetime_utc=naive["datetime_utc"].dt.to_period("h"))
    for each in (naive, periods, naive.assign(datetime_utc=[HOUR, HOUR + 1, HOUR + 2])):
        storage.write("y", each.set_index(INDEX))
        assert Tables(storage)["y"]["datetime_utc"].tolist() == [HOUR, HOUR + 1, HOUR + 2]
