"""Tables that can be edited: what is shown of them, what their cells may hold, and what they are after edits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

from rushlight.data.cell_values import value_of
from rushlight.data.edits import Cells, Edits
from rushlight.data.frame import ColumnType, Frame
from rushlight.errors import APIError
from rushlight.wire.messages import Plain

INDEX = "_index"
"""Name of the index in edits and in the configuration of columns."""
_MOST_OPTIONS = 10_000


class EditableColumn(msgspec.Struct, frozen=True):
    """What the cells of a column may hold."""

    name: str
    """Its name in edits: unique."""
    type: ColumnType
    editable: bool = True
    timezone: str | None = None
    item: ColumnType | None = None
    """Type of the items of a column of lists."""
    bounds: tuple[int, int] | None = None
    """Least and greatest whole number that its type has."""
    options: list[Plain] | None = None
    """The only values that a column of categories has."""
    pattern: str | None = None
    """Regular expression of the texts that can be read."""
    convert: Callable[[Plain], Any] | None = None
    """Reads a value where the type alone does not say how."""

    def value(self, raw: Plain) -> Any:
        """Return the Python value of a cell. Raises ValueError or TypeError for what the column cannot hold."""
        if not self.editable:
            raise ValueError(f"the column {self.name!r} cannot be edited")
        if self.options is not None:
            return _option(raw, self.options)
        value = value_of(raw, self.type, self.timezone, self.item)
        if self.convert is not None:
            return self.convert(raw) if raw is not None else None
        if self.bounds is not None and value is not None and not self.bounds[0] <= value <= self.bounds[1]:
            raise ValueError(f"{value} is not between {self.bounds[0]} and {self.bounds[1]}")
        return value


class Editable(msgspec.Struct, frozen=True):
    """A table that can be edited."""

    frame: Frame
    """As it is before edits. Its columns have the names of `columns`, the index apart."""
    columns: list[EditableColumn]
    """In the order of the frame's."""
    edited: Callable[[Edits], Any]
    """Returns the table after edits, in the type that it was given in."""
    has_labels: bool = False
    """Whether its index is data that can be edited, and not a count of the rows."""
    grows: bool = True
    """Whether rows can be added."""

    def column(self, name: str) -> EditableColumn | None:
        """Return the column of a name, or None."""
        return next((column for column in self.columns if column.name == name), None)


def read_cells(columns: Iterable[EditableColumn], cells: Cells) -> dict[str, Any]:
    """Return the Python values of cells that can be read, by column; what cannot be is left out."""
    known = {column.name: column for column in columns}
    values: dict[str, Any] = {}
    for name, raw in cells.items():
        if name in known:
            try:
                values[name] = known[name].value(raw)
            except (ValueError, TypeError, OverflowError):
                continue
    return values


def read_column(column: EditableColumn, cells: dict[int, Plain]) -> dict[int, Any]:
    """Return the Python values of a column's changed cells, by place; what cannot be read is left out."""
    values: dict[int, Any] = {}
    for place, raw in cells.items():
        try:
            values[place] = column.value(raw)
        except (ValueError, TypeError, OverflowError):
            continue
    return values


def order_after(rows: int, edits: Edits, cells: Iterable[int]) -> Any:
    """Return which values make a column after edits, as a NumPy array; None where they are those of before.

    The values are those of before, then those of the changed cells, then those of the added rows.
    """
    import numpy as np

    changed = list(cells)
    if not changed and not edits.deleted and not edits.added:
        return None
    order = np.arange(rows)
    order[changed] = rows + np.arange(len(changed))
    return np.concatenate([np.delete(order, edits.deleted), rows + len(changed) + np.arange(len(edits.added))])


def checked_names(labels: Iterable[Any]) -> list[str]:
    """Return the names of columns as texts. Raises APIError where they are not different, or one is that of the index."""
    names = ["_".join(map(str, label)) if isinstance(label, tuple) else str(label) for label in labels]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise APIError(f"The columns of `data_editor` must have different names; given twice: {twice}. Rename them.")
    if INDEX in names:
        raise APIError(f"A column cannot have the name {INDEX!r}, which means the index. Rename it.")
    return names


def plain_options(values: Sequence[Any]) -> list[Plain] | None:
    """Return the values of categories as they travel, or None if they cannot."""
    options: list[Any] = [value.item() if hasattr(value, "item") else value for value in values]
    if len(options) > _MOST_OPTIONS or not all(isinstance(option, (str, int, float, bool)) for option in options):
        return None
    return options


def _option(raw: Plain, options: list[Plain]) -> Any:
    if raw is None:
        return None
    for option in options:
        if option == raw and isinstance(option, bool) is isinstance(raw, bool):
            return option
    for option in options:
        if str(option) == raw:
            return option
    raise ValueError(f"{raw!r} is not one of the categories")
