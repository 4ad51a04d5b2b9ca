"""Values of cells as they travel, and as Python has them. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from rushlight.data.frame import ColumnType
from rushlight.wire.messages import Plain

_OFFSET = re.compile(r"(?:UTC)?([+-])(\d\d):?(\d\d)")


def value_of(raw: Plain, type: ColumnType, timezone: str | None = None, item: ColumnType | None = None) -> Any:
    """Return the Python value of a cell in a column of this type; None for a cell that is empty.

    Dates and times travel as ISO 8601, durations as seconds, whole numbers that are too large for browsers and decimals
    as text. Raises ValueError or TypeError for what such a column cannot hold.
    """
    if raw is None:
        return None
    if type == "list":
        items: list[Any] = list(raw) if isinstance(raw, (list, tuple)) else [raw]  # pyright: ignore
        return [value_of(each, item or "empty") for each in items]
    if isinstance(raw, (list, tuple, dict)) and type != "empty":
        raise TypeError(f"a {type} is no {raw.__class__.__name__}")
    if type == "datetime":
        return _datetime(raw, timezone)
    return _READERS.get(type, _as_it_is)(raw)


def raw_of(value: Any) -> Plain:
    """Return a Python value as it travels. Raises TypeError for what has no such form."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [raw_of(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, Mapping):
        return {str(key): raw_of(each) for key, each in value.items()}  # pyright: ignore
    if hasattr(value, "tolist"):
        return raw_of(value.tolist())
    raise TypeError(f"a {type(value).__name__} cannot be in a cell")


def _text(raw: Plain) -> str:
    return raw if isinstance(raw, str) else str(raw)


def _integer(raw: Plain) -> int:
    if not isinstance(raw, (str, int, float)) or (isinstance(raw, float) and not raw.is_integer()):
        raise ValueError(f"{raw!r} is not a whole number")
    return int(raw)


def _number(raw: Plain) -> float | Decimal:
    if not isinstance(raw, (str, int, float)):
        raise TypeError(f"{raw!r} is not a number")
    return float(raw)


def _boolean(raw: Plain) -> bool:
    if raw not in (True, False):
        raise ValueError(f"{raw!r} is neither true nor false")
    return bool(raw)


def decimal(raw: Plain) -> Decimal | None:
    """Return a cell of a column of decimals. Raises ValueError."""
    if raw is None:
        return None
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        raise ValueError(f"{raw!r} is not a number") from None
    if not value.is_finite():
        raise ValueError(f"{raw!r} is not a finite number")
    return value


def _datetime(raw: Plain, timezone: str | None) -> dt.datetime:
    moment = dt.datetime.fromisoformat(_iso(raw))
    if timezone is None:
        return moment if moment.tzinfo is None else moment.astimezone(dt.UTC).replace(tzinfo=None)
    zone = zone_of(timezone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def zone_of(name: str) -> dt.tzinfo:
    """Return the time zone of a name such as "Europe/Berlin" or "+02:00"."""
    found = _OFFSET.fullmatch(name)
    if found is None:
        return ZoneInfo(name)
    minutes = int(found[2]) * 60 + int(found[3])
    return dt.timezone(dt.timedelta(minutes=-minutes if found[1] == "-" else minutes))


def _date(raw: Plain) -> dt.date:
    return dt.datetime.fromisoformat(_iso(raw)).date()


def _time(raw: Plain) -> dt.time:
    text = _iso(raw)
    return dt.time.fromisoformat(text.partition("T")[2] or text).replace(tzinfo=None)


def _iso(raw: Plain) -> str:
    if not isinstance(raw, str):
        raise TypeError(f"{raw!r} is no text of a date or time")
    return raw


def _duration(raw: Plain) -> dt.timedelta:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise TypeError(f"{raw!r} is no number of seconds")
    return dt.timedelta(seconds=raw)


def _none(raw: Plain) -> Any:
    raise TypeError("such cells cannot be edited")


def _as_it_is(raw: Plain) -> Any:
    return raw


_READERS: dict[ColumnType, Callable[[Any], Any]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "time": _time,
    "duration": _duration,
    "json": _none,
    "bytes": _none,
}
