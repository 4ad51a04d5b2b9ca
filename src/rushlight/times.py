"""Durations as people give them."""

from __future__ import annotations

import re
from datetime import timedelta

from rushlight.errors import BadTimeStringError

_UNITS = {
    "ms": 0.001,
    "millisecond": 0.001,
    "s": 1,
    "sec": 1,
    "second": 1,
    "m": 60,
    "min": 60,
    "minute": 60,
    "h": 3600,
    "hr": 3600,
    "hour": 3600,
    "d": 86400,
    "day": 86400,
    "w": 604800,
    "week": 604800,
}
_PART = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]+)\s*,?", re.IGNORECASE)
_CLOCK = re.compile(r"(?:(\d+) days? )?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?")


def seconds(duration: float | timedelta | str) -> float:
    """Return a duration in seconds.

    Takes a number of seconds, a timedelta, or text such as "90s", "1d2h", "250ms", "5 minutes" or "01:30:00".
    Raises BadTimeStringError for anything else, and for durations that are not finite and at least zero.
    """
    value = _seconds(duration)
    if value is None or not 0 <= value < float("inf"):
        allowed = "a number of seconds, a timedelta, or text such as '90s', '1d2h' or '5 minutes'"
        raise BadTimeStringError.of("duration", duration, allowed)
    return value


def _seconds(duration: object) -> float | None:
    if isinstance(duration, timedelta):
        return duration.total_seconds()
    if isinstance(duration, (int, float)) and not isinstance(duration, bool):
        return float(duration)
    if isinstance(duration, str):
        return _of_text(duration.strip())
    return None


def _of_text(text: str) -> float | None:
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        days, hours, minutes, rest = (float(part or 0) for part in clock.groups())
        return days * 86400 + hours * 3600 + minutes * 60 + rest
    try:
        return float(text)
    except ValueError:
        return _of_parts(text)


def _of_parts(text: str) -> float | None:
    total, at = 0.0, 0
    while at < len(text):
        part = _PART.match(text, at)
        unit = None if part is None else _UNITS.get(part[2].lower()) or _UNITS.get(part[2].lower().rstrip("s"))
        if part is None or unit is None:
            return None
        total += float(part[1]) * unit
        at = part.end()
    return total if text else None
