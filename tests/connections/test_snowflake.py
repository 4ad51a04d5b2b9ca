"""Connections to Snowflake, with a small stand-in for the connector's interface in place of the service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import rushlight as st
from rushlight.connections import SnowflakeCallersRightsConnection, SnowflakeConnection, retries
from rushlight.connections import snowflake as module
from rushlight.testing import AppTest
from tests.connections.fake_snowflake import ProgrammingError, Service, install


@pytest.fixture(autouse=True)
def fresh() -> Any:
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Service:
    monkeypatch.setattr(retries, "PAUSES", (0, 0))
    return install(monkeypatch)


def test_settings_are_those_of_the_secrets_and_of_arguments_which_win(service: Service) -> None:
    at = AppTest.from_string("import rushlight as st\nst.connection('wh', user='arg').query('SELECT 1')")
    at.secrets["connections"] = {"wh": {"type": "snowflake", "account": "acc", "user": "secret"}}
    assert not at.run().exception
    assert [each.settings for each in service.made] == [{"account": "acc", "user": "arg"}]


def test_without_settings_the_connector_s_own_are_used(service: Service) -> None:
    assert isinstance(st.connection("snowflake"), SnowflakeConnection)
    st.connection("other", type="snowflake")
    assert [each.settings for each in service.made] == [{}, {"connection_name": "other"}]


def test_queries_are_cached_with_their_parameters(service: Service) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    for params in ((1,), (1,), (2,)):
        assert db.query("SELECT %s", params=params, ttl="1h").to_dict() == {"asked": {0: "SELECT %s"}}
    db.query("SELECT %s", params=(1,), num_statements=1)
    assert service.asked == [
        ("SELECT %s", (1,), {}),
        ("SELECT %s", (2,), {}),
        ("SELECT %s", (1,), {"num_statements": 1}),
    ]


def test_results_are_kept_as_long_as_they_may_be(service: Service) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    for _ in range(2):
        db.query("SELECT 1", ttl=0)
    assert len(service.asked) == 2


@pytest.mark.parametrize("spinner", [True, False, "Asking"])
def test_a_spinner_is_shown_while_a_query_runs(service: Service, spinner: bool | str) -> None:
    at = AppTest.from_string(
        f"""
        import rushlight as st
        from rushlight.run.context import current
        db = st.connection("wh", type="snowflake", account="a")
        read = db._read
        def looking(*args):
            nodes = current().tree.nodes.values()
            st.session_state.texts = [node.props.text for node in nodes if node.props.kind == "spinner"]
            return read(*args)
        db._read = looking
        db.query("SELECT {spinner!r}", show_spinner={spinner!r})
        """
    ).run()
    assert not at.exception
    texts = at.session_state.texts
    assert texts == ["Asking"] if isinstance(spinner, str) else len(texts) == spinner


def test_frames_are_written(service: Service) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    frame = pd.DataFrame({"a": [1, 2]})
    assert db.write_pandas(frame, "T", "D", "S", 5, overwrite=True) == (True, 1, 2)
    wanted = {"table_name": "T", "database": "D", "schema": "S", "chunk_size": 5, "overwrite": True}
    written = service.written[0]
    assert {key: value for key, value in written.items() if key not in ("conn", "df")} == wanted
    assert written["conn"] is db.raw_connection and written["df"] is frame


def test_the_connector_s_own_objects_are_there(service: Service) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    assert db.raw_connection is service.made[0]
    assert db.cursor().execute("SELECT 1").fetch_pandas_all().shape == (1, 1)
    assert db.session() == {"connection": service.made[0]}


def test_reset_makes_it_anew_and_dropping_it_closes_it(service: Service) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    db.reset()
    assert db.raw_connection is service.made[1]
    st.cache_resource.clear()
    assert not service.made[1].is_open


@pytest.mark.parametrize("error", [ProgrammingError("over", errno=390114), ProgrammingError("gone", sqlstate="08001")])
def test_a_session_that_is_over_is_made_anew(service: Service, error: Exception) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    service.failures = [error, error]
    assert len(db.query("SELECT 1")) == 1
    assert len(service.made) == 3


def test_a_wrong_query_is_not_tried_again(service: Service) -> None:
    db = st.connection("wh", type="snowflake", account="a")
    service.failures = [ProgrammingError("syntax", errno=1003, sqlstate="42000")]
    with pytest.raises(ProgrammingError, match="syntax"):
        db.query("SELEC 1")
    assert len(service.made) == 1


def test_without_the_package_it_is_said_which_to_install() -> None:
    with pytest.raises(ModuleNotFoundError, match="pip install snowflake-connector-python"):
        st.connection("wh", type="snowflake")


# --- the caller's rights ----------------------------------------------------------------------------------------------

CALLER = "import rushlight as st\nst.text(st.connection('mine', type='snowflake-callers-rights', role='R').query('SELECT 1'))"


@pytest.fixture
def container(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    (tmp_path / "token").write_text("service-token\n")
    monkeypatch.setattr(module, "TOKEN_FILE", tmp_path / "token")
    monkeypatch.setenv("SNOWFLAKE_ACCOUNT", "acc")
    monkeypatch.setenv("SNOWFLAKE_HOST", "acc.example.org")
    return tmp_path


def asking(user: str | None = "user-token") -> AppTest:
    at = AppTest.from_string(CALLER)
    if user is not None:
        at.context.headers = {module.USER_HEADER: user}
    return at.run()


def test_each_person_has_a_connection_of_their_own(service: Service, container: Path) -> None:
    assert SnowflakeCallersRightsConnection.scope() == "session" and SnowflakeConnection.scope() == "global"
    assert not asking().exception
    assert [each.settings for each in service.made] == [
        {
            "role": "R",
            "account": "acc",
            "host": "acc.example.org",
            "authenticator": "oauth",
            "token": "service-token.user-token",
        }
    ]


@pytest.mark.parametrize("missing", ["SNOWFLAKE_ACCOUNT", "SNOWFLAKE_HOST", "token", module.USER_HEADER])
def test_what_is_missing_is_said(
    service: Service, container: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "token":
        (container / "token").unlink()
    elif missing.startswith("SNOWFLAKE"):
        monkeypatch.delenv(missing)
    at = asking(None if missing == module.USER_HEADER else "user-token")
    assert missing in at.exception[0].value
    assert service.made == []
