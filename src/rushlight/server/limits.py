"""How much one visitor may ask for at a time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rushlight.server.proxies import is_loopback

MESSAGES_AT_ONCE = 1000
MESSAGES_PER_SECOND = 200


class Bucket:
    """A token bucket: so many at once, then so many a second; whoever asks for more has to wait."""

    __slots__ = ("_clock", "_filled", "_most", "_rate", "_tokens")

    def __init__(
        self,
        most: float = MESSAGES_AT_ONCE,
        rate: float = MESSAGES_PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._rate, self._clock = most, rate, clock
        self._tokens, self._filled = most, clock()

    def take(self) -> float:
        """Take one; return the seconds to wait first."""
        now = self._clock()
        self._tokens = min(self._most, self._tokens + (now - self._filled) * self._rate) - 1
        self._filled = now
        return max(0.0, -self._tokens / self._rate)


class Places:
    """How many connections each address has. Those of this machine are not counted: they may be a proxy's."""

    def __init__(self, most: Callable[[], int]) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()

    @contextmanager
    def one(self, address: str | None) -> Generator[bool]:
        """Take a place for as long as a connection lasts; tell whether there was one."""
        most = self._most()
        if address is None or most <= 0 or is_loopback(address):
            yield True
            return
        if self._taken[address] >= most:
            yield False
            return
        self._taken[address] += 1
        try:
            yield True
        finally:
            self._taken[address] -= 1
            if not self._taken[address]:
                del self._taken[address]


class Connections:
    """Connections of each address, of which one has so many at a time: beyond it the oldest without a request has to go.

    Those of a browser wait for a request an instant, or for the next one, which it can send by another connection: so the
    oldest is no other's than those who keep them on purpose. Where all have a request, the newest is the oldest without.
    """

    def __init__(self, most: Callable[[], int]) -> None:
        self._most = most
        self._addresses: dict[object, str] = {}
        self._busy: Counter[str] = Counter()
        """How many of an address have a request."""
        self._ends: dict[str, dict[object, Callable[[], object]]] = {}
        """How to end each of the others, by address, the oldest first."""

    def add(self, address: str, connection: object, end: Callable[[], object]) -> None:
        """Count a connection that waits for a request; end one of its address if there are too many."""
        self._addresses[connection] = address
        waiting = self._ends.setdefault(address, {})
        waiting[connection] = end
        if 0 < self._most() < len(waiting) + self._busy[address]:
            oldest = next(iter(waiting))
            end_oldest = waiting[oldest]
            self.discard(oldest)
            end_oldest()

    def begin(self, connection: object) -> None:
        """Note that a connection has a request."""
        address = self._addresses.get(connection)
        if address is not None and self._ends[address].pop(connection, None) is not None:
            self._busy[address] += 1

    def finish(self, connection: object, end: Callable[[], object]) -> None:
        """Note that a connection waits for another request."""
        address = self._addresses.get(connection)
        if address is not None and connection not in self._ends[address]:
            self._busy[address] -= 1
            self._ends[address][connection] = end

    def discard(self, connection: object) -> None:
        """Count a connection no longer."""
        address = self._addresses.pop(connection, None)
        if address is None:
            return
        waiting = self._ends[address]
        if waiting.pop(connection, None) is None:
            self._busy[address] -= 1
        if not waiting and not self._busy[address]:
            del self._ends[address], self._busy[address]
