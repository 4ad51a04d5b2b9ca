"""Counters of an app, cheap enough to be always on. What reads them makes of them what a monitor understands."""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
"""Upper bounds of the classes in which the lengths of runs are counted."""


class Figures:
    """What one session's run has done so far. Only the threads of that run count here, so there is no lock."""

    __slots__ = ("hits", "misses", "statements")

    def __init__(self) -> None:
        self.statements = 0
        self.hits = 0
        """Results of cached functions that were at hand."""
        self.misses = 0


class Metrics:
    """All that was counted since the app began."""

    __slots__ = (
        "_lock",
        "events",
        "frames",
        "hits",
        "lengths",
        "misses",
        "patch_bytes",
        "runs",
        "seconds",
        "statements",
    )

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.runs: Counter[str] = Counter()
        """By how they ended."""
        self.lengths = [0] * (len(SECONDS) + 1)
        """Runs by class of length; the last is for longer ones."""
        self.seconds = 0.0
        self.statements = 0
        self.hits = 0
        self.misses = 0
        self.events: Counter[str] = Counter()
        """Events of browsers by kind; counted on the event loop alone, as are frames."""
        self.frames = 0
        self.patch_bytes = 0

    def count_run(self, ending: str, seconds: float, figures: Figures) -> None:
        """Count a run that ended."""
        with self._lock:
            self.runs[ending] += 1
            self.lengths[bisect_left(SECONDS, seconds)] += 1
            self.seconds += seconds
            self.statements += figures.statements
            self.hits += figures.hits
            self.misses += figures.misses

    @property
    def has_served(self) -> bool:
        """Whether some run of the script has ended well."""
        return any(count for ending, count in self.runs.items() if ending != "failed")
