"""The session record: all of a session that outlives a socket, a worker or a deploy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
    sealed_held: dict[str, Callable[[], Any]] = {}
    """Those of `held` that are read when a script first wants them, as their classes may be of the script. What reads
    them raises UnreadableError for what cannot be read."""
    sealed_entries: dict[str, Callable[[], Any]] = {}
    """Those of `entries` that are."""


class Holder(msgspec.Struct, frozen=True):
    """Whose a session is."""

    owner: str
    """Id of the browser."""
    epoch: int
    """Of the worker that took it last."""


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
    """Those that were read or written: what was read may have been changed in place."""
    dropped_entries: list[str] = []
    others: Mapping[str, Any] = {}
    """All entries. Those that were not read may have been changed as well, by what else refers to them."""


def merged(first: Changes, then: Changes) -> Changes:
    """Return the changes of two runs as those of one."""
    return msgspec.structs.replace(
        then,
        values=_without(first.values, then.dropped_values) | then.values,
        dropped_values=_still(first.dropped_values, then.values) + then.dropped_values,
        held=_without(first.held, then.dropped_held) | then.held,
        dropped_held=_still(first.dropped_held, then.held) + then.dropped_held,
        entries=_without(first.entries, then.dropped_entries) | then.entries,
        dropped_entries=_still(first.dropped_entries, then.entries) + then.dropped_entries,
    )


def _without(values: dict[str, Any], dropped: list[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in dropped}


def _still(dropped: list[str], values: dict[str, Any]) -> list[str]:
    return [key for key in dropped if key not in values]
