"""What sources of secrets said last, and when they are to be asked again."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rushlight import log
from rushlight.config.sources import Given, Source, merged
from rushlight.errors import SecretNotFoundError
from rushlight.redaction import hide

_logger = log.logger("secrets")

LOOK_SECONDS = 1
"""Files are looked at, by their times of change, at most this often."""
RETRY_SECONDS = 5
"""A source that has never worked is tried again after this time."""
FALL_BACK_SECONDS = 30
"""A source that fails after it has worked is tried again after this time, or its lifetime if that is shorter."""
PATIENCE_SECONDS = 2
"""How long whoever wants secrets waits for fresh ones where there are older ones."""
_LEAST_NUMBER = 100_000
_OPEN = frozenset(
    ("type", "dialect", "driver", "drivername", "host", "hostname", "port", "region", "database", "dbname", "schema",
     "redirect_uri", "server_metadata_url", "scope")
)  # fmt: skip
"""Keys of settings that usually stand beside secrets and are none: without them no log could be read."""


class HeldSource:
    """One source with what it said last."""

    def __init__(self, source: Source, lifetime: float, clock: Callable[[], float]) -> None:
        self.source = source
        self.values: dict[str, Any] | None = None
        self.due = 0.0
        """When to look at the source again."""
        self._lifetime = lifetime
        self._clock = clock
        self._stamp: object = None
        self._error: SecretNotFoundError | None = None
        self._has_worked = False
        self._fetching: threading.Thread | None = None

    def begin(self) -> None:
        """Look at the source if it is time to; what is far away is asked by a thread."""
        if self._clock() < self.due or (self._fetching is not None and self._fetching.is_alive()):
            return
        stamp = self.source.stamp()
        if stamp is None:
            self._fetching = threading.Thread(target=self._read, name="rushlight-secrets", daemon=True)
            self._fetching.start()
        elif stamp != self._stamp or not self._has_worked:
            self._stamp = stamp
            self._read()
        else:
            self.due = self._clock() + LOOK_SECONDS

    def wait(self, until: float) -> None:
        """Wait for the answer until a time or, if there never was one, as long as it takes.

        Raises SecretNotFoundError if the source has never worked.
        """
        if self._fetching is not None:
            self._fetching.join(max(0.0, until - self._clock()) if self._has_worked else None)
        if not self._has_worked and self._error is not None:
            raise SecretNotFoundError(str(self._error))

    def _read(self) -> None:
        try:
            self.values = self.source.read()
        except SecretNotFoundError as error:
            self._failed(error)
            return
        if self._error is not None and self._has_worked:
            _logger.info("The source of secrets %s can be read again", self.source.name)
        self._has_worked, self._error = True, None
        self.due = self._clock() + (self._lifetime if self._stamp is None else LOOK_SECONDS)

    def _failed(self, error: SecretNotFoundError) -> None:
        self._error, self._stamp = error, None
        if self._has_worked:
            _logger.warning("%s Its last values stay in use.", error)
            self.due = self._clock() + min(self._lifetime, FALL_BACK_SECONDS)
        else:
            self.due = self._clock() + RETRY_SECONDS


class HeldSecrets:
    """The secrets of several sources as one table, read when they are wanted and no older than they may be."""

    def __init__(self, sources: Sequence[Source], lifetime: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._sources = [HeldSource(source, lifetime, clock) for source in sources]
        self._clock = clock
        self._lock = threading.Lock()
        self._due = 0.0
        self._parts: list[dict[str, Any]] = []
        self._whole: dict[str, Any] | None = None
        self._exported: dict[str, str] = {}

    def get(self) -> Mapping[str, Any] | None:
        """Return the table, or None if no source has anything. Raises SecretNotFoundError if one has never worked."""
        whole = self._whole
        if self._clock() < self._due:
            return whole
        if not self._lock.acquire(blocking=whole is None):
            return whole  # another thread is getting them
        try:
            return self._fresh()
        finally:
            self._lock.release()

    def add(self, values: Mapping[str, Any]) -> None:
        """Have these too; they win over what the sources say."""
        with self._lock:
            self._sources.append(HeldSource(Given(values), 0, self._clock))
            self._due = 0.0

    def look_again(self) -> None:
        """Look at files at the next access: they may have changed."""
        for held in self._sources:
            if held.source.stamp() is not None:
                held.due = 0.0
        self._due = 0.0

    def _fresh(self) -> dict[str, Any] | None:
        for held in self._sources:
            held.begin()
        until = self._clock() + PATIENCE_SECONDS
        for held in self._sources:
            held.wait(until)
        parts = [held.values for held in self._sources if held.values is not None]
        if parts != self._parts:
            self._parts, self._whole = parts, merged(parts) if parts else None
            hide(confidential(self._whole))
            self._export(self._whole or {})
        # A source that still answers is looked at again soon.
        self._due = max(min(held.due for held in self._sources), self._clock() + LOOK_SECONDS)
        return self._whole

    def _export(self, values: Mapping[str, Any]) -> None:
        """Have top-level texts and numbers as variables of the environment, unless there are others by these names."""
        plain = {
            name: str(value)
            for name, value in values.items()
            if isinstance(value, (str, int, float)) and not isinstance(value, bool) and "\0" not in str(value)
        }
        for name in {*plain, *self._exported}:
            if name in os.environ and os.environ[name] != self._exported.get(name):
                continue
            if name in plain:
                os.environ[name] = self._exported[name] = plain[name]
            elif os.environ.pop(name, None) is not None:
                del self._exported[name]


def confidential(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts and long numbers in a table that must not be shown."""
    if isinstance(value, Mapping):
        for name, inner in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield from confidential(inner, str(name))  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list):
        for inner in value:  # pyright: ignore[reportUnknownVariableType]
            yield from confidential(inner, key)
    elif key.lower() in _OPEN:
        return
    elif isinstance(value, str):
        yield value
    elif isinstance(value, int) and abs(value) >= _LEAST_NUMBER:
        yield str(value)
