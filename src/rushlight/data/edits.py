"""Edits of a table as values: cells that changed, rows that were deleted, rows that were added. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from rushlight.wire.messages import Plain

MOST_DELETED = 50_000_000
"""Rows that edits may name as deleted; more are not those of a table that a browser can show."""

Cells = dict[str, Plain]
"""Values by column."""


class Edits(msgspec.Struct, frozen=True):
    """What was changed in a table. Rows are named by their place in the data, columns by name (`_index` for the index).

    Cells are changed first, then rows are deleted, then rows are added.
    """

    edited: dict[int, Cells] = {}
    added: list[Cells] = []
    deleted: list[int] = []
    """Places in order, each once."""

    def __bool__(self) -> bool:
        return bool(self.edited or self.added or self.deleted)


def read(raw: Plain) -> Edits:
    """Return the edits of a raw value, in which successive deleted rows are pairs [first, one after the last].

    Raises TypeError or ValueError for what is no raw value of edits.
    """
    if raw is None:
        return Edits()
    if not isinstance(raw, dict) or set(raw) - {"edited_rows", "added_rows", "deleted_rows"}:  # pyright: ignore
        raise TypeError("edits are a mapping of edited_rows, added_rows and deleted_rows")
    edited: Any = raw.get("edited_rows", {})  # pyright: ignore
    added: Any = raw.get("added_rows", [])  # pyright: ignore
    if not isinstance(edited, dict) or not isinstance(added, list):
        raise TypeError("edited_rows is a mapping, added_rows a list")
    rows: dict[Any, Any] = edited  # pyright: ignore[reportUnknownVariableType]
    more: list[Any] = added  # pyright: ignore[reportUnknownVariableType]
    return Edits(
        {_place(place): _cells(cells) for place, cells in rows.items()},
        [_cells(cells) for cells in more],
        _places(raw.get("deleted_rows", [])),  # pyright: ignore
    )


def dump(edits: Edits) -> Plain:
    """Return the raw value of edits, as short as it can be; None for no edits."""
    raw: dict[str, Plain] = {}
    if edits.edited:
        raw["edited_rows"] = {str(place): dict(cells) for place, cells in edits.edited.items()}
    if edits.added:
        raw["added_rows"] = [dict(cells) for cells in edits.added]
    if edits.deleted:
        raw["deleted_rows"] = _runs(edits.deleted)
    return raw or None


def state_of(edits: Edits) -> dict[str, Any]:
    """Return edits as scripts read them."""
    return {
        "edited_rows": {place: dict(cells) for place, cells in edits.edited.items()},
        "added_rows": [dict(cells) for cells in edits.added],
        "deleted_rows": list(edits.deleted),
    }


def of_state(state: Any) -> Edits:
    """Return the edits that a mapping as scripts read it says. Raises TypeError or ValueError."""
    if not isinstance(state, Mapping):
        raise TypeError("edits are a mapping of edited_rows, added_rows and deleted_rows")
    given: dict[str, Any] = dict(state)  # pyright: ignore[reportUnknownArgumentType]
    if "edited_rows" in given:
        given["edited_rows"] = dict(given["edited_rows"])
    return read(given)


def within(edits: Edits, rows: int) -> Edits:
    """Return the edits that are about the first `rows` rows, or about added ones."""
    return Edits(
        {place: cells for place, cells in edits.edited.items() if place < rows},
        edits.added,
        [place for place in edits.deleted if place < rows],
    )


def by_column(edits: Edits) -> dict[str, dict[int, Plain]]:
    """Return the changed cells of rows that stay: values by place, by column."""
    gone = set(edits.deleted)
    columns: dict[str, dict[int, Plain]] = {}
    for place, cells in edits.edited.items():
        if place not in gone:
            for name, value in cells.items():
                columns.setdefault(name, {})[place] = value
    return columns


def _place(given: Any) -> int:
    place = int(given) if isinstance(given, str) and given.isascii() and given.isdigit() else given
    if not isinstance(place, int) or isinstance(place, bool) or place < 0:
        raise ValueError(f"{given!r} is not the place of a row")
    return place


def _cells(given: Any) -> Cells:
    if not isinstance(given, dict) or not all(isinstance(name, str) for name in given):  # pyright: ignore
        raise TypeError("cells are a mapping of column names to values")
    return dict(given)  # pyright: ignore[reportUnknownArgumentType]


def _places(given: Any) -> list[int]:
    if not isinstance(given, (list, tuple)):
        raise TypeError("deleted_rows is a list")
    runs = [_run(each) for each in given]  # pyright: ignore[reportUnknownVariableType]
    if sum(stop - start for start, stop in runs) > MOST_DELETED:
        raise ValueError("more rows are deleted than a table has")
    return sorted({place for start, stop in runs for place in range(start, stop)})


def _run(given: Any) -> tuple[int, int]:
    if isinstance(given, (list, tuple)):
        start, stop = map(_place, given)  # pyright: ignore[reportUnknownArgumentType]
        return (start, stop)
    return (_place(given), _place(given) + 1)


def _runs(places: Iterable[int]) -> list[Plain]:
    """Return places as they are sent: those that stand alone, and [first, one after the last] of those that do not."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][1] == place:
            runs[-1][1] = place + 1
        else:
            runs.append([place, place + 1])
    return [start if stop == start + 1 else [start, stop] for start, stop in runs]
