"""The session record: all of a session that outlives a socket, a worker or a deploy."""

from __future__ import annotations

from typing import Any

import msgspec

from rushlight.wire.messages import Plain


class Record(msgspec.Struct):
    """A session as the store holds it."""

    owner: str
    """Id of the browser that the session belongs to."""
    version: int = 0
    """Rises by one with each commit."""
    epoch: int = 0
    """Rises by one with each worker that takes the session over; fences off the one before."""
    event: int = 0
    """Number of the last browser event whose effects are in this record."""
    page: str = ""
    query: dict[str, list[str]] = {}
    values: dict[str, Plain] = {}
    """Raw values by widget id."""
    persisted: dict[str, Plain] = {}
    of_page: list[str] = []
    """Keys of those that are kept on visits of this page only."""
    held: dict[str, Any] = {}
    """Values of keyed widgets by key, as scripts see them. What cannot be stored is left out: a script that reads it
    before it draws the widget does not find it then."""
    entries: dict[str, Any] = {}
    """Session state entries by key."""


class Changes(msgspec.Struct):
    """What one run changed of a record."""

    event: int
    page: str
    query: dict[str, list[str]]
    values: dict[str, Plain] = {}
    dropped_values: list[str] = []
    persisted: dict[str, Plain] = {}
    """All that are kept, not only those that have changed."""
    of_page: list[str] = []
    held: dict[str, Any] = {}
    dropped_held: list[str] = []
    entries: dict[str, Any] = {}
    dropped_entries: list[str] = []
