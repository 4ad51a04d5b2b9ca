"""Secrets of an app, from TOML files and folders; never shown."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rushlight.config.config import Config, files
from rushlight.errors import SecretNotFoundError


class Table(Mapping[str, Any]):
    """A table of secrets: read by key or attribute."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_items", items)

    def __getitem__(self, key: str) -> Any:
        try:
            value = self._items[key]
        except KeyError:
            raise KeyError(_missing(key)) from None
        return Table(value) if isinstance(value, Mapping) else value  # pyright: ignore[reportUnknownArgumentType]

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(_missing(key)) from None

    def __setattr__(self, key: str, value: Any) -> None:
        raise TypeError("secrets cannot be changed by a script")

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} secrets>"

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as plain dicts."""
        return _plain(self._items)


class Secrets(Table):
    """All secrets of an app: of the user's home, the working folder and the script's folder; the later wins."""

    __slots__ = ("_config", "_loaded", "_lock", "_script")

    _config: Config
    _lock: threading.Lock
    _loaded: Mapping[str, Any] | None
    _script: Path

    def __init__(self, config: Config, script: Path) -> None:
        super().__init__({})
        object.__setattr__(self, "_config", config)
        object.__setattr__(self, "_script", script)
        object.__setattr__(self, "_lock", threading.Lock())
        object.__setattr__(self, "_loaded", None)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Secrets:
        """Return secrets that are given, not read from files."""
        secrets = cls(Config(), Path("app.py"))
        object.__setattr__(secrets, "_loaded", dict(values))
        return secrets

    def reload(self) -> None:
        """Read the files anew at the next access."""
        object.__setattr__(self, "_loaded", None)

    def __getitem__(self, key: str) -> Any:
        return Table(self._read())[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return "<secrets>"

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as plain dicts."""
        return _plain(self._read())

    def load_if_toml_exists(self) -> bool:
        """Read the files; tell whether there are any."""
        try:
            self._read()
        except SecretNotFoundError:
            return False
        return True

    def _read(self) -> Mapping[str, Any]:
        with self._lock:
            if self._loaded is None:
                object.__setattr__(self, "_loaded", self._of_files())
            return self._loaded or {}

    def _of_files(self) -> dict[str, Any]:
        named = self._config.get("secrets.files")
        paths = [Path(path) for path in named] if named else files(self._script, "secrets.toml")
        found = [path for path in paths if path.exists()]
        if not found:
            places = ", ".join(str(path) for path in paths) or "secrets.toml in .rushlight or .streamlit"
            raise SecretNotFoundError(
                f"There is no file of secrets. Looked for: {places}. Make one, or check the folder."
            )
        values: dict[str, Any] = {}
        for path in found:
            values.update(_of_folder(path) if path.is_dir() else _of_toml(path))
        _export(values)
        return values


def _of_toml(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        # The message of a TOML error holds a position but no content.
        raise SecretNotFoundError(f"The file of secrets {path} cannot be read: {error}") from None


def _of_folder(folder: Path) -> dict[str, Any]:
    """Read a folder as Kubernetes mounts it: one sub-folder per secret, one file per key."""
    values: dict[str, Any] = {}
    for sub in sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")):
        parts = {
            file.name: file.read_text(encoding="utf-8").strip() for file in sorted(sub.iterdir()) if file.is_file()
        }
        values[sub.name] = next(iter(parts.values())) if len(parts) == 1 else parts
    return values


def _export(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, (str, int, float)) and not isinstance(value, bool):
            os.environ.setdefault(name, str(value))


def _plain(items: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) if isinstance(value, Mapping) else value for key, value in items.items()}  # pyright: ignore


def _missing(key: str) -> str:
    return f"There is no secret {key!r}. Add it to secrets.toml."
