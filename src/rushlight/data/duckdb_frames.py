"""Frames of DuckDB relations: every window is a query, nothing is fetched whole."""

from __future__ import annotations

import threading
from typing import Any

from rushlight.data.arrow_frames import shown, type_of
from rushlight.data.frame import Column, Frame, View, unique_names

_PLACE = "__place"
_lock = threading.Lock()
"""Relations share their connection, which serves one thread at a time."""


def of_relation(data: Any) -> Frame:
    """Return the frame of a relation."""
    names = unique_names(data.columns)
    relation = data.project(
        ", ".join(f"{_quoted(a)} AS {_quoted(b)}" for a, b in zip(data.columns, names, strict=True))
    )
    with _lock:
        count = int(relation.aggregate("count(*)").to_arrow_table()[0][0].as_py())
        schema = relation.limit(0).to_arrow_table().schema
    placed = relation.project(f"row_number() OVER () - 1 AS {_PLACE}, *")

    def take(rows: Any) -> Any:
        with _lock:
            if isinstance(rows, slice):
                return _shown(relation.limit(max(0, rows.stop - rows.start), offset=rows.start).to_arrow_table())
            return _gathered(placed, rows)

    def order(view: View) -> Any:
        found = placed.filter(_search(names, view.search)) if view.search else placed
        if view.sort is not None:
            direction = "DESC" if view.descending else "ASC"
            found = found.order(f"{_quoted(view.sort)} {direction} NULLS LAST, {_PLACE}")
        with _lock:
            return found.project(_PLACE).to_arrow_table()[_PLACE].to_numpy()

    columns = [Column(field.name, field.name, *type_of(field.type)) for field in schema]
    return Frame(columns, count, take, f"duckdb-{id(data)}", data, order)


def _gathered(placed: Any, rows: Any) -> Any:
    """Return the rows at these places, in this order."""
    import pyarrow as pa
    import pyarrow.compute as pc

    listed = ", ".join(str(int(place)) for place in rows) or "NULL"
    table = placed.filter(f"{_PLACE} IN ({listed})").to_arrow_table()
    at = pc.index_in(pa.array(rows, pa.int64()), table[_PLACE].combine_chunks().cast(pa.int64()))  # pyright: ignore
    return _shown(table.take(at).drop_columns([_PLACE]))


def _search(names: list[str], search: str) -> str:
    pattern = "'" + search.replace("'", "''") + "'"
    return " OR ".join(f"contains(lower(CAST({_quoted(name)} AS VARCHAR)), lower({pattern}))" for name in names)


def _shown(table: Any) -> Any:
    import pyarrow as pa

    return pa.table([shown(column) for column in table.columns], names=table.column_names)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
