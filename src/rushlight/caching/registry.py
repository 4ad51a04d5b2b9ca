"""All stores of the process, by the function they are for."""

from __future__ import annotations

import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from rushlight.caching.identity import Identity
from rushlight.caching.limits import Limits
from rushlight.caching.store import Store

_MOST_VERSIONS = 8
"""Versions of a function that keep their entries; an author at work makes many."""

Release = Callable[[Any], object]


class Registry:
    """The stores of all functions decorated with one of the decorators."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._shared: dict[tuple[str, str, str], OrderedDict[tuple[bytes, Limits], Store]] = {}
        self._all: weakref.WeakSet[Store] = weakref.WeakSet()

    def shared(self, identity: Identity, limits: Limits, release: Release | None) -> Store:
        """Return the store that all sessions use for a function."""
        with self._lock:
            versions = self._shared.setdefault(identity.place, OrderedDict())
            version = identity.digest, limits
            store = versions.get(version)
            if store is None:
                store = versions[version] = Store(limits, release, self._clock)
                self._all.add(store)
            versions.move_to_end(version)
            outdated = self._outdated(identity, versions)
        for each in outdated:
            each.clear()
        return store

    def of_session(self, held: dict[Any, Any], identity: Identity, limits: Limits, release: Release | None) -> Store:
        """Return the store that one session, which holds it among others in a dict, uses for a function."""
        version = (id(self), identity.digest, limits)
        store = held.get(version)
        if store is None:
            store = held.setdefault(version, Store(limits, release, self._clock))
            with self._lock:
                self._all.add(store)
        return store

    def clear(self) -> None:
        """Remove all entries of all stores."""
        for store in self._stores():
            store.clear()

    def shrink(self, most: int) -> None:
        """Remove the least recently used entries of all stores until they take at most this many bytes, or one is left."""
        stores = self._stores()
        while sum(store.size for store in stores) > most and sum(map(len, stores)) > 1:
            uses = [(use, store) for store in stores if (use := store.oldest_use()) is not None]
            if not uses:
                return
            min(uses, key=lambda pair: pair[0])[1].remove_oldest()

    def size(self) -> int:
        """Return the number of bytes of all entries."""
        return sum(store.size for store in self._stores())

    def _stores(self) -> list[Store]:
        with self._lock:
            return list(self._all)

    def _outdated(self, identity: Identity, versions: OrderedDict[tuple[bytes, Limits], Store]) -> list[Store]:
        # Functions without a name of their own share a place though none of them is a version of another.
        if "<" in identity.name:
            return []
        return [versions.popitem(last=False)[1] for _ in range(len(versions) - _MOST_VERSIONS)]


def release_session(held: dict[Any, Any]) -> None:
    """Release what a session that has ended holds of cached resources and data."""
    for store in list(held.values()):
        if isinstance(store, Store):
            store.clear()
    held.clear()
