"""A small stand-in for the packages snowflake-connector-python and snowflake-snowpark-python.

It has the part of their interface that connections use, and takes down what it was asked. It knows no SQL.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

import pandas as pd
import pytest


class ProgrammingError(Exception):
    def __init__(self, message: str, errno: int = 0, sqlstate: str | None = None) -> None:
        super().__init__(message)
        self.errno = errno
        self.sqlstate = sqlstate


class Cursor:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._asked = ""

    def execute(self, sql: str, params: Any = None, **kwargs: Any) -> Cursor:
        self._connection.service.asked.append((sql, params, kwargs))
        if self._connection.service.failures:
            raise self._connection.service.failures.pop(0)
        self._asked = sql
        return self

    def fetch_pandas_all(self) -> pd.DataFrame:
        return pd.DataFrame({"asked": [self._asked]})


class Connection:
    def __init__(self, service: Service, settings: dict[str, Any]) -> None:
        self.service = service
        self.settings = settings
        self.is_open = True

    def cursor(self) -> Cursor:
        return Cursor(self)

    def close(self) -> None:
        self.is_open = False


class Service:
    """What was asked of all connections, and how the next queries fail."""

    def __init__(self) -> None:
        self.made: list[Connection] = []
        self.asked: list[tuple[str, Any, dict[str, Any]]] = []
        self.written: list[dict[str, Any]] = []
        self.failures: list[Exception] = []

    def connect(self, **settings: Any) -> Connection:
        self.made.append(Connection(self, settings))
        return self.made[-1]

    def write_pandas(self, **given: Any) -> tuple[bool, int, int, list[Any]]:
        self.written.append(given)
        return True, 1, len(given["df"]), []


class Builder:
    def configs(self, settings: dict[str, Any]) -> Builder:
        self._settings = settings
        return self

    def create(self) -> dict[str, Any]:
        return self._settings


def install(monkeypatch: pytest.MonkeyPatch) -> Service:
    """Have the packages imported as this stand-in while a test runs; return its service."""
    service = Service()
    session = type("Session", (), {"builder": Builder()})
    parts: dict[str, dict[str, Any]] = {
        "snowflake": {},
        "snowflake.connector": {"connect": service.connect},
        "snowflake.connector.pandas_tools": {"write_pandas": service.write_pandas},
        "snowflake.snowpark": {},
        "snowflake.snowpark.session": {"Session": session},
    }
    for name, content in parts.items():
        module = ModuleType(name)
        module.__path__ = []
        vars(module).update(content)
        monkeypatch.setitem(sys.modules, name, module)
    return service
