"""Connections by name, kept as long as they are used."""

from __future__ import annotations

import datetime as dt
import os
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from rushlight.caching import cache_resource
from rushlight.commands.secrets import secrets
from rushlight.connections.base import BaseConnection
from rushlight.connections.snowflake import SnowflakeCallersRightsConnection, SnowflakeConnection
from rushlight.connections.sql import SQLConnection
from rushlight.errors import APIError, SecretNotFoundError
from rushlight.run.settings import setting

C = TypeVar("C", bound=BaseConnection[Any])

KINDS: dict[str, type[BaseConnection[Any]]] = {
    "sql": SQLConnection,
    "snowflake": SnowflakeConnection,
    "snowflake-callers-rights": SnowflakeCallersRightsConnection,
}


class Unset:
    """Stands for a `ttl` that was not given: the setting `runner.connectionDefaultTTL` says."""

    def __repr__(self) -> str:
        return "<unset>"


UNSET = Unset()


def connection(
    name: str,
    type: str | type[Any] | None = None,
    max_entries: int | None = None,
    ttl: float | dt.timedelta | str | Unset | None = UNSET,
    **kwargs: Any,
) -> Any:
    """Return a connection; it is made at the first call and shared from then on.

    Args:
        name: its name, under which its settings stand in secrets.toml: `[connections.<name>]`. "env:VARIABLE" takes the
            name from an environment variable.
        type: "sql", "snowflake", "snowflake-callers-rights", the dotted path of a subclass of `BaseConnection`, or such a class; else what the secrets say under
            `type`, else the name itself.
        max_entries: how many connections are kept at most.
        ttl: how long it is kept: seconds, a `timedelta`, or a text such as "1h"; None for good.
        kwargs: for the connection itself.

    Raises:
        APIError: for a type that is neither given nor in the secrets, or is unknown.
        SecretNotFoundError: for no type where there are no secrets.
        ModuleNotFoundError: if a package that it needs is not installed.

    Example:
        >>> db = st.connection("shop", type="sql")
        >>> orders = db.query("SELECT * FROM orders")
    """
    if name.startswith("env:"):
        name = _of_environment(name.removeprefix("env:"))
    kind = _kind_of(name, type)
    keeps = setting("runner.connectionDefaultTTL") if isinstance(ttl, Unset) else ttl
    return _maker(keeps, max_entries, kind.scope())(kind, f"{kind.__module__}.{kind.__qualname__}", name, **kwargs)


@cache
def _maker(ttl: Any, max_entries: int | None, scope: Any) -> Any:
    """Return the function that makes connections and keeps them by these rules."""

    def make(_kind: type[BaseConnection[Any]], kind: str, name: str, **kwargs: Any) -> BaseConnection[Any]:
        return _kind(connection_name=name, **kwargs)

    make.__qualname__ = f"connection[{ttl},{max_entries},{scope}]"
    keep = cache_resource(
        ttl=ttl, max_entries=max_entries, scope=scope, show_spinner="Connecting...", on_release=_close
    )
    return keep(make)


def _close(made: BaseConnection[Any]) -> None:
    made.close()


def _of_environment(variable: str) -> str:
    name = os.environ.get(variable)
    if not name:
        raise APIError(f"The environment variable {variable!r} names no connection: it is not set.")
    return name


def _kind_of(name: str, given: Any) -> type[BaseConnection[Any]]:
    if isinstance(given, type) and issubclass(given, BaseConnection):
        return given  # pyright: ignore[reportUnknownVariableType]
    wanted = given if given is not None else (name if name in KINDS else _in_secrets(name))
    if wanted is None:
        raise APIError(
            f"The connection {name!r} has no type. Give `type`, or set it in secrets.toml under [connections.{name}]."
        )
    if wanted in KINDS:
        return KINDS[wanted]
    return _imported(name, wanted)


def _in_secrets(name: str) -> str | None:
    """Return the type that the secrets say. Raises SecretNotFoundError where there are none at all."""
    try:
        return secrets["connections"][name].get("type")
    except KeyError:
        return None
    except SecretNotFoundError as error:
        raise SecretNotFoundError(
            f"The connection {name!r} has no type. Give `type`, or say it in secrets. {error}"
        ) from None


def _imported(name: str, path: Any) -> type[BaseConnection[Any]]:
    module, _, attribute = str(path).rpartition(".")
    try:
        found = getattr(import_module(module), attribute) if module else None
    except (ImportError, AttributeError):
        found = None
    if not (isinstance(found, type) and issubclass(found, BaseConnection)):
        raise APIError(
            f"The connection {name!r} has the type {path!r}, which is none of {', '.join(KINDS)} and no dotted path of "
            "a subclass of BaseConnection."
        )
    return found  # pyright: ignore[reportUnknownVariableType]
