"""How it is known that an entry is what was stored of it, without writing it again."""

from __future__ import annotations

import sys
from collections.abc import Callable
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

    def proves(self, value: Any) -> bool:
        """Tell whether a value is surely what was stored."""
        return self.is_same is not None and self.is_same(value)


def mark_of(value: Any, data: bytes) -> Mark:
    """Return the mark of a value that was stored as these bytes."""
    return Mark(digest_of(data), len(data), _proof(value))


def digest_of(data: bytes) -> bytes:
    """Return what tells stored values apart."""
    return blake2b(data, digest_size=16).digest()


def _proof(value: Any) -> Callable[[Any], bool] | None:
    """Return what proves that a value is this one, unchanged, at a cost that does not grow with it."""
    if is_immutable(value):
        return lambda other: other is value
    package = type(value).__module__.partition(".")[0]
    if package == "pyarrow":
        return lambda other: other is value
    return _of_pandas(value) if package == "pandas" else None


def _of_pandas(value: Any) -> Callable[[Any], bool] | None:
    """While a shallow copy is held, pandas writes to new blocks: the same addresses are the same content."""
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
