"""How it is known that an entry is what was stored of it, without writing it again."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from hashlib import blake2b
from typing import Any

import msgspec

from rushlight.data.immutable import is_immutable
from rushlight.data.pandas_frames import fingerprint


class Mark(msgspec.Struct):
    """What is known of an entry as it was stored last."""

    digest: bytes
    size: int
    """Bytes that are stored of it."""
    is_same: Callable[[Any], bool] | None = None
    """Proves of a value that it is what was stored; None where only its bytes can tell."""

    can_change: bool = True
    """What was stored may be another by now without having been set anew."""

    def proves(self, value: Any) -> bool:
        """Tell whether a value is surely what was stored."""
        return self.is_same is not None and self.is_same(value)


def mark_of(value: Any, data: bytes) -> Mark:
    """Return the mark of a value that was stored as these bytes."""
    fixed = is_immutable(value) or type(value).__module__.partition(".")[0] == "pyarrow"
    proof = (lambda other: other is value) if fixed else _of_pandas(value)
    return Mark(digest_of(data), len(data), proof, not fixed)


class Marks:
    """The marks of a session's entries, by key."""

    def __init__(self) -> None:
        self._all: dict[str, Mark] = {}
        self._changing: dict[str, Mark] = {}
        self.size = 0
        """Bytes that are stored of all."""

    def get(self, key: str) -> Mark | None:
        """Return the mark of an entry, None for one that is not stored."""
        return self._all.get(key)

    def put(self, key: str, mark: Mark | None) -> None:
        """Note what is stored of an entry now, None for nothing."""
        before = self._all.pop(key, None)
        self._changing.pop(key, None)
        self.size -= 0 if before is None else before.size
        if mark is not None:
            self._all[key] = mark
            self.size += mark.size
            if mark.can_change:
                self._changing[key] = mark

    def watched(self, most: int) -> Iterator[tuple[str, Mark]]:
        """Yield the entries that may have changed by themselves, as long as they are no larger together."""
        for key, mark in list(self._changing.items()):
            if mark.size <= most:
                most -= mark.size
                yield key, mark


def digest_of(data: bytes) -> bytes:
    """Return what tells stored values apart."""
    return blake2b(data, digest_size=16).digest()


def _of_pandas(value: Any) -> Callable[[Any], bool] | None:
    """While a shallow copy is held, pandas writes to new blocks: the same addresses are the same content."""
    if type(value).__module__.partition(".")[0] != "pandas":
        return None
    pd: Any = sys.modules["pandas"]
    if int(pd.__version__.partition(".")[0]) < 3 or type(value) is not pd.DataFrame:
        return None
    # Cells of objects can be changed in place; of more columns the fingerprint does not know all.
    if any(str(dtype) == "object" for dtype in value.dtypes) or value.shape[1] > _MOST_COLUMNS:
        return None
    held = value.copy(deep=False)
    known = fingerprint(held)

    def is_same(other: Any) -> bool:
        return type(other) is type(held) and _same_facts(other, held) and fingerprint(other) == known

    return is_same


def _same_facts(a: Any, b: Any) -> bool:
    """Tell whether frames have the same names and types, which the fingerprint has the texts of only."""
    return (
        a.shape == b.shape
        and a.columns.identical(b.columns)
        and list(a.index.names) == list(b.index.names)
        and list(a.dtypes) == list(b.dtypes)
        and a.attrs == b.attrs
    )


_MOST_COLUMNS = 1000
