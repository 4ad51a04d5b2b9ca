"""Secrets as scripts see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rushlight.config import load
from rushlight.config.secrets import Secrets
from rushlight.run.context import current

_bare: list[Secrets] = []


class SecretsProxy(Mapping[str, Any]):
    """Secrets of the app, from secrets.toml: read by key or attribute.

    Raises:
        SecretNotFoundError: if there is no file of secrets.
        KeyError: for a secret that is not there (AttributeError for an attribute).

    Example:
        >>> st.secrets["db"]["password"]
    """

    def __getitem__(self, key: str) -> Any:
        return _secrets()[key]

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)  # what Python asks of any object is no secret
        return getattr(_secrets(), key)

    def __iter__(self) -> Iterator[str]:
        return iter(_secrets())

    def __len__(self) -> int:
        return len(_secrets())

    def __repr__(self) -> str:
        return "<secrets>"

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as plain dicts."""
        return _secrets().to_dict()


def _secrets() -> Secrets:
    running = current()
    if running is not None and running.app.secrets is not None:
        return running.app.secrets
    if not _bare:
        _bare.append(Secrets(load(), Path.cwd() / "app.py"))
    return _bare[0]


secrets = SecretsProxy()
