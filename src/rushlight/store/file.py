"""A SQLite file that several processes of one host use at once, and that may be in trouble without troubling anybody."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from rushlight import log
from rushlight.errors import StoreTroubleError

_logger = log.logger("store")

BUSY_SECONDS = 5.0
"""How long somebody else may hold the file before that counts as trouble."""
REST_SECONDS = 15.0
"""After trouble the file is left alone so long: nobody waits for it again and again."""
_LOOK_SECONDS = 5.0
"""How often it is looked whether the file is still the one that was opened."""


class StoreFile:
    """Connections to one file: one to read, one to write. Thread-safe. Every error is a StoreTroubleError."""

    def __init__(
        self,
        path: Path,
        tables: str,
        version: int,
        *,
        busy: float = BUSY_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.path = path
        self.trouble: str | None = None
        """What is the matter with the file, and what to do; None as long as it can be used."""
        self._tables, self._version = tables, version
        self._busy, self._clock = busy, clock
        self._locks = {"read": threading.RLock(), "write": threading.RLock()}
        self._open: dict[str, tuple[sqlite3.Connection, int]] = {}
        """Connections, each with the number of its file."""
        self._looked = {"read": float("-inf"), "write": float("-inf")}
        self._rests_until = float("-inf")
        self._closed = False

    @property
    def rests(self) -> bool:
        """Whether the file is left alone for now."""
        return self._closed or self._clock() < self._rests_until

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """Read from the file. Raises StoreTroubleError."""
        with self._using("read") as database:
            yield database

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """Write to the file, all or nothing. Raises StoreTroubleError."""
        with self._using("write") as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                yield database
                database.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    database.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file for good."""
        self._closed = True
        self._let_go()

    @contextmanager
    def _using(self, purpose: str) -> Generator[sqlite3.Connection]:
        if self.rests:
            raise StoreTroubleError(self.trouble or "the store is closed")
        try:
            with self._locks[purpose]:
                yield self._connection(purpose)
        except (sqlite3.Error, OSError) as error:
            raise self._in_trouble(error) from error
        if self.trouble is not None:
            _logger.info("Sessions are kept in %s again", self.path)
            self.trouble = None

    def _connection(self, purpose: str) -> sqlite3.Connection:
        self._look(purpose)
        if purpose not in self._open:
            made = self._connect()
            self._open[purpose] = (made, os.stat(self.path).st_ino)
        return self._open[purpose][0]

    def _look(self, purpose: str) -> None:
        """Have the file opened anew if it was replaced or removed."""
        now = self._clock()
        if now < self._looked[purpose] + _LOOK_SECONDS:
            return
        self._looked[purpose] = now
        opened = self._open.get(purpose)
        if opened is not None and (not self.path.exists() or os.stat(self.path).st_ino != opened[1]):
            self._let_go_of(purpose)

    def _connect(self) -> sqlite3.Connection:
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
        database = sqlite3.connect(self.path, timeout=self._busy, isolation_level=None, check_same_thread=False)
        try:
            self._prepare(database)
        except BaseException:
            database.close()
            raise
        return database

    def _prepare(self, database: sqlite3.Connection) -> None:
        database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _patiently(lambda: database.execute("PRAGMA journal_mode = WAL"))
        for setting in ("synchronous = NORMAL", "foreign_keys = ON", f"journal_size_limit = {64 << 20}"):
            database.execute(f"PRAGMA {setting}")
        if _version_of(database) == 0:
            database.execute("BEGIN IMMEDIATE")
            if _version_of(database) == 0:
                for statement in self._tables.split(";"):
                    database.execute(statement)
                database.execute(f"PRAGMA user_version = {self._version}")
            database.execute("COMMIT")
        if (found := _version_of(database)) != self._version:
            raise sqlite3.DatabaseError(f"another version of Rushlight made it (schema {found}, not {self._version})")

    def _in_trouble(self, error: Exception) -> StoreTroubleError:
        said = f"{self.path} cannot be used ({error}). {_advice(error)}"
        if said != self.trouble:
            _logger.error("Sessions are kept in memory only: %s", said)
        self.trouble = said
        self._rests_until = self._clock() + REST_SECONDS
        self._let_go()
        return StoreTroubleError(said)

    def _let_go(self) -> None:
        for purpose, lock in self._locks.items():
            with lock:
                self._let_go_of(purpose)

    def _let_go_of(self, purpose: str) -> None:
        opened = self._open.pop(purpose, None)
        if opened is not None:
            with suppress(sqlite3.Error):
                opened[0].close()


def _version_of(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _patiently(work: Callable[[], object]) -> None:
    """The change to WAL does not wait for others who make it at the same time."""
    for _ in range(50):
        try:
            work()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(0.02)
    work()


def _advice(error: Exception) -> str:
    said = str(error).lower()
    if "locked" in said or "busy" in said:
        return "Another program holds it: end that, it goes on by itself then."
    if "full" in said or "no space" in said or "quota" in said:
        return "The disk is full: make room, it goes on by itself then."
    if "malformed" in said or "not a database" in said or "corrupt" in said or "another version" in said:
        return "Move the file (and those beside it that end in -wal and -shm) away: a new one is made by itself."
    return "It must be a file on a disk of this machine that the server's user may read and write (server.sessionStoreFile)."
