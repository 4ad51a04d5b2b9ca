"""How much memory values take, about. It looks at all of them: that is costly, and done only where it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, cast

_MOST = 1_000_000
"""Values that are looked at; the rest counts nothing."""


def size_of(value: Any) -> int:
    """Return about how many bytes a value and all that it holds take."""
    waiting, seen, total = [value], set[int](), 0
    while waiting and len(seen) < _MOST:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        total += _own(each)
        waiting.extend(_inside(each))
    return total


def _own(value: Any) -> int:
    try:
        if hasattr(value, "estimated_size"):  # polars
            return int(value.estimated_size())
        if hasattr(value, "memory_usage"):  # pandas
            usage = value.memory_usage(deep=True)
            return int(usage.sum() if hasattr(usage, "sum") else usage)
        if isinstance(getattr(value, "nbytes", None), int):  # NumPy, Arrow
            return int(value.nbytes)
        return sys.getsizeof(value)
    except Exception:
        return 0  # an object may do anything when it is asked


def _inside(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        table = cast(Mapping[Any, Any], value)
        return [*table.keys(), *table.values()]
    if isinstance(value, (list, tuple, set, frozenset)):
        return list(cast(list[Any], value))
    facts = getattr(value, "__dict__", None)
    holds_data = hasattr(value, "nbytes") or hasattr(value, "memory_usage") or hasattr(value, "estimated_size")
    return [facts] if isinstance(facts, dict) and not holds_data and not isinstance(value, type) else []
