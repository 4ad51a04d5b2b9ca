"""Stores as the settings want them."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from rushlight.config import Config
from rushlight.session.stores import store_file, store_of
from rushlight.store.memory import MemoryStore
from rushlight.store.record import Changes
from rushlight.store.sqlite import SqliteStore

SQLITE = {"server.sessionStore": "sqlite"}


class Rare:
    """Something that is stored as a pickle or not at all."""

    def __init__(self, word: str) -> None:
        self.word = word

    def __reduce__(self) -> tuple[type[Rare], tuple[str]]:
        return Rare, (self.word,)


def store(folder: Path, **given: Any) -> SqliteStore:
    config = Config({**SQLITE, **given})
    found = store_of(config, store_file(config, folder), "app.py", "a key", lambda _: None)
    assert isinstance(found, SqliteStore)
    return found


def written(to: SqliteStore, session: str, value: object) -> None:
    to.create(session, "owner")
    entries = {"value": value}
    to.commit(session, 0, 1, Changes(1, "", {}, entries=entries, others=entries))


def test_sessions_are_kept_in_memory_unless_a_file_is_wanted(tmp_path: Path) -> None:
    assert store_file(Config(), tmp_path) is None
    assert isinstance(store_of(Config(), None, "app.py", None, lambda _: None), MemoryStore)
    assert store_file(Config(SQLITE), tmp_path) == tmp_path / ".rushlight" / "sessions.sqlite"
    assert store_file(Config({**SQLITE, "server.sessionStoreFile": "a/b"}), tmp_path) == tmp_path / "a" / "b"


def test_pickles_are_kept_where_they_are_allowed(tmp_path: Path) -> None:
    strict, allowed = store(tmp_path), store(tmp_path, **{"server.sessionPickle": True})
    written(strict, "one", Rare("x"))
    written(allowed, "two", Rare("y"))
    one, two = allowed.take("one"), allowed.take("two")
    assert one is not None and dict(one.sealed_entries) == {}
    assert two is not None and two.sealed_entries["value"]().word == "y"


def test_sessions_are_kept_for_so_many_days(tmp_path: Path) -> None:
    config = Config(SQLITE)
    file = store_file(config, tmp_path)
    assert file is not None
    written(store(tmp_path), "old", 1)
    with sqlite3.connect(file) as database:
        database.execute("UPDATE sessions SET used = used - 3 * 86400")
    written(store(tmp_path, **{"server.sessionStoreDays": 4}), "four", 1)
    assert store(tmp_path).look("old") is not None
    with sqlite3.connect(file) as database:
        database.execute("UPDATE sessions SET used = used - 3 * 86400 WHERE id = 'old'")
    written(store(tmp_path, **{"server.sessionStoreDays": 4}), "five", 1)
    assert store(tmp_path).look("old") is None
