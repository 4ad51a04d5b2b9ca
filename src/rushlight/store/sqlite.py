"""Session records in one SQLite file, for all workers of a host: they outlive every process.

A commit writes a row for each widget and entry that has changed. Values are read when a script first wants them. Where the
file cannot be used, sessions go on in memory, and what it owes then is written when it can be used again.
"""

from __future__ import annotations

import io
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from rushlight import log
from rushlight.errors import (
    RecordGoneError,
    StaleOwnerError,
    StoreTroubleError,
    UnreadableError,
    UnstorableError,
)
from rushlight.keys import key_at
from rushlight.store import codec
from rushlight.store.file import StoreFile
from rushlight.store.marks import Mark, Marks, digest_of, mark_of
from rushlight.store.pickles import SignedPickles
from rushlight.store.proofs import Proofs
from rushlight.store.record import Changes, Holder, Record, merged

_logger = log.logger("store")

SCHEMA = 2
_TABLES = """
CREATE TABLE sessions (
    id TEXT PRIMARY KEY, app TEXT NOT NULL, owner TEXT NOT NULL, version INTEGER NOT NULL, epoch INTEGER NOT NULL,
    event INTEGER NOT NULL, page TEXT NOT NULL, rest BLOB NOT NULL, proof BLOB NOT NULL, used REAL NOT NULL
);
CREATE INDEX sessions_by_use ON sessions (used);
CREATE TABLE parts (
    session TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE, kind TEXT NOT NULL, key TEXT NOT NULL,
    data BLOB NOT NULL, proof BLOB NOT NULL, PRIMARY KEY (session, kind, key)
)
"""
_WATCHED_BYTES = 64 << 10
"""Of entries that a run has not read, those of a session that take this much together are compared all the same."""
_MOST_HELD = 1 << 20
"""Bytes that are kept of a widget's value, as scripts see it, for the time before the widget is drawn again."""
_CLEAR_SECONDS = 600.0
"""How often it is looked for records that nobody has used for long."""
_CLEAR_AT_ONCE = 200
"""How many of them are deleted at a time."""
_PAGES_AT_ONCE = 2000
"""How many pages of the file are given back to the disk then."""

Kind: TypeAlias = str
"""Of a part of a session: value, held or entry."""
_Row: TypeAlias = tuple[Kind, str, bytes | None]
"""What is written: the kind and key of a part, and its bytes, or None where it is to be deleted."""


class Settings(msgspec.Struct, frozen=True):
    """What a store is told."""

    app: str = ""
    """Which app the sessions are of, where several share a file."""
    days: float = 7.0
    """For which a record is kept that nobody uses."""
    most_bytes: int = 100 << 20
    """That are stored of a session."""
    secret: Callable[[], bytes] | None = None
    """Signs what is stored; a key in a file beside the store's when None."""
    pickles: bool = False
    """Values that have no form of their own are stored as pickles."""


class _Held(msgspec.Struct):
    """What this worker knows of a session that it has taken."""

    owner: str
    epoch: int
    is_stored: bool
    """False until the first commit."""
    owed: Changes | None = None
    """What could not be written yet."""
    marks: Marks = msgspec.field(default_factory=Marks)
    """What is stored of entries."""
    sealed: dict[tuple[Kind, str], bytes] = msgspec.field(default_factory=dict[tuple[Kind, str], bytes])
    """What no script has read yet."""


class SqliteStore:
    """Session records in a file."""

    outlives = True

    def __init__(
        self,
        path: Path,
        settings: Settings = Settings(),  # noqa: B008
        *,
        forgotten: Callable[[str], object] = str,
        clock: Callable[[], float] = time.time,
        **options: Any,
    ) -> None:
        self._forgotten = forgotten
        """Told of each session whose record is deleted."""
        self._settings = settings
        self._clock = clock
        self._secret = settings.secret or (lambda: key_at(path.with_suffix(".key")))
        self._proofs = Proofs(self._secret)
        self.forged = 0
        """Sessions that were lost because somebody else has changed what is stored of them."""
        self._file = StoreFile(path, _TABLES, SCHEMA, **options)
        self._lock = threading.Lock()
        self._held: dict[str, _Held] = {}
        self._told: set[str] = set()
        """Keys of which the log has said that they cannot be stored."""
        self._clears_at = float("-inf")

    @property
    def trouble(self) -> str | None:
        """What is the matter with the file, and what to do."""
        return self._file.trouble

    def create(self, session: str, owner: str) -> Record:
        """Make the record of a new session; the file has it with its first commit."""
        with self._lock:
            self._held[session] = _Held(owner, 1, False)
        return Record(owner, epoch=1)

    def look(self, session: str) -> Holder | None:
        """Return whose a session is, as far as the file or this worker knows."""
        held = self._held.get(session)
        known = None if held is None else Holder(held.owner, held.epoch)
        if held is not None and not held.is_stored:
            return known
        try:
            with self._file.reading() as database:
                row = database.execute(_LOOK, (session, self._settings.app)).fetchone()
                return known if row is None or not self._is_ours(session, row, []) else Holder(row[0], row[2])
        except StoreTroubleError:
            return known

    def take(self, session: str) -> Record | None:
        """Take a session over: raise its epoch and return it, or None if there is none that can be read."""
        try:
            with self._file.writing() as database:
                row = database.execute(_TAKE, (self._clock(), session, self._settings.app)).fetchone()
                parts = database.execute(_PARTS, (session,)).fetchall()
                if row is None or not self._is_ours(session, row, parts):
                    return None
        except StoreTroubleError:
            return None
        return self._taken(session, row, parts)

    def commit(self, session: str, version: int, epoch: int, changes: Changes) -> int:
        """Write what has changed, if the record is still at this version and epoch; return its version now."""
        held = self._held_of(session, epoch)
        held.owed = changes if held.owed is None else merged(held.owed, changes)
        if self._file.rests:
            return version
        rows, marks = self._rows(session, held, held.owed)
        try:
            with self._file.writing() as database:
                self._write(database, session, held, version, rows)
        except StoreTroubleError:
            return version
        held.owed, held.is_stored = None, True
        for key, mark in marks.items():
            held.marks.put(key, mark)
        self._clear()
        return version + 1

    def release(self, session: str) -> None:
        """Note that this worker lets go of a session, which others may take."""
        with self._lock:
            held = self._held.pop(session, None)
        if held is not None and not held.is_stored:
            self._forgotten(session)

    def delete(self, session: str) -> None:
        """Forget a session, unless another worker has taken it."""
        with self._lock:
            held = self._held.pop(session, None)
        if held is None:
            return
        try:
            with self._file.writing() as database:
                gone = database.execute(
                    "DELETE FROM sessions WHERE id = ? AND epoch = ? RETURNING id", (session, held.epoch)
                ).fetchall()
        except StoreTroubleError:
            return  # it is cleared away in some days
        if gone or not held.is_stored:
            self._forgotten(session)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    # --- reading -----------------------------------------------------------------------------------------------------

    def _is_ours(self, session: str, row: tuple[Any, ...], parts: list[tuple[Any, ...]]) -> bool:
        """Tell whether this app has written a session; one that somebody else has changed is lost."""
        owner, _, _, event, page, rest, proof = row
        try:
            self._proofs.check(proof, (session, self._settings.app, owner, event, page, rest))
            for kind, key, data, proof in parts:
                self._proofs.check(proof, (session, kind, key, data))
        except UnreadableError as error:
            self.forged += 1
            _logger.error("A session is given up: of what %s holds of it, %s", self._file.path, error)
            return False
        return True

    def _taken(self, session: str, row: tuple[Any, ...], parts: list[tuple[Kind, str, bytes, bytes]]) -> Record | None:
        owner, version, epoch, event, page, rest, _ = row
        held = _Held(owner, epoch, True)
        try:
            query, persisted, of_page = codec.decode(rest)
            values = {key: codec.decode(data) for kind, key, data, _ in parts if kind == "value"}
        except UnreadableError as error:
            _logger.warning("A session cannot be continued: %s", error)
            return None
        sealed: dict[Kind, dict[str, Callable[[], Any]]] = {"held": {}, "entry": {}}
        for kind, key, data, _ in parts:
            if kind != "value":
                held.sealed[kind, key] = data
                sealed[kind][key] = partial(self._opened, session, held, kind, key, data)
        with self._lock:
            self._held[session] = held
        return Record(
            owner,
            version,
            epoch,
            event,
            page,
            query,
            values,
            persisted,
            of_page,
            {},
            {},
            sealed["held"],
            sealed["entry"],
        )

    def _opened(self, session: str, held: _Held, kind: Kind, key: str, data: bytes) -> Any:
        try:
            value = codec.decode(data, self._pickles(session, key))
        except UnreadableError as error:
            if self._is_new(f"read {key}"):
                _logger.warning("session_state[%r] of a session that is continued is left out: %s", key, error)
            raise
        held.sealed.pop((kind, key), None)
        if kind == "entry":
            held.marks.put(key, mark_of(value, data))
        return value

    # --- writing -----------------------------------------------------------------------------------------------------

    def _held_of(self, session: str, epoch: int) -> _Held:
        with self._lock:
            held = self._held.get(session)
            if held is None or held.epoch != epoch:
                # The worker has let go of it while its last run went on.
                held = _Held("", epoch, True)
            return held

    def _rows(self, session: str, held: _Held, changes: Changes) -> tuple[list[_Row], dict[str, Mark | None]]:
        """Return what is to be written, and the marks of the entries among it."""
        rows: list[_Row] = []
        rows += [("value", key, codec.encode(value)) for key, value in changes.values.items()]
        rows += [("held", key, self._held_form(session, key, value)) for key, value in changes.held.items()]
        dropped = (
            ("value", changes.dropped_values),
            ("held", changes.dropped_held),
            ("entry", changes.dropped_entries),
        )
        rows += [(kind, key, None) for kind, keys in dropped for key in keys]
        marks: dict[str, Mark | None] = dict.fromkeys(changes.dropped_entries)
        size = held.marks.size - sum(mark.size for key in marks if (mark := held.marks.get(key)) is not None)
        for key, value in (*changes.entries.items(), *_watched(held, changes)):
            mark = held.marks.get(key)
            if mark is not None and mark.proves(value):
                continue
            size -= 0 if mark is None else mark.size
            data = self._entry_form(session, key, value, self._settings.most_bytes - size)
            size += 0 if data is None else len(data)
            marks[key] = None if data is None else mark_of(value, data)
            if data is None or mark is None or digest_of(data) != mark.digest:
                rows.append(("entry", key, data))
        if not held.is_stored:
            rows += [(kind, key, data) for (kind, key), data in held.sealed.items()]
        return rows, marks

    def _held_form(self, session: str, key: str, value: Any) -> bytes | None:
        files: list[Any] = value if isinstance(value, list) else [value]
        if any(isinstance(each, io.BytesIO) for each in files):
            return None  # they are among the uploads, where their widget finds them
        try:
            data = codec.encode(value, self._pickles(session, key))
        except UnstorableError:
            return None
        return data if len(data) <= _MOST_HELD else None

    def _entry_form(self, session: str, key: str, value: Any, most: int) -> bytes | None:
        try:
            data = codec.encode(value, self._pickles(session, key))
            if len(data) > most:
                most = self._settings.most_bytes >> 20
                raise UnstorableError(f"with it the session takes more than {most} MB (server.sessionStoreSize)")
            return data
        except UnstorableError as error:
            self._tell(key, error)
            return None

    def _tell(self, key: str, error: UnstorableError) -> None:
        if self._is_new(key):
            _logger.warning(
                "session_state[%r] stays with this process, and is lost with it: %s. Keep there what it is made of, "
                "hold it by st.cache_resource, or allow pickles (server.sessionPickle).",
                key,
                error,
            )

    def _is_new(self, said: str) -> bool:
        if said in self._told or len(self._told) >= 1000:
            return False
        self._told.add(said)
        return True

    def _write(self, database: sqlite3.Connection, session: str, held: _Held, version: int, rows: list[_Row]) -> None:
        changes = held.owed
        assert changes is not None
        rest = codec.encode([changes.query, changes.persisted, changes.of_page])
        app = self._settings.app
        proof = self._proofs.of(session, app, held.owner, changes.event, changes.page, rest)
        facts = (changes.event, changes.page, rest, proof, self._clock())
        if held.is_stored:
            cursor = database.execute(_UPDATE, (*facts, session, version, held.epoch))
            if cursor.rowcount != 1:
                raise self._lost(database, session, held)
        else:
            self._insert(database, (session, app, held.owner, version + 1, held.epoch, *facts))
        put = [(session, kind, key, data) for kind, key, data in rows if data is not None]
        database.executemany(_PUT, [(*row, self._proofs.of(*row)) for row in put])
        database.executemany(_DROP, [(session, kind, key) for kind, key, data in rows if data is None])

    def _insert(self, database: sqlite3.Connection, row: tuple[Any, ...]) -> None:
        try:
            database.execute(_INSERT, row)
        except sqlite3.IntegrityError:
            raise StaleOwnerError(row[0]) from None

    def _lost(self, database: sqlite3.Connection, session: str, held: _Held) -> Exception:
        if database.execute("SELECT 1 FROM sessions WHERE id = ?", (session,)).fetchone() is not None:
            return StaleOwnerError(session)
        held.is_stored, held.marks = False, Marks()
        return RecordGoneError(f"there is no record of session {session[:8]}... any more")

    # --- the rest ----------------------------------------------------------------------------------------------------

    def _pickles(self, session: str, key: str) -> SignedPickles | None:
        return SignedPickles(self._secret, f"{session} {key}") if self._settings.pickles else None

    def _clear(self) -> None:
        """Delete some of the records that nobody has used for long; those of this worker are used."""
        now = self._clock()
        with self._lock:
            if now < self._clears_at:
                return
            self._clears_at = now + _CLEAR_SECONDS
            mine = [(now, session) for session in self._held]
        try:
            with self._file.writing() as database:
                database.executemany("UPDATE sessions SET used = ? WHERE id = ?", mine)
                before = now - self._settings.days * 86400
                gone = database.execute(_CLEAR, (before, _CLEAR_AT_ONCE)).fetchall()
            with self._file.reading() as database:
                database.execute(f"PRAGMA incremental_vacuum({_PAGES_AT_ONCE})").fetchall()
        except StoreTroubleError:
            return
        for (session,) in gone:
            self._forgotten(session)
        if len(gone) >= _CLEAR_AT_ONCE:
            self._clears_at = now  # there are more, for the next commit


def _watched(held: _Held, changes: Changes) -> Iterator[tuple[str, Any]]:
    """Yield entries that the run has not read and that can have changed all the same, as long as they are small."""
    for key, _ in held.marks.watched(_WATCHED_BYTES):
        if key in changes.others and key not in changes.entries:
            yield key, changes.others[key]


_TAKE = """
UPDATE sessions SET epoch = epoch + 1, used = ? WHERE id = ? AND app = ?
RETURNING owner, version, epoch, event, page, rest, proof
"""
_LOOK = "SELECT owner, version, epoch, event, page, rest, proof FROM sessions WHERE id = ? AND app = ?"
_PARTS = "SELECT kind, key, data, proof FROM parts WHERE session = ?"
_UPDATE = """
UPDATE sessions SET version = version + 1, event = ?, page = ?, rest = ?, proof = ?, used = ?
WHERE id = ? AND version = ? AND epoch = ?
"""
_INSERT = """
INSERT INTO sessions (id, app, owner, version, epoch, event, page, rest, proof, used)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_PUT = """
INSERT INTO parts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET data = excluded.data, proof = excluded.proof
"""
_DROP = "DELETE FROM parts WHERE session = ? AND kind = ? AND key = ?"
_CLEAR = "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE used < ? ORDER BY used LIMIT ?) RETURNING id"
