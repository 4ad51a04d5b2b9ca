"""What every kind of connection has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, Generic, Literal, TypeVar

from rushlight.commands.secrets import secrets
from rushlight.errors import SecretNotFoundError

Raw = TypeVar("Raw")


class BaseConnection(ABC, Generic[Raw]):
    """A connection of an app, to be subclassed: implement `_connect`.

    Within it, `_instance` is the raw connection (made anew after `reset`, or when the secrets of this connection have
    changed), `_secrets` its section `[connections.<name>]` of the secrets, and `_connection_name` its name.

    Args:
        connection_name: its name, by which its secrets are found.
        kwargs: what `connection` was given besides.

    Example:
        >>> class Weather(BaseConnection[Client]):
        ...     def _connect(self, **kwargs):
        ...         return Client(self._secrets["token"])
        ...     def now(self, city):
        ...         return self._instance.get(city)
        >>> st.connection("weather", type=Weather).now("Oslo")
    """

    def __init__(self, connection_name: str, **kwargs: Any) -> None:
        self._connection_name = connection_name
        self._kwargs = kwargs
        self._seen = self._fingerprint()
        self._raw_instance: Raw | None = self._connect(**kwargs)

    @classmethod
    def scope(cls) -> Literal["global", "session"]:
        """Return whether all sessions share one connection ("global") or each has its own ("session")."""
        return "global"

    def reset(self) -> None:
        """Let go of the raw connection; the next use makes a new one."""
        self._raw_instance = None

    def close(self) -> None:
        """Release what the connection holds; called when it is dropped. Subclasses do what is needed."""

    @property
    def _secrets(self) -> Mapping[str, Any]:
        try:
            found = secrets["connections"][self._connection_name]
        except (KeyError, SecretNotFoundError):
            return {}
        return found

    @property
    def _instance(self) -> Raw:
        fingerprint = self._fingerprint()
        if self._raw_instance is None or fingerprint != self._seen:
            self._seen = fingerprint
            self._raw_instance = self._connect(**self._kwargs)
        return self._raw_instance

    @abstractmethod
    def _connect(self, **kwargs: Any) -> Raw:
        """Make the raw connection."""

    def _fingerprint(self) -> int:
        section = self._secrets
        return hash(repr(section.to_dict() if hasattr(section, "to_dict") else dict(section)))  # pyright: ignore

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._connection_name!r}>"
