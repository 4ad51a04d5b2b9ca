"""§15: connections, by sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rushlight as st
from rushlight.testing import AppTest
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


@pytest.fixture(autouse=True)
def clean() -> Any:
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


OWN = """
import rushlight as st
from rushlight.connections import BaseConnection
class Own(BaseConnection):
    def _connect(self, **kwargs):
        made.append(kwargs)
        return {"kwargs": kwargs, "secrets": dict(self._secrets), "name": self._connection_name}
    def read(self):
        return self._instance
made = []
"""


def run(source: str, secrets: dict[str, Any] | None = None) -> list[str]:
    at = AppTest.from_string(source)
    at.secrets = secrets or {}
    at.run()
    assert not at.exception, at.exception[0].value
    return [text.value for text in at.text]


def test_15_1_a_class_by_itself_and_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_connection_15.py").write_text(OWN, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    source = """
    import rushlight as st, own_connection_15
    one = st.connection("db", own_connection_15.Own, port=5)
    two = st.connection("db", "own_connection_15.Own", port=6)
    three = st.connection("db")
    st.text(str(one.read()))
    st.text(str(two.read()))
    st.text(str(three.read()))
    """
    secrets = {"connections": {"db": {"user": "me", "type": "own_connection_15.Own"}}}
    facts = "'secrets': {'user': 'me', 'type': 'own_connection_15.Own'}, 'name': 'db'}"
    texts = run(source, secrets)
    assert texts == [f"{{'kwargs': {{'port': {n}}}, {facts}" for n in (5, 6)] + [f"{{'kwargs': {{}}, {facts}"]


def test_15_2_the_name_may_be_that_of_an_environment_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_CONNECTION", "db")
    source = OWN + "st.text(str(st.connection('env:MY_CONNECTION', Own).read()['secrets']))"
    assert run(source, {"connections": {"db": {"a": 1}}}) == ["{'a': 1}"]
    assert "MY_CONNECTION" in os.environ


def test_15_3_without_a_type_in_the_secrets_it_must_be_given() -> None:
    at = AppTest.from_string("import rushlight as st\nst.connection('nothing')")
    at.secrets = {"connections": {"db": {}}}
    at.run()
    assert len(at.exception) == 1
    assert "nothing" in at.exception[0].value


def test_15_4_it_is_kept_by_cache_resource_and_closed_when_it_is_released() -> None:
    closed: list[str] = []

    class Own(st.connections.BaseConnection[str]):
        def _connect(self, **kwargs: Any) -> str:
            return "connected"

        def close(self) -> None:
            closed.append(self._connection_name)

    one, two = st.connection("a", Own), st.connection("a", Own)
    assert one is two
    st.cache_resource.clear()
    assert closed == ["a"]


def test_15_5_reset_connects_anew() -> None:
    made: list[int] = []

    class Own(st.connections.BaseConnection[int]):
        def _connect(self, **kwargs: Any) -> int:
            made.append(1)
            return len(made)

    connection = st.connection("a", Own)
    assert (connection._instance, connection._instance) == (1, 1)
    connection.reset()
    assert connection._instance == 2


def test_15_6_scope_says_who_shares_it(start: Start) -> None:
    source = """
    from rushlight.connections import BaseConnection
    class Own(BaseConnection):
        @classmethod
        def scope(cls):
            return "session"
        def _connect(self, **kwargs):
            return object()
    st.session_state.it = st.connection("a", Own)
    """
    app = start(source)
    one, two = app.open(), app.open()
    first = one["it"]
    one.rerun()
    assert one["it"] is first
    assert two["it"] is not first


SQL = """
import rushlight as st
db = st.connection("db", type="sql"{more})
"""


@pytest.fixture
def database(tmp_path: Path) -> str:
    import sqlite3

    path = tmp_path / "data.db"
    with sqlite3.connect(path) as connection:
        connection.execute("create table t (a integer, b text)")
        connection.executemany("insert into t values (?, ?)", [(1, "x"), (2, "y"), (3, "z")])
    return str(path)


@pytest.mark.parametrize("how", ["url", "parts", "arguments"])
def test_15_7_sql_by_url_and_by_parts(database: str, how: str) -> None:
    secrets: dict[str, Any] = {"url": f"sqlite:///{database}"}
    if how == "parts":
        secrets = {"dialect": "sqlite", "database": database, "query": {"cache": "shared"}}
    more = f", url='sqlite:///{database}'" if how == "arguments" else ""
    source = SQL.format(more=more) + "st.text(str(list(db.query('select * from t where a > :n', params={'n': 1}).b)))"
    assert run(source, {"connections": {"db": {} if how == "arguments" else secrets}}) == ["['y', 'z']"]


def test_15_8_queries_are_cached(database: str) -> None:
    source = (
        SQL.format(more="")
        + """
import sqlite3
first = len(db.query("select * from t", ttl=60))
with db.session as session:
    from sqlalchemy import text
    session.execute(text("insert into t values (4, 'w')"))
    session.commit()
st.text(f"{first} {len(db.query('select * from t', ttl=60))} {len(db.query('select * from t', ttl=0))}")
"""
    )
    assert run(source, {"connections": {"db": {"url": f"sqlite:///{database}"}}}) == ["3 3 4"]


def test_15_9_arguments_of_a_query(database: str) -> None:
    source = (
        SQL.format(more="")
        + """
st.text(str(list(db.query("select * from t", index_col="a").index)))
st.text(str([len(part) for part in db.query("select * from t", chunksize=2, ttl=0)]))
st.text(f"{db.driver} {db.engine.dialect.name} {db.connect().closed}")
"""
    )
    texts = run(
        source, {"connections": {"db": {"url": f"sqlite:///{database}", "create_engine_kwargs": {"echo": False}}}}
    )
    assert texts[0] == "[1, 2, 3]"
    assert texts[1] in ("[2, 1]", "[3]")
    assert texts[2] == "pysqlite sqlite False"


def test_15_10_a_query_that_fails_for_a_moment_is_tried_again(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas as pd
    from sqlalchemy.exc import OperationalError

    connection = st.connection("retry", type="sql", url=f"sqlite:///{database}")
    tries: list[int] = []
    original = pd.read_sql

    def flaky(*args: Any, **kwargs: Any) -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise OperationalError("select", {}, Exception("gone"), connection_invalidated=True)
        return original(*args, **kwargs)

    monkeypatch.setattr(pd, "read_sql", flaky)
    assert len(connection.query("select * from t", ttl=0)) == 3
    assert len(tries) == 3
