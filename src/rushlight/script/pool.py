"""Worker threads that run scripts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from rushlight import log

_logger = log.logger("pool")


class Pool:
    """Threads that take work as it comes: as many as there is work at once, reused afterwards."""

    def __init__(self, name: str = "rushlight-run") -> None:
        self._name = name
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._idle = 0
        self._count = 0

    def submit(self, work: Callable[[], None]) -> None:
        """Have a thread call `work` at once."""
        with self._lock:
            if self._idle > 0:
                self._idle -= 1
            else:
                self._count += 1
                threading.Thread(target=self._serve, name=f"{self._name}-{self._count}", daemon=True).start()
        self._queue.put(work)

    def close(self) -> None:
        """Let idle threads end; busy ones end after their work."""
        with self._lock:
            for _ in range(self._count):
                self._queue.put(None)

    def _serve(self) -> None:
        while (work := self._queue.get()) is not None:
            try:
                work()
            except BaseException:
                _logger.exception("A run ended in an error of Rushlight's own")
            with self._lock:
                self._idle += 1
            del work
