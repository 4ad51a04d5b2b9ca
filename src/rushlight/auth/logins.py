"""Who is logged in: records on the server, each named by a cookie, shared by all workers of a host."""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from rushlight import ids, log
from rushlight.config.login import LoginSettings, matches

_logger = log.logger("auth")

_TOUCH_EVERY = 60.0
"""A login's last visit is known to the minute."""
_TABLES = """
CREATE TABLE IF NOT EXISTS logins (id TEXT PRIMARY KEY, record BLOB NOT NULL, seen REAL NOT NULL, ends REAL NOT NULL);
CREATE TABLE IF NOT EXISTS keys (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Login(msgspec.Struct, frozen=True):
    """One login of one person on one browser."""

    id: str
    source: str
    """How: "password", "htpasswd", "secrets", "proxy", "host", or the name of a provider."""
    subject: str
    """Name that is unique among those of the source."""
    claims: dict[str, Any] = {}
    given_roles: tuple[str, ...] = ()
    issued: float = 0.0
    mark: str = ""
    """Changes with the person's password; of a proxy, its name of this login."""
    tokens: dict[str, Any] = {}
    """Of a provider; never shown, but for those that the settings expose."""


def begin(source: str, subject: str, claims: dict[str, Any], roles: tuple[str, ...] = (), **more: Any) -> Login:
    """Return a new login, which nobody else can name."""
    return Login(ids.random_id(), source, subject, claims, roles, issued=time.time(), **more)


def roles_of(login: Login, settings: LoginSettings) -> tuple[str, ...]:
    """Return the roles somebody has: those of the source, and those that the settings give."""
    found = set(login.given_roles)
    found |= {
        role
        for role, patterns in settings.roles.items()
        if any(matches(pattern, login.subject, login.claims) for pattern in patterns)
    }
    return tuple(sorted(found))


class Logins:
    """Records of logins in SQLite. Thread-safe; other processes may use the same file."""

    def __init__(self, path: Path | None, *, idle_seconds: float, clock: Callable[[], float] = time.time) -> None:
        self._lock = threading.Lock()
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._database = _open(path)
        self._version = self._data_version()
        self._own_changes = 0

    def add(self, login: Login, seconds: float) -> None:
        """Remember a login for at most so long."""
        now = self._clock()
        record = msgspec.msgpack.encode(login)
        with self._lock, self._database as database:
            database.execute("DELETE FROM logins WHERE ends < ? OR seen < ?", (now, now - self._idle_seconds))
            database.execute("REPLACE INTO logins VALUES (?, ?, ?, ?)", (login.id, record, now, now + seconds))

    def get(self, id: str) -> Login | None:
        """Return a login that has neither ended nor been idle for too long, and count this as a visit."""
        now = self._clock()
        with self._lock, self._database as database:
            row = database.execute("SELECT record, seen, ends FROM logins WHERE id = ?", (id,)).fetchone()
            if row is None or row[2] < now or row[1] < now - self._idle_seconds:
                return None
            if row[1] < now - _TOUCH_EVERY:
                database.execute("UPDATE logins SET seen = ? WHERE id = ?", (now, id))
            return msgspec.msgpack.decode(row[0], type=Login)

    def update(self, login: Login) -> None:
        """Keep changed claims or tokens of a login, if it has not ended meanwhile."""
        record = msgspec.msgpack.encode(login)
        with self._lock, self._database as database:
            database.execute("UPDATE logins SET record = ? WHERE id = ?", (record, login.id))
            self._own_changes += 1

    def end(self, id: str) -> None:
        """Forget a login."""
        with self._lock, self._database as database:
            database.execute("DELETE FROM logins WHERE id = ?", (id,))
            self._own_changes += 1

    def key(self, name: str) -> str:
        """Return a secret key of a name, the same for all workers and after restarts."""
        with self._lock, self._database as database:
            database.execute("INSERT OR IGNORE INTO keys VALUES (?, ?)", (name, secrets.token_urlsafe(32)))
            return str(database.execute("SELECT value FROM keys WHERE name = ?", (name,)).fetchone()[0])

    def have_changed(self) -> bool:
        """Tell whether this or another process has changed the records since the last call."""
        with self._lock:
            version = self._data_version()
            changed = version != self._version or self._own_changes > 0
            self._version, self._own_changes = version, 0
            return changed

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def _data_version(self) -> int:
        return int(self._database.execute("PRAGMA data_version").fetchone()[0])


def _open(path: Path | None) -> sqlite3.Connection:
    """Open a file that only its owner may read; where there can be none, logins last as long as the process."""
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            return _with_tables(sqlite3.connect(path, timeout=10, check_same_thread=False))
        except (OSError, sqlite3.Error) as error:
            _logger.warning("Logins end with this process, since %s cannot be used: %s", path, error)
    return _with_tables(sqlite3.connect(":memory:", check_same_thread=False))


def _with_tables(database: sqlite3.Connection) -> sqlite3.Connection:
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(_TABLES)
    return database
