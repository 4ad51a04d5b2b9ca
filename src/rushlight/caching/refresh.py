"""Making stale values anew while they are still served."""

from __future__ import annotations

import threading
from collections.abc import Callable

from rushlight import log

_logger = log.logger("cache")


class Refreshers:
    """Threads that compute in the background, at most so many at a time; what is beyond that is left for later."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy = 0

    def start(self, work: Callable[[], object], most: int) -> bool:
        """Have a thread do the work, outside of any session; return False if all threads are busy."""
        with self._lock:
            if self._busy >= most:
                return False
            self._busy += 1
        threading.Thread(target=self._do, args=(work,), name="rushlight-refresh", daemon=True).start()
        return True

    def _do(self, work: Callable[[], object]) -> None:
        try:
            work()
        except BaseException:
            _logger.exception("A cached value could not be made anew; the old one is served for the rest of its time")
        finally:
            with self._lock:
                self._busy -= 1
