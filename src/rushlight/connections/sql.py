"""Connections to SQL databases, by SQLAlchemy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from rushlight.caching import cache_data
from rushlight.connections.base import BaseConnection
from rushlight.connections.packages import needed
from rushlight.connections.retries import read_again
from rushlight.errors import APIError

if TYPE_CHECKING:
    from pandas import DataFrame
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

_URL_PARTS = ("drivername", "username", "password", "host", "port", "database", "query")


class SQLConnection(BaseConnection["Engine"]):
    """A connection to an SQL database.

    Its settings come from the secrets `[connections.<name>]` and from keyword arguments of `connection`, which win:
    `url`, or `dialect` (with `driver`, `username`, `password`, `host`, `port`, `database`, `query`);
    `create_engine_kwargs` goes to SQLAlchemy's `create_engine`, `autocommit=True` has every statement committed.

    Example:
        >>> db = st.connection("sql", url="sqlite:///shop.db")
        >>> st.dataframe(db.query("SELECT * FROM orders WHERE city = :city", params={"city": "Oslo"}, ttl="10m"))
    """

    def _connect(self, autocommit: bool = False, **kwargs: Any) -> Engine:
        sqlalchemy = needed("sqlalchemy", "sqlalchemy")
        settings: dict[str, Any] = {**self._secrets, **kwargs}
        engine_settings = {**dict(settings.pop("create_engine_kwargs", {}))}
        if settings.pop("autocommit", autocommit):
            engine_settings["isolation_level"] = "AUTOCOMMIT"
        return sqlalchemy.create_engine(self._url(settings), **engine_settings)

    def _url(self, settings: dict[str, Any]) -> Any:
        import sqlalchemy

        if settings.get("url"):
            return sqlalchemy.make_url(settings["url"])
        if not settings.get("dialect"):
            raise APIError(
                f"The connection {self._connection_name!r} has neither `url` nor `dialect`; given: {sorted(settings)}. "
                f"Put them in secrets.toml under [connections.{self._connection_name}], or give them as arguments."
            )
        driver = settings.get("driver")
        settings["drivername"] = settings["dialect"] + (f"+{driver}" if driver else "")
        given = {name: settings[name] for name in _URL_PARTS if settings.get(name) is not None}
        return sqlalchemy.URL.create(**given)

    def query(
        self,
        sql: str,
        *,
        show_spinner: bool | str = "Running `sql.query(...)`.",
        ttl: float | dt.timedelta | str | None = None,
        index_col: str | list[str] | None = None,
        chunksize: int | None = None,
        params: Any | None = None,
        **kwargs: Any,
    ) -> DataFrame:
        """Return the result of a query as a pandas frame; it is cached.

        Args:
            sql: the query; parameters in it are written `:name`.
            show_spinner: show while it runs; a text of its own.
            ttl: how long the result is kept: seconds, a `timedelta`, or a text such as "10m"; None for good.
            index_col: column (or columns) that become the index.
            chunksize: rows per frame, for an iterator of frames (which is not cached).
            params: values of the parameters: a mapping, or a list of them.
            kwargs: more for `pandas.read_sql`.

        Raises:
            pandas.errors.DatabaseError: if it fails, after three tries where the connection was lost.
        """
        if chunksize is not None:
            return self._again(lambda: self._read(sql, index_col, chunksize, params, kwargs))
        key = f"{self._connection_name}:{self._seen}"
        return _cached(ttl, show_spinner)(self, key, sql, index_col, params, **kwargs)

    def connect(self) -> Connection:
        """Return a new SQLAlchemy connection, for use in a `with`."""
        return self._instance.connect()

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine."""
        return self._instance

    @property
    def driver(self) -> str:
        """Name of the database driver."""
        return str(self._instance.driver)

    @property
    def session(self) -> Session:
        """A new SQLAlchemy session, for use in a `with`."""
        from sqlalchemy.orm import Session

        return Session(self._instance)

    def close(self) -> None:
        """Close all connections to the database."""
        if self._raw_instance is not None:
            self._raw_instance.dispose()

    def _read(self, sql: str, index_col: Any, chunksize: Any, params: Any, kwargs: dict[str, Any]) -> Any:
        import pandas as pd
        import sqlalchemy

        connection = self._instance.connect().execution_options(stream_results=chunksize is not None)
        if chunksize is not None:
            return pd.read_sql(
                sqlalchemy.text(sql), connection, index_col=index_col, chunksize=chunksize, params=params, **kwargs
            )
        with connection:
            return pd.read_sql(sqlalchemy.text(sql), connection, index_col=index_col, params=params, **kwargs)

    def _again(self, read: Callable[[], Any]) -> Any:
        return read_again(read, _has_lost_connection, lambda _: self.reset())


def _has_lost_connection(error: BaseException) -> bool:
    """Tell whether an error of the database, which pandas may have wrapped, says that its connection is gone."""
    from sqlalchemy.exc import DBAPIError

    cause = error if isinstance(error, DBAPIError) else error.__cause__
    return isinstance(cause, DBAPIError) and cause.connection_invalidated


@cache
def _cached(ttl: float | dt.timedelta | str | None, spinner: bool | str) -> Any:
    """Return a cached function that reads, for these settings of the cache."""

    def read(_db: SQLConnection, key: str, sql: str, index_col: Any, params: Any, **kwargs: Any) -> Any:
        return _db._again(lambda: _db._read(sql, index_col, None, params, kwargs))  # pyright: ignore[reportPrivateUsage]

    read.__qualname__ = f"query[{ttl}]"
    return cache_data(ttl=ttl, show_spinner=spinner)(read)
