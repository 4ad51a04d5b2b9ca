"""The store of an app's sessions, as the settings want it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rushlight.config import Config
from rushlight.config.config import FOLDERS
from rushlight.store.memory import MemoryStore, Store

FILE = "sessions.sqlite"


def store_file(config: Config, folder: Path) -> Path | None:
    """Return the file of the sessions of an app in a folder; None where they are kept in memory."""
    if config.get("server.sessionStore") != "sqlite":
        return None
    given = config.get("server.sessionStoreFile")
    return folder / Path(given).expanduser() if given else folder / FOLDERS[-1] / FILE


def uploads_of(file: Path | None) -> Path | None:
    """Return the folder of uploads beside the file of the sessions that they belong to; None for one that does not last."""
    return None if file is None else file.with_suffix(".uploads")


def store_of(
    config: Config, file: Path | None, app: str, secret: str | None, forgotten: Callable[[str], object]
) -> Store:
    """Return the store of an app. `secret` is the key that signs its cookies; `forgotten` is told of sessions that are gone."""
    if file is None:
        return MemoryStore()
    from rushlight.store.sqlite import Settings, SqliteStore

    settings = Settings(
        app,
        float(config.get("server.sessionStoreDays")),
        int(config.get("server.sessionStoreSize")) << 20,
        None if secret is None else secret.encode,
        bool(config.get("server.sessionPickle")),
    )
    return SqliteStore(file, settings, forgotten=forgotten)
