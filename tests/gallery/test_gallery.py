"""The apps of the gallery: each runs without an error, and does what it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

import rushlight.gallery
from rushlight.testing import AppTest

HOME = Path(rushlight.gallery.__file__).parent
NAMES = sorted(path.stem for path in (HOME / "apps").glob("*.py"))
PATIENCE = 120


def opened(name: str) -> AppTest:
    app = AppTest.from_file(HOME / "app.py", default_timeout=PATIENCE).run()
    return app if name == "home" else app.switch_page(f"apps/{name}.py").run()


def metric(app: AppTest, label: str) -> str:
    return next(each.value for each in app.metric if each.label == label)


@pytest.mark.parametrize("name", NAMES)
def test_every_app_runs_and_shows_its_source(name: str) -> None:
    app = opened(name)
    assert not app.exception
    if name != "home":
        app.toggle(key="source").set_value(True).run()
        assert not app.exception
        assert app.code[-1].value.strip() == (HOME / "apps" / f"{name}.py").read_text("utf-8").strip()


def test_every_app_has_a_card() -> None:
    source = (HOME / "apps" / "home.py").read_text("utf-8").strip()
    assert all(f'("{name}", ' in source for name in NAMES if name != "home")


def test_sellers_are_filtered() -> None:
    app = opened("sellers")
    before = metric(app, "Units")
    app.multiselect[0].set_value(["Bodø"]).run()
    assert metric(app, "Strongest city") == "Bodø"
    assert metric(app, "Units") != before
    app.multiselect[0].set_value([]).run()
    assert "No city" in app.info[0].value
    assert not app.exception


def test_ten_million_rows_are_filtered() -> None:
    app = opened("explorer")
    assert metric(app, "Rows") == "10,000,000"
    app.pills[0].set_value(["lost"]).run()
    assert 40_000 < int(metric(app, "Rows").replace(",", "")) < 60_000


def test_a_notebook_answers_adds_removes_and_says_what_is_wrong() -> None:
    pytest.importorskip("duckdb")
    app = opened("notebook")
    assert len(app.dataframe) == 2
    app.text_area[0].set_value("SELECT 6 * 7 AS answer").run()
    assert app.dataframe[0].value["answer"].tolist() == [42]
    app.text_area[0].set_value("SELECT * FROM nothing_there").run()
    assert "nothing_there" in app.error[0].value
    app.button[-1].click().run()
    assert len(app.text_area) == 3
    app.button[0].click().run()
    assert len(app.text_area) == 2
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY journeys TO '/tmp/rushlight-notebook.csv'",
        "SET enable_external_access = true",
        "ATTACH '/tmp/rushlight-notebook.db'",
        "INSTALL httpfs",
    ],
)
def test_a_notebook_reads_and_writes_nothing_else_of_the_machine(query: str) -> None:
    pytest.importorskip("duckdb")
    app = opened("notebook")
    app.text_area[0].set_value(query).run()
    assert app.error and not app.exception


def test_a_notebook_forgets_what_a_query_changes() -> None:
    pytest.importorskip("duckdb")
    app = opened("notebook")
    app.text_area[0].set_value("DELETE FROM journeys").run()
    app.text_area[0].set_value("SELECT count(*) AS n FROM journeys").run()
    assert app.dataframe[0].value["n"].tolist() == [200_000]


def test_a_penguin_is_told_by_its_measures() -> None:
    pytest.importorskip("sklearn")
    app = opened("penguins")
    for field, value in zip(app.number_input, (47.0, 15.0, 218.0, 5200.0), strict=True):
        field.set_value(value)
    app.button[0].click().run()
    assert metric(app, "It looks like") == "Gentoo"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("what a lovely concert", "kind"), ("the hotel was not perfect", "unkind"), ("the film was awful", "unkind")],
)
def test_words_are_kind_or_not(text: str, verdict: str) -> None:
    pytest.importorskip("sklearn")
    app = opened("sentiment")
    app.text_input[0].set_value(text).run()
    assert metric(app, "It reads").split()[-1] == verdict


def test_the_chat_answers_and_begins_anew() -> None:
    app = opened("chat")
    app.chat_input[0].set_value("What is a table?").run()
    assert [message.name for message in app.chat_message] == ["user", "assistant"]
    assert len(app.chat_message[1].markdown[0].value.split()) > 5
    app.button[0].click().run()
    assert not app.chat_message


def test_a_sensor_above_the_limit_is_told() -> None:
    app = opened("sensors")
    app.slider[0].set_value(50).run()
    assert "above 50 °C" in app.warning[0].value


def test_every_filter_makes_another_picture() -> None:
    app = opened("picture")
    for name in app.pills[0].options:
        app.pills[0].set_value(name).run()
        assert not app.exception, name


def test_an_a_b_test_is_decided_by_more_visitors() -> None:
    app = opened("ab_test")
    assert app.info
    for key, value in (("seen-A", 50_000), ("done-A", 2500), ("seen-B", 50_000), ("done-B", 2920)):
        app.number_input(key=key).set_value(value)
    app.run()
    assert "B is better" in app.success[0].value
    assert metric(app, "Chance that B is better") == "100.0%"
