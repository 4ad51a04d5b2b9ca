"""The store of one process: session records in a dict. The interface of every store is declared here as well."""

from __future__ import annotations

import threading
from typing import Protocol

from rushlight.errors import StaleOwnerError
from rushlight.store.record import Changes, Holder, Record


class Store(Protocol):
    """Where session records live. All methods may be called from any thread."""

    @property
    def outlives(self) -> bool:
        """Whether records outlive the process. Their methods may then take a while: no event loop may call them."""
        ...

    @property
    def trouble(self) -> str | None:
        """What keeps the store from outliving the process just now, and what to do; None for nothing."""
        ...

    @property
    def forged(self) -> int:
        """How many sessions were lost because somebody else has changed what is stored of them."""
        ...

    def create(self, session: str, owner: str) -> Record:
        """Make the record of a new session, owned by the browser named, and take it."""
        ...

    def look(self, session: str) -> Holder | None:
        """Return whose a session is, or None if there is no such session."""
        ...

    def take(self, session: str) -> Record | None:
        """Take a session over: raise its epoch and return it, or None if there is none."""
        ...

    def commit(self, session: str, version: int, epoch: int, changes: Changes) -> int:
        """Write changes if the record is still at this version and epoch; return its version now.

        Raises StaleOwnerError if another worker has taken the session over, RecordGoneError if there is no record any
        more: the next commit has to hold everything then.
        """
        ...

    def release(self, session: str) -> None:
        """Note that this worker lets go of a session, which others may take."""
        ...

    def delete(self, session: str) -> None:
        """Forget a session."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class MemoryStore:
    """Session records in this process's memory."""

    outlives = False
    trouble = None
    forged = 0

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

    def look(self, session: str) -> Holder | None:
        """Return whose a session is, or None if there is no such session."""
        record = self._records.get(session)
        return None if record is None else Holder(record.owner, record.epoch)

    def commit(self, session: str, version: int, epoch: int, changes: Changes) -> int:
        """Write changes if the record is still at this version and epoch; return the new version."""
        with self._lock:
            record = self._records.get(session)
            if record is None or (record.version, record.epoch) != (version, epoch):
                raise StaleOwnerError(session)
            _apply(record, changes)
            record.version += 1
            return record.version

    def release(self, session: str) -> None:
        """Note that this worker lets go of a session; it stays, for others in this process."""

    def delete(self, session: str) -> None:
        """Forget a session."""
        with self._lock:
            self._records.pop(session, None)

    def close(self) -> None:
        """Forget nothing: another worker in this process may have the same store."""


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
