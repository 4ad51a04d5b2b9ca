"""How long, and how much, a cached function keeps."""

from __future__ import annotations

import math
import re
from datetime import timedelta

import msgspec

from rushlight.errors import InvalidValueError
from rushlight.times import seconds


class Limits(msgspec.Struct, frozen=True):
    """What a cached function keeps at most."""

    ttl: float | None = None
    """Seconds for which an entry is fresh."""
    grace: float = 0.0
    """Seconds after that for which it is served while a fresh value is made."""
    max_entries: int | None = None
    max_size: int | None = None
    """Bytes of all entries together."""


def lifetime(ttl: float | timedelta | str | None) -> float | None:
    """Return a `ttl` in seconds, None for one without end. Raises BadTimeStringError."""
    return None if ttl is None or ttl == math.inf else seconds(ttl)


def count(max_entries: object) -> int | None:
    """Check a number of entries. Raises InvalidValueError unless it is at least 1."""
    if max_entries is None:
        return None
    if isinstance(max_entries, bool) or not isinstance(max_entries, int | float) or not max_entries >= 1:
        raise InvalidValueError.of("max_entries", max_entries, "a whole number of at least 1, or None for no limit")
    return None if max_entries == math.inf else int(max_entries)


def byte_count(size: int | str | None, parameter: str = "max_size") -> int | None:
    """Return a size in bytes, given as a number or as text such as "500MB" (units are powers of 1024).

    Raises InvalidValueError unless it is above zero.
    """
    if size is None:
        return None
    found = _of_text(size) if isinstance(size, str) else size
    if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < math.inf:
        allowed = 'a number of bytes above zero, or text with a unit such as "500MB", "1.5GB" or "200KiB"'
        raise InvalidValueError.of(parameter, size, allowed)
    return max(int(found), 1)


_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*([kmgt]?)i?b\s*", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}


def _of_text(size: str) -> float | None:
    match = _SIZE.fullmatch(size)
    return None if match is None else float(match[1]) * 1024 ** _POWERS[match[2].lower()]
