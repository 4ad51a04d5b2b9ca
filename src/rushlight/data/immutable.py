"""Types whose values cannot change."""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterable
from pathlib import PosixPath, PurePosixPath, PureWindowsPath, WindowsPath
from typing import cast


def is_immutable(value: object, depth: int = 3) -> bool:
    """Return whether a value, and all in it, can be handed to many."""
    kind = type(value)
    if kind in (tuple, frozenset):
        return depth > 0 and all(is_immutable(each, depth - 1) for each in cast(Iterable[object], value))
    return is_immutable_type(kind)


def is_immutable_type(kind: type) -> bool:
    """Return whether no value of a type can change."""
    return kind in _IMMUTABLE or f"{kind.__module__}.{kind.__qualname__}" in _IMMUTABLE_BY_NAME


_IMMUTABLE: frozenset[type] = frozenset(
    [types.NoneType, types.EllipsisType, bool, int, float, complex, str, bytes, range]
    + [datetime.date, datetime.time, datetime.datetime, datetime.timedelta, datetime.timezone]
    + [PurePosixPath, PureWindowsPath, PosixPath, WindowsPath]
)
_IMMUTABLE_BY_NAME = frozenset(["decimal.Decimal", "fractions.Fraction", "uuid.UUID"])
"""Those of modules that are loaded only if they are needed."""
