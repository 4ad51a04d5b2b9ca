"""Edits of Python's own collections. Values that were not edited stay the objects that they are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from rushlight.data.editable import INDEX, Editable, EditableColumn, checked_names, read_cells, read_column
from rushlight.data.edits import Edits, by_column, within
from rushlight.data.pandas_edits import describe, of_frame
from rushlight.data.pandas_frames import of_pandas


class Grid(msgspec.Struct):
    """Rows of values, with the columns' names and, where rows have them, their labels."""

    names: list[str]
    rows: list[list[Any]]
    labels: list[Any] | None = None


Make = Callable[[Grid], Any]
"""Makes a collection of the type that was given."""


def of_collection(data: Any) -> Editable:
    """Return a collection as an editable table. Raises TypeError for one that is no table."""
    if isinstance(data, Mapping):
        return _of_mapping(data)  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(data, (str, bytes, bytearray)) or not isinstance(data, Iterable) or not hasattr(data, "__len__"):
        raise TypeError("give a frame, an array, a list of rows or values, or a mapping of columns")
    items: list[Any] = list(data)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    grid, make_row = _grid_of(items)
    kind = type(data) if isinstance(data, (tuple, set, frozenset)) and not hasattr(data, "_fields") else list  # pyright: ignore
    return _editable(grid, lambda after: kind([make_row(after, row) for row in after.rows]))


def _grid_of(items: list[Any]) -> tuple[Grid, Callable[[Grid, list[Any]], Any]]:
    """Return the grid of rows or values, and what makes one of them again."""
    first = items[0] if items else None
    if items and all(isinstance(item, Mapping) for item in items):
        names = list(dict.fromkeys(name for item in items for name in item))
        rows = [[item.get(name) for name in names] for item in items]
        return Grid(checked_names(names), rows), lambda _, row: dict(zip(names, row, strict=True))
    if dataclasses.is_dataclass(first) and all(type(item) is type(first) for item in items):
        fields = [field.name for field in dataclasses.fields(first) if field.init]
        rows = [[getattr(item, name) for name in fields] for item in items]
        kind: Any = type(first)
        return Grid(checked_names(fields), rows), lambda _, row: kind(**dict(zip(fields, row, strict=True)))
    if items and all(isinstance(item, (list, tuple)) for item in items):
        return _grid_of_sequences(items)
    return Grid(["value"], [[item] for item in items]), lambda _, row: row[0]


def _grid_of_sequences(items: list[Any]) -> tuple[Grid, Callable[[Grid, list[Any]], Any]]:
    width = max(map(len, items))
    kind: Any = type(items[0])
    names = list(getattr(kind, "_fields", ())) or [str(place) for place in range(width)]
    rows = [[*item, *[None] * (width - len(item))] for item in items]
    make = getattr(kind, "_make", kind)
    return Grid(checked_names(names), rows), lambda _, row: make(row)


# --- mappings --------------------------------------------------------------------------------------------------------


def _of_mapping(data: Mapping[Any, Any]) -> Editable:
    values = list(data.values())
    if values and all(isinstance(value, Mapping) for value in values):
        return _of_mappings(data)
    if values and not any(hasattr(value, "__len__") and not isinstance(value, (str, bytes)) for value in values):
        grid = Grid(["value"], [[value] for value in values], list(data))
        return _editable(grid, lambda after: {label: row[0] for label, row in _labelled(after)})
    if all(isinstance(value, (list, tuple)) for value in values):
        return _of_columns(data)
    return _of_arrays(data)


def _of_mappings(data: Mapping[Any, Mapping[Any, Any]]) -> Editable:
    """Return a mapping of columns whose values are named."""
    labels = list(dict.fromkeys(label for column in data.values() for label in column))
    rows = [[column.get(label) for column in data.values()] for label in labels]

    def make(after: Grid) -> Any:
        pairs = list(_labelled(after))
        return {name: {label: row[place] for label, row in pairs} for place, name in enumerate(data)}

    return _editable(Grid(checked_names(data), rows, labels), make)


def _of_columns(data: Mapping[Any, Sequence[Any]]) -> Editable:
    lengths = {name: len(column) for name, column in data.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"the columns are of different lengths: {lengths}")
    rows = [list(row) for row in zip(*data.values(), strict=True)]

    def make(grid: Grid) -> Any:
        columns = [[row[place] for row in grid.rows] for place in range(len(data))]
        return {
            name: tuple(after) if isinstance(before, tuple) else after
            for (name, before), after in zip(data.items(), columns, strict=True)
        }

    return _editable(Grid(checked_names(data), rows), make)


def _of_arrays(data: Mapping[Any, Any]) -> Editable:
    """Return a mapping of series or arrays, which become so again."""
    import numpy as np
    import pandas as pd

    inner = of_frame(pd.DataFrame(dict(data)))

    def edited(edits: Edits) -> Any:
        after = inner.edited(edits)
        out: dict[Any, Any] = {}
        for place, (name, column) in enumerate(data.items()):
            series = after.iloc[:, place]
            if isinstance(column, pd.Series):
                out[name] = series.rename(column.name)
            else:
                out[name] = series.to_numpy() if isinstance(column, np.ndarray) else series.tolist()
        return out

    return Editable(inner.frame, inner.columns, edited, inner.has_labels, inner.grows)


def _labelled(grid: Grid) -> Iterable[tuple[Any, list[Any]]]:
    return zip(grid.labels or [], grid.rows, strict=True)


# --- editing ---------------------------------------------------------------------------------------------------------


def _editable(grid: Grid, make: Make) -> Editable:
    import pandas as pd

    rows = grid.rows or None
    index = None if grid.labels is None else pd.Index(grid.labels, dtype=object)
    shown = pd.DataFrame(rows, columns=grid.names, index=index, dtype=object)
    frame = of_pandas(shown)
    columns = describe(shown, frame)
    return Editable(frame, columns, lambda edits: make(_after(grid, columns, edits)), has_labels=index is not None)


def _after(grid: Grid, columns: Sequence[EditableColumn], edits: Edits) -> Grid:
    """Return a grid after edits. Rows without the label that rows need are not added."""
    edits = within(edits, len(grid.rows))
    rows = [list(row) for row in grid.rows]
    labels = None if grid.labels is None else list(grid.labels)
    changes = by_column(edits)
    for column in columns:
        for row, value in read_column(column, changes.get(column.name, {})).items():
            if column.name != INDEX:
                rows[row][grid.names.index(column.name)] = value
            elif labels is not None:
                labels[row] = value
    gone = set(edits.deleted)
    rows = [row for place, row in enumerate(rows) if place not in gone]
    labels = None if labels is None else [label for place, label in enumerate(labels) if place not in gone]
    for cells in (read_cells(columns, each) for each in edits.added):
        if labels is not None:
            if cells.get(INDEX) is None:
                continue
            labels.append(cells[INDEX])
        rows.append([cells.get(name) for name in grid.names])
    return Grid(grid.names, rows, labels)
