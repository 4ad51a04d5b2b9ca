"""Connections to Snowflake, by the package `snowflake-connector-python`, which the user brings."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rushlight import log
from rushlight.caching import cache_data
from rushlight.commands.context import context
from rushlight.connections.base import BaseConnection
from rushlight.connections.packages import needed
from rushlight.connections.retries import read_again
from rushlight.errors import APIError

if TYPE_CHECKING:
    from pandas import DataFrame

_PACKAGE = "snowflake-connector-python"
_EXPIRED = (390112, 390114, 390195)
"""Numbers of errors that say that the session, its token or its master token is over."""
TOKEN_FILE = Path("/snowflake/session/token")
"""Where a container in Snowflake finds the token of its service."""
USER_HEADER = "Sf-Context-Current-User-Token"
"""The header in which Snowflake hands a container the token of the user who asks."""
_logger = log.logger("connections")


class SnowflakeConnection(BaseConnection[Any]):
    """A connection to Snowflake.

    Its settings are the arguments of `snowflake.connector.connect`: those of the secrets `[connections.<name>]` and
    keyword arguments of `connection`, which win. Without any, the connector's own configuration is used: the connection
    of this name in `connections.toml`, or the default one for the name "snowflake".

    Example:
        >>> db = st.connection("snowflake")
        >>> st.dataframe(db.query("SELECT * FROM orders WHERE city = %s", params=("Oslo",), ttl="10m"))
    """

    def _connect(self, **kwargs: Any) -> Any:
        connector = needed("snowflake.connector", _PACKAGE)
        settings: dict[str, Any] = {**self._secrets, **kwargs}
        settings.pop("type", None)
        if settings:
            return connector.connect(**settings)
        if self._connection_name == "snowflake":
            return connector.connect()
        return connector.connect(connection_name=self._connection_name)

    def query(
        self,
        sql: str,
        *,
        ttl: float | dt.timedelta | str | None = None,
        show_spinner: bool | str = "Running `snowflake.query(...)`.",
        params: Any = None,
        **kwargs: Any,
    ) -> DataFrame:
        """Return the result of a query as a pandas frame; it is cached.

        Args:
            sql: the query; parameters in it are written `%s`, or as `snowflake.connector.paramstyle` says.
            ttl: how long the result is kept: seconds, a `timedelta`, or a text such as "10m"; None for good.
            show_spinner: show while it runs; a text of its own.
            params: values of the parameters.
            kwargs: more for the cursor's `execute`.

        Raises:
            snowflake.connector.errors.ProgrammingError: if it fails, after three tries where the connection was lost.
        """
        key = f"{self._connection_name}:{self._seen}"
        return _cached(ttl, show_spinner)(self, key, sql, params, **kwargs)

    def write_pandas(
        self,
        df: DataFrame,
        table_name: str,
        database: str | None = None,
        schema: str | None = None,
        chunk_size: int | None = None,
        **kwargs: Any,
    ) -> tuple[bool, int, int]:
        """Append a pandas frame to a table.

        Args:
            df: the frame.
            table_name: the table.
            database: that of the connection when None.
            schema: that of the connection when None.
            chunk_size: rows per upload; all at once when None.
            kwargs: more for the connector's `write_pandas`, such as auto_create_table=True.

        Returns:
            Whether it was written, the number of uploads, the number of rows.
        """
        tools = needed("snowflake.connector.pandas_tools", f"{_PACKAGE}[pandas]")
        done, uploads, rows, *_ = tools.write_pandas(
            conn=self._instance,
            df=df,
            table_name=table_name,
            database=database,
            schema=schema,
            chunk_size=chunk_size,
            **kwargs,
        )
        return done, uploads, rows

    def cursor(self) -> Any:
        """Return a new cursor of the connector."""
        return self._instance.cursor()

    @property
    def raw_connection(self) -> Any:
        """The connector's own connection."""
        return self._instance

    def session(self) -> Any:
        """Return a new Snowpark session over this connection. It needs the package `snowflake-snowpark-python`."""
        snowpark = needed("snowflake.snowpark.session", "snowflake-snowpark-python")
        return snowpark.Session.builder.configs({"connection": self._instance}).create()

    def close(self) -> None:
        """Close the connection."""
        if self._raw_instance is not None:
            self._raw_instance.close()

    def _read(self, sql: str, params: Any, kwargs: dict[str, Any]) -> Any:
        cursor = self._instance.cursor()
        cursor.execute(sql, params=params, **kwargs)
        return cursor.fetch_pandas_all()

    def _again(self, read: Callable[[], Any]) -> Any:
        return read_again(read, _is_over, self._renew)

    def _renew(self, error: Exception) -> None:
        _logger.warning("The connection %r to Snowflake is made anew: %s", self._connection_name, error)
        self.reset()


class SnowflakeCallersRightsConnection(SnowflakeConnection):
    """A connection to Snowflake with the rights of the person who uses the app: one for each session.

    It works in a container in Snowflake whose service runs with the caller's rights.

    Example:
        >>> db = st.connection("mine", type="snowflake-callers-rights")
        >>> db.query("SELECT CURRENT_USER()")
    """

    @classmethod
    def scope(cls) -> Literal["session"]:
        """Return "session": each person has a connection of their own."""
        return "session"

    def _connect(self, **kwargs: Any) -> Any:
        connector = needed("snowflake.connector", _PACKAGE)
        settings: dict[str, Any] = {**self._secrets, **kwargs}
        settings.pop("type", None)
        own = {
            "account": _variable("SNOWFLAKE_ACCOUNT"),
            "host": _variable("SNOWFLAKE_HOST"),
            "authenticator": "oauth",
            "token": f"{_service_token()}.{_user_token()}",
        }
        return connector.connect(**{**settings, **own})


def _variable(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise APIError(f"There is no environment variable {name}. {_WHERE}")
    return value


def _service_token() -> str:
    try:
        return TOKEN_FILE.read_text(encoding="utf-8").strip()
    except OSError:
        raise APIError(f"There is no token of the service at {TOKEN_FILE}. {_WHERE}") from None


def _user_token() -> str:
    token = context.headers.get(USER_HEADER)
    if not token:
        raise APIError(
            f"The request has no header {USER_HEADER}. Let the service run with the caller's rights, and make the connection "
            "in a run of the app."
        )
    return token


_WHERE = "Connections with the caller's rights are made by apps in a container in Snowflake."


def _is_over(error: BaseException) -> bool:
    """Tell whether an error of the connector says that the session is over, or its connection gone (SQLSTATE 08...)."""
    number, state = getattr(error, "errno", None), getattr(error, "sqlstate", None)
    return number in _EXPIRED or (isinstance(state, str) and state.startswith("08"))


@cache
def _cached(ttl: float | dt.timedelta | str | None, spinner: bool | str) -> Any:
    """Return a cached function that reads, for these settings of the cache."""

    def read(_db: SnowflakeConnection, key: str, sql: str, params: Any, **kwargs: Any) -> Any:
        return _db._again(lambda: _db._read(sql, params, kwargs))  # pyright: ignore[reportPrivateUsage]

    read.__qualname__ = f"snowflake_query[{ttl}]"
    return cache_data(ttl=ttl, show_spinner=spinner)(read)
