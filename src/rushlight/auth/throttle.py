"""How long somebody has to wait after wrong passwords."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

import msgspec

FREE_TRIES = 5
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 900.0
_FORGET_AFTER = 3600.0
_MOST_KEPT = 20_000


class _Failures(msgspec.Struct):
    count: int
    last: float


class Throttle:
    """Failures by account and by address: after five, each doubles the wait, up to a quarter of an hour.

    A name that nobody has is counted like any other, so that waits tell nothing. Thread-safe.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()

    def wait(self, account: str, address: str | None) -> float:
        """Return the seconds until this account may be tried from this address."""
        now = self._clock()
        with self._lock:
            return max(0.0, *(self._ready_at(key, now) - now for key in _keys(account, address)))

    def failed(self, account: str, address: str | None) -> None:
        """Count a wrong password."""
        now = self._clock()
        with self._lock:
            for key in _keys(account, address):
                known = self._failures.pop(key, None)
                count = 1 if known is None or now - known.last > _FORGET_AFTER else known.count + 1
                self._failures[key] = _Failures(count, now)
            while len(self._failures) > _MOST_KEPT:
                self._failures.popitem(last=False)

    def succeeded(self, account: str, address: str | None) -> None:
        """Take back a try that was counted before it was checked, and forget the account's failures.

        The other failures of the address stay: one right password of its own clears no guesser.
        """
        with self._lock:
            self._failures.pop(("account", account.casefold()), None)
            known = self._failures.get(("address", address or ""))
            if known is not None:
                known.count -= 1

    def _ready_at(self, key: tuple[str, str], now: float) -> float:
        known = self._failures.get(key)
        if known is None or known.count < FREE_TRIES or now - known.last > _FORGET_AFTER:
            return now
        return known.last + min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** (known.count - FREE_TRIES))


def _keys(account: str, address: str | None) -> list[tuple[str, str]]:
    keys = [("account", account.casefold())]
    # Without an address all visitors come through one socket: they must not lock each other out.
    return keys if address is None else [*keys, ("address", address)]
