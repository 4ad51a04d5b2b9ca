"""Every member of the connections does what it should: SQL by a true database, Snowflake by a stand-in for its packages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import sqlalchemy

import rushlight as st
from rushlight.connections import (
    BaseConnection,
    ExperimentalBaseConnection,
    SnowflakeCallersRightsConnection,
    SQLConnection,
)
from rushlight.connections import snowflake as snowflake_module
from tests.connections.fake_snowflake import Service, install
from tests.surface.table import SURFACE, Proofs, members_of, shown

BASES = {"BaseConnection": BaseConnection, "ExperimentalBaseConnection": ExperimentalBaseConnection}
SNOWFLAKES = ("SnowflakeConnection", "SnowflakeCallersRightsConnection")
PROOFS = Proofs(*members_of(*SURFACE["connections"]))

patch: pytest.MonkeyPatch
folder: Path


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    global patch, folder
    patch, folder = monkeypatch, tmp_path
    yield
    st.cache_resource.clear()
    st.cache_data.clear()


# --- what all have ----------------------------------------------------------------------------------------------------


def box_of(base: Any) -> Any:
    """Return a class of connections that takes down what is done with them."""

    class Box(base):
        made: list[str] = []
        closed: list[str] = []

        def _connect(self, **kwargs: Any) -> list[str]:
            self.made.append(self._connection_name)
            return [self._connection_name]

        def content(self) -> list[str]:
            return self._instance

        def close(self) -> None:
            super().close()
            self.closed.append(self._connection_name)

    Box.__qualname__ = f"Box{next(_numbers)}"  # connections are known by the name of their class
    return Box


_numbers = itertools.count()


@PROOFS.of("BaseConnection.reset")
@PROOFS.of("ExperimentalBaseConnection.reset")
def a_connection_is_made_anew() -> None:
    for base in BASES.values():
        box = box_of(base)
        connection = st.connection(f"r{base.__name__}", type=box)
        connection.content()
        connection.content()
        assert len(box.made) == 1
        connection.reset()
        connection.content()
        assert len(box.made) == 2


@PROOFS.of("BaseConnection.close")
@PROOFS.of("ExperimentalBaseConnection.close")
def a_connection_is_closed_when_it_is_dropped() -> None:
    for base in BASES.values():
        box = box_of(base)
        st.connection("c", type=box)
        assert box.closed == []
        st.cache_resource.clear()
        assert box.closed == ["c"]


@PROOFS.of("BaseConnection.scope")
@PROOFS.of("ExperimentalBaseConnection.scope")
def a_connection_is_everybody_s_or_one_s_own() -> None:
    for base in BASES.values():
        assert base.scope() == "global"
        box = box_of(base)
        script = "import tests.surface.test_connections as m\nst.connection('s', type=m.kept)"
        globals()["kept"] = box
        shown(script), shown(script)
        assert len(box.made) == 1
        own = box_of(base)
        own.scope = classmethod(lambda cls: "session")
        globals()["kept"] = own
        shown(script), shown(script)
        assert len(own.made) == 2


kept: Any = None


# --- SQL --------------------------------------------------------------------------------------------------------------


def shop(name: str = "shop") -> SQLConnection:
    url = f"sqlite:///{folder / name}.db"
    with sqlalchemy.create_engine(url).begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE IF NOT EXISTS orders (city TEXT, day TEXT, n INTEGER)"))
        connection.execute(sqlalchemy.text("DELETE FROM orders"))
        rows = "INSERT INTO orders VALUES ('Oslo', '2026-01-01', 1), ('Rome', '2026-01-02', 2)"
        connection.execute(sqlalchemy.text(rows))
    return st.connection(name, type="sql", url=url)


def add(db: SQLConnection) -> None:
    with db.session as session:
        session.execute(sqlalchemy.text("INSERT INTO orders VALUES ('Lund', '2026-01-03', 3)"))
        session.commit()


@PROOFS.of("SQLConnection.query", "sql")
def a_query_gives_a_frame_that_is_kept() -> None:
    db = shop()
    assert db.query("SELECT city, n FROM orders").to_dict("list") == {"city": ["Oslo", "Rome"], "n": [1, 2]}
    add(db)
    assert len(db.query("SELECT city, n FROM orders")) == 2
    assert len(db.query("SELECT n FROM orders")) == 3


@PROOFS.of("SQLConnection.query", "ttl")
def a_result_is_kept_for_a_time() -> None:
    db = shop()
    assert [len(db.query("SELECT * FROM orders", ttl=each)) for each in (0, "1h")] == [2, 2]
    add(db)
    assert [len(db.query("SELECT * FROM orders", ttl=each)) for each in (0, "1h")] == [3, 2]


@PROOFS.of("SQLConnection.query", "params")
def values_are_put_in_a_query() -> None:
    db = shop()
    query = "SELECT n FROM orders WHERE city = :city"
    assert [db.query(query, params={"city": city})["n"].tolist() for city in ("Oslo", "Rome")] == [[1], [2]]
    assert db.query(query, params={"city": "' OR 1=1 --"}).empty


@PROOFS.of("SQLConnection.query", "index_col")
def columns_become_the_index() -> None:
    db = shop()
    assert db.query("SELECT * FROM orders", index_col="city").index.tolist() == ["Oslo", "Rome"]
    assert db.query("SELECT * FROM orders", index_col=["city", "n"]).index.tolist() == [("Oslo", 1), ("Rome", 2)]


@PROOFS.of("SQLConnection.query", "chunksize")
def a_result_comes_in_parts() -> None:
    db = shop()
    assert [part["n"].tolist() for part in db.query("SELECT * FROM orders", chunksize=1)] == [[1], [2]]
    add(db)
    assert len(list(db.query("SELECT * FROM orders", chunksize=1))) == 3


@PROOFS.of("SQLConnection.query", "kwargs")
def pandas_gets_the_rest() -> None:
    db = shop()
    assert db.query("SELECT day FROM orders", parse_dates=["day"])["day"].dt.year.tolist() == [2026, 2026]
    assert str(db.query("SELECT n FROM orders", dtype="float64").dtypes["n"]) == "float64"


LOOKING = """
import sys
from rushlight.run.context import current
db = {make}
read = db._read
def looking(*args):
    nodes = current().tree.nodes.values()
    st.session_state.texts = [node.props.text for node in nodes if node.props.kind == "spinner"]
    return read(*args)
db._read = looking
db.query("SELECT {number}"{arguments})
"""


def spinners(make: str, arguments: str, number: int) -> list[str]:
    return shown(LOOKING.format(make=make, arguments=arguments, number=number)).session_state.texts


def spinner_is_shown(make: str) -> None:
    (usual,) = spinners(make, "", 1)
    assert "query" in usual
    assert spinners(make, ", show_spinner=False", 2) == []
    assert spinners(make, ", show_spinner='Asking'", 3) == ["Asking"]


@PROOFS.of("SQLConnection.query", "show_spinner")
def it_is_shown_that_sql_runs() -> None:
    spinner_is_shown("st.connection('spinning', type='sql', url='sqlite://')")


@PROOFS.of("SQLConnection.connect")
@PROOFS.of("SQLConnection.engine")
@PROOFS.of("SQLConnection.driver")
@PROOFS.of("SQLConnection.session")
def the_objects_of_sqlalchemy_are_there() -> None:
    db = shop()
    count = sqlalchemy.text("SELECT count(*) FROM orders")
    with db.connect() as connection:
        assert connection.execute(count).scalar() == 2
    assert isinstance(db.engine, sqlalchemy.Engine) and str(db.engine.url).endswith("shop.db")
    assert db.driver == "pysqlite"
    add(db)
    with db.session as session:
        assert session.execute(count).scalar() == 3


@PROOFS.of("SQLConnection.reset")
@PROOFS.of("SQLConnection.close")
@PROOFS.of("SQLConnection.scope")
def a_database_is_connected_anew_and_let_go_of() -> None:
    db = shop()
    first = db.engine
    assert db.engine is first
    db.reset()
    assert db.engine is not first and SQLConnection.scope() == "global"
    pool = db.engine.pool
    with db.connect():
        pass
    st.cache_resource.clear()
    assert db.engine.pool is not pool


# --- Snowflake --------------------------------------------------------------------------------------------------------


def warehouse(command: str) -> tuple[Service, Any]:
    """Return a stand-in for the service, and a connection of the class of a member."""
    service = install(patch)
    name = command.partition(".")[0]
    if name == "SnowflakeConnection":
        return service, st.connection("wh", type="snowflake", account="a")
    (folder / "token").write_text("service-token")
    patch.setattr(snowflake_module, "TOKEN_FILE", folder / "token")
    patch.setattr(snowflake_module, "_user_token", lambda: "user-token")
    for variable in ("SNOWFLAKE_ACCOUNT", "SNOWFLAKE_HOST"):
        patch.setenv(variable, "x.example.org")
    return service, SnowflakeCallersRightsConnection("mine")


def both(member: str) -> list[str]:
    return [f"{name}.{member}" for name in SNOWFLAKES]


@PROOFS.each("sql", "params", "kwargs", commands=both("query"))
def a_query_is_asked_and_kept(command: str) -> None:
    service, db = warehouse(command)
    for params in ((1,), (1,), (2,)):
        assert db.query("SELECT %s", params=params).to_dict("list") == {"asked": ["SELECT %s"]}
    db.query("SELECT %s", params=(1,), num_statements=1)
    assert [(sql, params, more) for sql, params, more in service.asked] == [
        ("SELECT %s", (1,), {}),
        ("SELECT %s", (2,), {}),
        ("SELECT %s", (1,), {"num_statements": 1}),
    ]


@PROOFS.each("ttl", commands=both("query"))
def a_result_of_snowflake_is_kept_for_a_time(command: str) -> None:
    service, db = warehouse(command)
    for ttl in (0, 0, "1h", "1h"):
        db.query("SELECT 1", ttl=ttl)
    assert len(service.asked) == 3


@PROOFS.each("show_spinner", commands=both("query"))
def it_is_shown_that_snowflake_runs(command: str) -> None:
    _, db = warehouse(command)
    globals()["kept"] = db
    spinner_is_shown("__import__('tests.surface.test_connections', fromlist=['x']).kept")


@PROOFS.each("df", "table_name", "database", "schema", "chunk_size", "kwargs", commands=both("write_pandas"))
def a_frame_is_written(command: str) -> None:
    service, db = warehouse(command)
    frame = pd.DataFrame({"a": [1, 2]})
    assert db.write_pandas(frame, "T", "D", "S", 5, overwrite=True) == (True, 1, 2)
    (written,) = service.written
    assert written.pop("df") is frame and written.pop("conn") is db.raw_connection
    assert written == {"table_name": "T", "database": "D", "schema": "S", "chunk_size": 5, "overwrite": True}


@PROOFS.each("", commands=[*both("cursor"), *both("raw_connection"), *both("session")])
def the_connector_s_own_objects_are_there(command: str) -> None:
    service, db = warehouse(command)
    assert db.raw_connection is service.made[0]
    assert db.cursor().execute("SELECT 1").fetch_pandas_all().shape == (1, 1)
    assert db.session() == {"connection": service.made[0]}


@PROOFS.each("", commands=[*both("reset"), *both("close"), *both("scope")])
def a_connection_to_snowflake_is_made_anew_and_closed(command: str) -> None:
    service, db = warehouse(command)
    db.reset()
    assert db.raw_connection is service.made[1]
    db.close()
    assert not service.made[1].is_open
    assert type(db).scope() == ("global" if type(db).__name__ == "SnowflakeConnection" else "session")


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
