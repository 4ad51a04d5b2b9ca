"""Tables of the storage, each read once and kept until it is written anew."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import pandas as pd

from energy.storage import Storage

log = logging.getLogger("energy.api")

INDEX = ["area", "consumer_type", "datetime_utc"]
HOUR = pd.Timedelta(hours=1)
EPOCH = pd.Timestamp(0, tz="UTC")


class StorageError(Exception):
    """The storage did not give a table, and there is none from before."""


class UnknownSeriesError(Exception):
    """There is no such area and consumer type."""


@dataclass(slots=True)
class _Kept:
    frame: pd.DataFrame | None = None
    version: str = ""
    checked: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)


class Tables:
    """What there is to answer from. Times are columns of whole hours since 1970.

    Args:
        storage: where the tables are.
        check_seconds: how long a table is taken as unchanged.
        clock: seconds that never go back.
    """

    def __init__(self, storage: Storage, check_seconds: float = 5, clock: Callable[[], float] = time.monotonic) -> None:
        self.reads = 0
        """How often a file was read."""
        self._storage = storage
        self._seconds = check_seconds
        self._clock = clock
        self._kept = {name: _Kept() for name in ("y", "predictions", "y_monitoring", "predictions_monitoring")}
        self._kept["metrics_monitoring"] = _Kept()

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table, indexed by area and consumer type and sorted by time."""
        kept = self._kept[name]
        with kept.lock:
            if kept.frame is None or self._clock() - kept.checked >= self._seconds:
                self._look(name, kept)
            assert kept.frame is not None
            return kept.frame

    def series(self, name: str, area: int, consumer_type: int) -> pd.DataFrame:
        """Return one series of a table; it has no rows if only other tables know of it."""
        table = self[name]
        return table.loc[[(area, consumer_type)]] if (area, consumer_type) in table.index else table.iloc[:0]

    def check(self, area: int, consumer_type: int) -> None:
        """Raise UnknownSeriesError if nothing is predicted for these."""
        if (area, consumer_type) not in self["predictions"].index:
            raise UnknownSeriesError(f"There is no area {area} with consumer type {consumer_type}.")

    def _look(self, name: str, kept: _Kept) -> None:
        try:
            version = self._storage.version(name)
            if version != kept.version:
                kept.frame = _by_hours(self._storage.read(name))
                kept.version = version
                self.reads += 1
        except Exception as error:
            # File systems have errors of their own; whichever it is, an older table is better than none.
            if kept.frame is None:
                raise StorageError(f"{self._storage.url} has no table {name!r}: {_reason(error)}") from error
            log.warning("%s of %s could not be read (%s); the one from before is kept.", name, self._storage.url, error)
        kept.checked = self._clock()


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "it was not written yet. The pipeline does so."
    return f"it could not be read ({type(error).__name__})."


def _by_hours(frame: pd.DataFrame) -> pd.DataFrame:
    frame = frame.reset_index()
    time = frame["datetime_utc"]
    if isinstance(time.dtype, pd.PeriodDtype):
        time = time.dt.to_timestamp()
    if not pd.api.types.is_integer_dtype(time):
        time = (pd.to_datetime(time, utc=True) - EPOCH) // HOUR
    frame["datetime_utc"] = time.astype("int64")
    return frame.sort_values([each for each in INDEX if each in frame]).set_index(
        [each for each in INDEX[:2] if each in frame]
    )
