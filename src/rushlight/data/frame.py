"""A table that is read window by window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeAlias

import msgspec

ColumnType: TypeAlias = Literal[
    "text", "integer", "number", "boolean", "datetime", "date", "time", "duration", "list", "json", "bytes", "empty"
]


class Column(msgspec.Struct, frozen=True):
    """One column of a frame."""

    name: str
    """Its name in Arrow tables: unique, made of the label."""
    label: str
    type: ColumnType
    is_index: bool = False
    timezone: str | None = None


class View(msgspec.Struct, frozen=True):
    """An order and selection of a frame's rows."""

    sort: str | None = None
    descending: bool = False
    search: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether all rows are shown in their own order."""
        return self.sort is None and not self.search


class Frame:
    """A table of which any rows can be had as Arrow. Its content never changes."""

    __slots__ = ("_whole", "columns", "content", "fingerprint", "order", "row_count", "source", "take")

    def __init__(
        self,
        columns: list[Column],
        row_count: int,
        take: Callable[[Any], Any],
        fingerprint: str,
        source: Any = None,
        order: Callable[[View], Any] | None = None,
    ) -> None:
        self.columns = columns
        self.row_count = row_count
        self.take = take
        self.fingerprint = fingerprint
        """A name of its content that is quickly found: equal names mean equal content."""
        self.content: str | None = None
        """A name made of the content itself, where that was read: equal content means equal names."""
        self.source = source
        self.order = order
        """Finds the places of a view's rows at the source, as a NumPy array; None where that is done here."""
        self._whole: Any = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that is known by which its content can be recognised."""
        return (self.fingerprint,) if self.content is None else (self.fingerprint, self.content)

    def slice(self, start: int, stop: int) -> Any:
        """Return rows `start` to `stop` as an Arrow table."""
        return self.take(slice(max(0, start), max(0, min(stop, self.row_count))))

    def rows(self, positions: Any) -> Any:
        """Return the rows at these positions (a NumPy array) as an Arrow table, in this order."""
        return self.take(positions)

    def table(self) -> Any:
        """Return the whole as an Arrow table; kept once made."""
        if self._whole is None:
            self._whole = self.take(slice(0, self.row_count))
        return self._whole

    def size(self) -> int:
        """Return about how many bytes it holds, as its source says; none of what stays elsewhere until it is shown."""
        whole = 0 if self._whole is None else int(self._whole.nbytes)
        if self.order is not None:
            return whole
        if hasattr(self.source, "estimated_size"):
            return whole + int(self.source.estimated_size())
        if hasattr(self.source, "memory_usage"):
            usage = self.source.memory_usage()
            return whole + int(usage.sum() if hasattr(usage, "sum") else usage)
        return whole + int(getattr(self.source, "nbytes", 0))


def unique_names(labels: Iterable[Any]) -> list[str]:
    """Return labels as texts of which no two are equal."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for label in labels:
        text = ", ".join(map(str, label)) if isinstance(label, tuple) else str(label)
        count = seen.get(text, 0)
        seen[text] = count + 1
        names.append(text if count == 0 else f"{text}.{count}")
    return names
