"""The entries of one cached function, and the computations that make them."""

from __future__ import annotations

import itertools
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec

from rushlight import log
from rushlight.caching.limits import Limits
from rushlight.run.recording import Tape

_logger = log.logger("cache")
_uses = itertools.count()


class Entry(msgspec.Struct):
    """A result that is kept."""

    value: Any
    size: int = 0
    tape: Tape | None = None
    """What the function drew."""
    born: float = 0.0
    used: int = 0
    """Greater than that of all entries that were not used since."""


class Flight:
    """A computation that is under way, for which all others who want its result wait."""

    def __init__(self) -> None:
        self.entry: Entry | None = None
        """The result; None as long as there is none, and if the computation failed."""
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._wakers: list[Callable[[], None]] = []

    def end(self, entry: Entry | None) -> None:
        """Wake all who wait."""
        self.entry = entry
        with self._lock:
            self._done.set()
            wakers, self._wakers = self._wakers, []
        for wake in wakers:
            wake()

    def wait(self) -> Entry | None:
        """Block until the computation has ended."""
        self._done.wait()
        return self.entry

    async def wait_async(self) -> Entry | None:
        """Wait until the computation has ended, which may be on this event loop or any thread."""
        import asyncio

        loop = asyncio.get_running_loop()
        woken = asyncio.Event()

        def wake() -> None:
            try:
                loop.call_soon_threadsafe(woken.set)
            except RuntimeError:
                pass  # the loop was closed: nobody waits any more

        with self._lock:
            if not self._done.is_set():
                self._wakers.append(wake)
            else:
                woken.set()
        await woken.wait()
        return self.entry


class Store:
    """Entries by key, the least recently used first."""

    def __init__(
        self,
        limits: Limits,
        release: Callable[[Any], object] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._release = release
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: OrderedDict[bytes, Entry] = OrderedDict()
        self._flights: dict[bytes, Flight] = {}
        self._swept = clock()
        self.size = 0
        """Bytes of all entries."""

    def find(self, key: bytes) -> Entry | None:
        """Return the entry of a key, if it is not too old to be served."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if self._is_usable(entry):
                self._entries.move_to_end(key)
                entry.used = next(_uses)
                return entry
            self._drop(key)
        self._released([entry])
        return None

    def is_stale(self, entry: Entry) -> bool:
        """Return whether an entry that may be served should be made anew."""
        return self._limits.grace > 0 and not self._is_fresh(entry)

    def begin(self, key: bytes) -> tuple[Flight, bool]:
        """Return the computation of a key, and whether it is the caller who has to do it and to `finish` it."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is not None:
                return flight, False
            flight = self._flights[key] = Flight()
            return flight, True

    def is_under_way(self, key: bytes) -> bool:
        """Return whether the value of a key is being computed."""
        return key in self._flights

    def finish(self, key: bytes, flight: Flight, entry: Entry | None) -> None:
        """End a computation with the entry that it made, or None if it failed, and wake all who wait for it.

        The entry is not kept if entries were cleared since the computation began.
        """
        dropped: list[Entry] = []
        with self._lock:
            if self._flights.get(key) is flight:
                del self._flights[key]
                if entry is not None:
                    dropped = self._put(key, entry)
        flight.end(entry)
        self._released(dropped)

    def put(self, key: bytes, entry: Entry) -> None:
        """Keep an entry."""
        with self._lock:
            dropped = self._put(key, entry)
        self._released(dropped)

    def remove(self, key: bytes, entry: Entry | None = None) -> None:
        """Remove the entry of a key, if it is (still) the one given, or any."""
        with self._lock:
            if entry is None:
                self._flights.pop(key, None)
            held = self._entries.get(key)
            if held is None or (entry is not None and held is not entry):
                return
            self._drop(key)
        self._released([held])

    def clear(self) -> None:
        """Remove all entries; computations that are under way keep nothing."""
        with self._lock:
            dropped = list(self._entries.values())
            self._entries.clear()
            self._flights.clear()
            self.size = 0
        self._released(dropped)

    def oldest_use(self) -> int | None:
        """Return `used` of the entry that was not used for longest."""
        with self._lock:
            first = next(iter(self._entries.values()), None)
            return None if first is None else first.used

    def remove_oldest(self) -> None:
        """Remove the entry that was not used for longest."""
        with self._lock:
            dropped = [self._drop(next(iter(self._entries)))] if self._entries else []
        self._released(dropped)

    def __len__(self) -> int:
        return len(self._entries)

    # --- under the lock ----------------------------------------------------------------------------------------------

    def _put(self, key: bytes, entry: Entry) -> list[Entry]:
        dropped = [self._drop(key)] if key in self._entries else []
        entry.born, entry.used = self._clock(), next(_uses)
        self._entries[key] = entry
        self.size += entry.size
        return [*dropped, *self._sweep(), *self._shrink()]

    def _drop(self, key: bytes) -> Entry:
        entry = self._entries.pop(key)
        self.size -= entry.size
        return entry

    def _shrink(self) -> list[Entry]:
        dropped: list[Entry] = []
        while self._is_too_full():
            dropped.append(self._drop(next(iter(self._entries))))
        return dropped

    def _is_too_full(self) -> bool:
        most, size = self._limits.max_entries, self._limits.max_size
        if len(self._entries) < 2:
            return False
        return (most is not None and len(self._entries) > most) or (size is not None and self.size > size)

    def _sweep(self) -> list[Entry]:
        """Drop what is too old, so seldom that it costs little per entry."""
        if self._limits.ttl is None or self._clock() - self._swept < self._limits.ttl / 2:
            return []
        self._swept = self._clock()
        old = [key for key, entry in self._entries.items() if not self._is_usable(entry) and entry.born < self._swept]
        return [self._drop(key) for key in old]

    # --- rules -------------------------------------------------------------------------------------------------------

    def _is_fresh(self, entry: Entry) -> bool:
        return self._limits.ttl is None or self._clock() - entry.born < self._limits.ttl

    def _is_usable(self, entry: Entry) -> bool:
        return self._limits.ttl is None or self._clock() - entry.born < self._limits.ttl + self._limits.grace

    def _released(self, entries: list[Entry]) -> None:
        if self._release is None:
            return
        for entry in entries:
            try:
                self._release(entry.value)
            except Exception:
                _logger.exception("Releasing a cached resource failed")
