"""Secrets as scripts see them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Never

from rushlight.config import load
from rushlight.config.secrets import Secrets
from rushlight.errors import SecretNotFoundError
from rushlight.run.context import current

_bare: list[Secrets] = []
_FIXED = "Secrets cannot be changed by a script. Change them where they come from, such as the file secrets.toml."


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

    def __setitem__(self, key: str, value: Any) -> Never:
        raise TypeError(_FIXED)

    def __delitem__(self, key: str) -> Never:
        raise TypeError(_FIXED)

    def __setattr__(self, key: str, value: Any) -> Never:
        raise TypeError(_FIXED)

    def __delattr__(self, key: str) -> Never:
        raise TypeError(_FIXED)

    def __repr__(self) -> str:
        return "<secrets>"

    def has_key(self, k: str) -> bool:
        """Tell whether there is a secret of this name; False also where there are no secrets at all."""
        try:
            return k in _secrets()
        except SecretNotFoundError:
            return False

    def load_if_toml_exists(self) -> bool:
        """Read the secrets, if there are any; tell whether there are."""
        return _secrets().load_if_toml_exists()

    def merge_programmatic_secrets(self, programmatic_secrets: Mapping[str, Any] | None) -> None:
        """Add secrets that a program has, for all sessions of the app; they win over those of files."""
        if programmatic_secrets:
            _secrets().add(programmatic_secrets)

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
