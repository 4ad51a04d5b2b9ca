"""Prices, trainings, models and predictions of the gateway."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import update

from tests.examples.market.conftest import HOME, SECRET, USER_PASSWORD, Gateway, People

SMALL = {"trees": 10, "learning_rate": 0.3, "years": 3}
ENDS_WITHIN = 120.0


def until(people: People, id: int, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Ask how a training is until it is as wanted."""
    end = time.monotonic() + ENDS_WITHIN
    pause = threading.Event()
    while not wanted(found := people.did("ada", "GET", f"training/{id}")):
        assert time.monotonic() < end, found
        pause.wait(0.05)
    return found


def ended(training: dict[str, Any]) -> bool:
    return training["ended"] is not None


def queue(people: People, who: str = "ada", title: str = "Ours", **parameters: Any) -> int:
    body = {"title": title, "parameters": {**SMALL, **parameters}}
    return people.did(who, "POST", "training", 202, json=body)["id"]


# --- prices -----------------------------------------------------------------------------------------------------------


def test_the_shipped_prices_are_those_that_are_generated() -> None:
    from market.history import FILE, PRODUCTS, generated, shipped

    made, file = generated(), shipped()
    pd.testing.assert_frame_equal(made, file, rtol=1e-6, atol=0.011)
    assert file["product"].unique().tolist() == list(PRODUCTS)
    assert FILE.stat().st_size < 1_000_000
    assert (file["price"] > 0).all() and not file.duplicated(["date", "product"]).any()


def test_products_and_their_last_prices(people: People) -> None:
    from market.history import shipped

    products = people.did("ada", "GET", "products")
    assert [each["title"] for each in products] == ["Wheat", "Coffee", "Cocoa", "Copper", "Timber", "Natural gas"]
    wheat = shipped().query("product == 'wheat'")["price"].to_numpy()
    assert products[0]["price"] == wheat[-1]
    assert products[0]["day"] == pytest.approx(wheat[-1] / wheat[-2] - 1)
    assert products[0]["month"] == pytest.approx(wheat[-1] / wheat[-21] - 1)


def test_prices_by_product_and_days(people: People) -> None:
    from market.history import shipped

    query = {"product": ["gas", "wheat", "gas"], "begin": "2024-02-28", "end": "2024-03-04"}
    gas, wheat = people.did("ada", "GET", "prices", params=query)
    assert gas["date"] == ["2024-02-28", "2024-02-29", "2024-03-01", "2024-03-04"]
    known = shipped().query("product == 'wheat'").set_index("date")["price"]
    assert wheat["price"] == known["2024-02-28":"2024-03-04"].tolist()
    assert wheat["unit"] == "EUR/t" and len(wheat["volume"]) == 4
    assert people.did("ada", "GET", "prices", params={"product": "gas", "begin": "2030-01-01"})[0]["date"] == []
    told = people.refused("ada", "GET", "prices", 422, params={**query, "end": "2020-01-01"})
    assert told == "The first day, 2024-02-28, is after the last, 2020-01-01."
    assert "no product 'oil'" in people.refused("ada", "GET", "prices", 404, params={"product": "oil"})
    assert people.ask("ada", "GET", "prices").status_code == 422
    assert people.ask("ada", "GET", "prices", params={"product": "gas", "begin": "soon"}).status_code == 422


# --- training ---------------------------------------------------------------------------------------------------------


def test_from_a_training_to_predictions(people: People) -> None:
    assert people.refused("ada", "GET", "predictions/wheat", 409) == "No model is active yet. Train one first."
    done = until(people, queue(people), ended)
    assert (done["state"], done["progress"], done["author"]) == ("done", 1.0, "ada")
    told = people.refused("ada", "POST", f"training/{done['id']}/cancel", 409)
    assert told == "The training has ended: done."
    (model,) = people.did("ada", "GET", "models")
    assert model["id"] == done["model"] and model["active"] and model["parameters"] == SMALL
    other = until(people, queue(people, "admin", "Theirs", trees=11), ended)["model"]
    assert [each["active"] for each in people.did("ada", "GET", "models")] == [True, False]
    check_predictions(people, "Ours")
    check_rights(people, model["id"], other)
    check_predictions(people, "Theirs")
    check_that_others_pickles_are_not_read(people, other)


def check_predictions(people: People, title: str) -> None:
    from market.history import shipped

    answer = people.did("ada", "GET", "predictions/wheat", params={"days": 20})
    known = shipped().query("product == 'wheat'")
    assert answer["model_title"] == title
    assert answer["last_price"] == known["price"].iloc[-1] and answer["known_until"] == "2026-06-30"
    assert answer["date"] == [f"{day:%Y-%m-%d}" for day in pd.bdate_range("2026-07-01", periods=20)]
    low, price, high = (np.array(answer[name]) for name in ("low", "price", "high"))
    assert (low < price).all() and (price < high).all()
    assert (high - low)[-1] > 2 * (high - low)[0]
    assert people.did("ada", "GET", "predictions/wheat", params={"days": 3})["price"] == answer["price"][:3]
    assert people.ask("ada", "GET", "predictions/wheat", params={"days": 21}).status_code == 422
    people.refused("ada", "GET", "predictions/oil", 404)


def check_rights(people: People, first: int, other: int) -> None:
    people.refused("ada", "POST", f"models/{other}/activate", 403)
    assert "delete models of others" in people.refused("ada", "DELETE", f"models/{other}", 403)
    assert "active model" in people.refused("ada", "DELETE", f"models/{first}", 409)
    assert people.did("admin", "POST", f"models/{other}/activate")["active"]
    people.refused("admin", "POST", "models/99/activate", 404)
    people.did("ada", "DELETE", f"models/{first}", 204)
    people.refused("ada", "DELETE", f"models/{first}", 404)


def check_that_others_pickles_are_not_read(people: People, model: int) -> None:
    from market.gateway.database import Model
    from market.gateway.forecasts import Market

    app: Any = people.client.app
    with app.state.sessions() as session:
        content = session.get(Model, model).content
        session.execute(update(Model).where(Model.id == model).values(content=content[:-1] + bytes([content[-1] ^ 1])))
        session.commit()
    app.state.market = Market(app.state.market.prices, SECRET.encode())
    assert "not signed by this gateway" in people.refused("ada", "GET", "predictions/wheat", 409)


def test_a_training_says_how_far_it_is_and_is_cancelled(people: People) -> None:
    id = queue(people, trees=2000)
    waiting = queue(people, title="Next")
    seen = until(people, id, lambda each: each["progress"] > 0)
    assert (seen["state"], seen["step"]) == ("running", "Backtest 1 of 2")
    assert people.did("ada", "POST", f"training/{waiting}/cancel")["state"] == "cancelled"
    people.did("ada", "POST", f"training/{id}/cancel")
    assert until(people, id, ended)["state"] == "cancelled"
    assert people.did("ada", "GET", "models") == []


def test_only_admins_cancel_trainings_of_others_and_nobody_queues_without_end(people: People) -> None:
    id = queue(people, "admin", trees=2000)
    assert "trainings of others" in people.refused("ada", "POST", f"training/{id}/cancel", 403)
    ids = [queue(people) for _ in range(3)]
    assert "3 trainings going on" in people.refused("ada", "POST", "training", 409, json={"title": "One more"})
    for each in [*ids, id]:
        people.did("admin", "POST", f"training/{each}/cancel")
    assert until(people, id, ended)["state"] == "cancelled"
    for wrong in (
        {"title": " "},
        {"title": "x", "parameters": {"trees": 5}},
        {"title": "x", "parameters": {"years": 1}},
    ):
        assert people.ask("ada", "POST", "training", json=wrong).status_code == 422
    people.refused("ada", "POST", "training/99/cancel", 404)


def test_a_training_outlives_the_gateway(gateway: Gateway) -> None:
    with gateway() as people:
        id = queue(people, trees=300)
        until(people, id, lambda each: each["progress"] > 0)
    with gateway() as people:
        seen = people.did("ada", "GET", f"training/{id}")
        assert seen["state"] in ("queued", "running")
        people.did("ada", "POST", f"training/{id}/cancel")
        assert until(people, id, ended)["state"] == "cancelled"


def test_a_training_that_was_left_behind_is_begun_anew(gateway: Gateway) -> None:
    from market.gateway.database import Training

    with gateway() as people:
        with people.client.app.state.sessions() as session:  # type: ignore[attr-defined]
            left = {"state": "running", "worker": "killed", "seen": time.time() - 61, "created": time.time()}
            training = Training(title="Left", author="ada", parameters=SMALL, **left)
            session.add(training)
            session.commit()
        assert until(people, training.id, ended)["state"] == "done"


def test_the_first_start_makes_passwords_up_and_says_them_once(
    gateway: Gateway, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from starlette.testclient import TestClient

    from market.gateway import Settings, create_app

    settings = Settings(folder=tmp_path / "new", first_model=True)
    with TestClient(create_app(settings)) as client:
        said = {line.split()[1]: line.split()[3] for line in capsys.readouterr().out.splitlines()}
        assert set(said) == {"admin", "ada"}
        answers = [
            client.post("/api/v1/auth/login", json={"name": name, "password": said[name]}).json() for name in said
        ]
        assert [each["user"]["role"] for each in answers] == ["admin", "user"]
        headers = {"Authorization": f"Bearer {answers[0]['access_token']}"}
        (training,) = client.get("/api/v1/training", headers=headers).json()
        assert training["title"] == "First model"
        client.post(f"/api/v1/training/{training['id']}/cancel", headers=headers)
    assert (tmp_path / "new" / "secret").stat().st_mode & 0o777 == 0o600
    with TestClient(create_app(settings)) as client:
        assert capsys.readouterr().out == ""
        # The secret was kept, so tokens from before the restart hold.
        assert client.get("/api/v1/me", headers=headers).status_code == 200


def test_settings_that_would_be_unsafe_are_refused(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    from market.gateway import Settings, create_app

    with pytest.raises(ValueError, match="MARKET_SECRET has 5 characters"):
        create_app(Settings(folder=tmp_path, secret="short"))  # type: ignore[arg-type]
    with (
        pytest.raises(ValueError, match="MARKET_USER_PASSWORD: A password has 10"),
        TestClient(create_app(Settings(folder=tmp_path, user_password="weak"))),  # type: ignore[arg-type]
    ):
        pass


# --- the model --------------------------------------------------------------------------------------------------------


def test_the_backtest_has_seen_nothing_of_what_it_is_tested_on() -> None:
    from market import forecaster
    from market.history import shipped

    samples = forecaster._samples(shipped())
    learned: list[pd.Timestamp] = []
    begins = [begin for begin, _ in forecaster._folds(samples)]

    def noted(known: pd.DataFrame, *_: Any) -> Any:
        learned.append(known["target_date"].max())
        raise StopIteration

    patch = pytest.MonkeyPatch()
    patch.setattr(forecaster, "_fitted", noted)
    for begin, end in forecaster._folds(samples):
        with pytest.raises(StopIteration):
            forecaster._tested(samples, forecaster.Parameters(), begin, end, lambda done, step: None)
    patch.undo()
    assert len(begins) == 2 and all(last < begin for last, begin in zip(learned, begins, strict=True))


def test_features_of_a_day_know_nothing_of_the_days_after() -> None:
    from market.forecaster import _features, _wide
    from market.history import shipped

    wide = _wide(shipped())
    whole, cut = _features(wide), _features(wide.iloc[:-100])
    pd.testing.assert_frame_equal(whole[whole["date"] <= wide.index[-101]].reset_index(drop=True), cut)


def test_errors_of_the_backtest_are_those_of_its_forecasts() -> None:
    from market.forecaster import _summary

    days = pd.Timestamp("2026-01-01")
    rows = [(1, np.log(1.10), np.log(1.00)), (1, np.log(0.90), np.log(1.00)), (20, np.log(1.20), np.log(1.20))]
    tests = pd.DataFrame(rows, columns=["days", "change", "expected"]).assign(
        product="wheat", date=days, target_date=days
    )
    found = _summary(tests)
    wrong = [0.1 / 1.1, 0.1 / 0.9, 0.0]
    assert found.mape == pytest.approx(np.mean(wrong))
    assert found.naive_mape == pytest.approx(np.mean([*wrong[:2], 0.2 / 1.2]))
    assert found.by_day[1] == {"days": 20, "mape": pytest.approx(0), "naive_mape": pytest.approx(0.2 / 1.2)}
    assert len(found.low) == len(found.high) == 20


def test_a_model_is_better_than_saying_that_prices_stay() -> None:
    from market.forecaster import Parameters, trained
    from market.history import shipped

    steps: list[tuple[float, str]] = []
    _, backtest = trained(shipped(), Parameters(40, 0.15, 8), lambda done, step: steps.append((done, step)))
    assert backtest.mape < backtest.naive_mape
    assert backtest.by_day[-1]["mape"] < 0.95 * backtest.by_day[-1]["naive_mape"]
    assert [done for done, _ in steps] == sorted({done for done, _ in steps}) and steps[-1][0] == pytest.approx(1)
    assert backtest.forecasts > 10_000 and backtest.begin == "2025-07-15"


def test_the_file_of_the_prices_is_part_of_the_example() -> None:
    assert (HOME / "market" / "prices.parquet").is_file()
    assert USER_PASSWORD not in "".join(path.read_text() for path in HOME.rglob("*.py"))
