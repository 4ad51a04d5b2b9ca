"""The store of one process: session records in a dict. The interface of every store is declared here as well."""

from __future__ import annotations

import threading
from typing import Protocol

from rushlight.errors import StaleOwnerError
from rushlight.store.record import Changes, Record


class Store(Protocol):
    """Where session records live. All methods may be called from any thread."""

    def create(self, session: str, owner: str) -> Record:
        """Make the record of a new session, owned by the browser named, and take it."""
        ...

    def take(self, session: str) -> Record | None:
        """Take a session over: raise its epoch and return it, or None if there is none."""
        ...

    def owner(self, session: str) -> str | None:
        """Return the browser that a session belongs to, or None if there is no such session."""
        ...

    def commit(self, session: str, version: int, epoch: int, changes: Changes) -> int:
        """Write changes if the record is still at this version and epoch; return the new version.

        Raises StaleOwnerError otherwise: another worker has taken the session over.
        """
        ...

    def delete(self, session: str) -> None:
        """Forget a session."""
        ...


class MemoryStore:
    """Session records in this process's memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: dict[str, Record] = {}

    def create(self, session: str, owner: str) -> Record:
        """Make the record of a new session, owned by the browser named, and take it."""
        with self._lock:
            record = self._records[session] = Record(owner, epoch=1)
            return _copy(record)

    def take(self, session: str) -> Record | None:
        """Take a session over: raise its epoch and return it, or None if there is none."""
        with self._lock:
            record = self._records.get(session)
            if record is None:
                return None
            record.epoch += 1
            return _copy(record)

    def owner(self, session: str) -> str | None:
        """Return the browser that a session belongs to, or None if there is no such session."""
        record = self._records.get(session)
        return None if record is None else record.owner

    def commit(self, session: str, version: int, epoch: int, changes: Changes) -> int:
        """Write changes if the record is still at this version and epoch; return the new version."""
        with self._lock:
            record = self._records.get(session)
            if record is None or (record.version, record.epoch) != (version, epoch):
                raise StaleOwnerError(session)
            _apply(record, changes)
            record.version += 1
            return record.version

    def delete(self, session: str) -> None:
        """Forget a session."""
        with self._lock:
            self._records.pop(session, None)


def _apply(record: Record, changes: Changes) -> None:
    record.event, record.page, record.query = changes.event, changes.page, changes.query
    record.values.update(changes.values)
    for id in changes.dropped_values:
        record.values.pop(id, None)
    record.persisted, record.of_page = dict(changes.persisted), list(changes.of_page)
    record.held.update(changes.held)
    for key in changes.dropped_held:
        record.held.pop(key, None)
    record.entries.update(changes.entries)
    for key in changes.dropped_entries:
        record.entries.pop(key, None)


def _copy(record: Record) -> Record:
    return Record(
        record.owner,
        record.version,
        record.epoch,
        record.event,
        record.page,
        dict(record.query),
        dict(record.values),
        dict(record.persisted),
        list(record.of_page),
        dict(record.held),
        dict(record.entries),
    )
