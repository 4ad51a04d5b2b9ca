"""Connections: made once, found by name and secrets, made anew when they break."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from pandas.errors import DatabaseError

import rushlight as st
from rushlight.connections import BaseConnection, SQLConnection
from rushlight.errors import APIError
from rushlight.testing import AppTest


@pytest.fixture(autouse=True)
def fresh() -> Any:
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


class Box(BaseConnection[list[str]]):
    made: list[str] = []
    closed: list[str] = []

    def _connect(self, **kwargs: Any) -> list[str]:
        self.made.append(self._connection_name)
        return [self._connection_name, *map(str, kwargs.values())]

    def content(self) -> list[str]:
        return self._instance

    def close(self) -> None:
        self.closed.append(self._connection_name)


def shop(path: Path) -> str:
    url = f"sqlite:///{path / 'shop.db'}"
    with sqlalchemy.create_engine(url).begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE orders (city TEXT, n INTEGER)"))
        connection.execute(sqlalchemy.text("INSERT INTO orders VALUES ('Oslo', 1), ('Rome', 2)"))
    return url


def test_a_connection_is_made_once_per_name_and_arguments() -> None:
    Box.made.clear()
    first = st.connection("a", type=Box, extra=1)
    assert first is st.connection("a", type=Box, extra=1)
    assert first is not st.connection("b", type=Box)
    assert first.content() == ["a", "1"]
    assert Box.made == ["a", "b"]


def test_reset_makes_it_anew_and_dropping_closes_it() -> None:
    Box.made.clear()
    Box.closed.clear()
    box = st.connection("a", type=Box)
    box.reset()
    box.content()
    assert Box.made == ["a", "a"]
    st.cache_resource.clear()
    assert Box.closed == ["a"]


def test_the_type_comes_from_a_path_the_secrets_or_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"{Box.__module__}.Box"
    assert type(st.connection("x", type=path)).__name__ == "Box"
    monkeypatch.setenv("WHICH", "from_env")
    assert st.connection("env:WHICH", type=path)._connection_name == "from_env"
    at = AppTest.from_string("import rushlight as st\nst.text(type(st.connection('mine')).__name__)")
    at.secrets["connections"] = {"mine": {"type": path}}
    assert at.run().text[0].value == "Box"
    assert isinstance(st.connection("sql", url=shop(tmp_path)), SQLConnection)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"name": "nowhere"}, "has no type"),
        ({"name": "x", "type": "oracle"}, "oracle"),
        ({"name": "x", "type": "os.path"}, "os.path"),
        ({"name": "env:NOT_SET_AT_ALL"}, "NOT_SET_AT_ALL"),
        ({"name": "x", "type": "sql"}, "neither `url` nor `dialect`"),
    ],
)
def test_what_is_no_connection_is_said(arguments: dict[str, Any], said: str) -> None:
    with pytest.raises(APIError, match=said):
        st.connection(**arguments)


def test_queries_are_cached_frames_with_parameters(tmp_path: Path) -> None:
    db = st.connection("shop", type="sql", url=shop(tmp_path))
    query = "SELECT n FROM orders WHERE city = :city"
    assert db.query(query, params={"city": "Oslo"})["n"].tolist() == [1]
    assert db.query(query, params={"city": "Rome"})["n"].tolist() == [2]
    with db.session as session:
        session.execute(sqlalchemy.text("UPDATE orders SET n = 9"))
        session.commit()
    assert db.query(query, params={"city": "Oslo"}, ttl=600)["n"].tolist() == [9]
    assert db.query(query, params={"city": "Oslo"})["n"].tolist() == [1]
    assert db.query("SELECT * FROM orders", index_col="city").index.tolist() == ["Oslo", "Rome"]
    assert [len(part) for part in db.query("SELECT * FROM orders", chunksize=1)] == [1, 1]


def test_parts_of_the_address_and_options_are_taken(tmp_path: Path) -> None:
    shop(tmp_path)
    db = st.connection(
        "parts", type="sql", dialect="sqlite", driver="pysqlite", database=str(tmp_path / "shop.db"), autocommit=True
    )
    with db.connect() as connection:
        connection.execute(sqlalchemy.text("INSERT INTO orders VALUES ('Lund', 3)"))
    assert len(db.query("SELECT * FROM orders")) == 3
    assert db.driver == "pysqlite"
    assert str(db.engine.url).startswith("sqlite+pysqlite")


def test_a_lost_connection_is_made_anew(tmp_path: Path) -> None:
    db = st.connection("lost", type="sql", url=shop(tmp_path))
    tries: list[int] = []
    read = db._read

    def failing(*args: Any) -> Any:
        tries.append(1)
        if len(tries) < 3:
            raise sqlalchemy.exc.DBAPIError("s", {}, Exception("gone"), connection_invalidated=True)
        return read(*args)

    db._read = failing
    assert len(db.query("SELECT * FROM orders")) == 2
    assert len(tries) == 3


def test_a_wrong_query_is_not_tried_again(tmp_path: Path) -> None:
    db = st.connection("wrong", type="sql", url=shop(tmp_path))
    with pytest.raises(DatabaseError, match="no such table"):
        db.query("SELECT * FROM missing_table")
