"""Sources that are asked for what is shown: their windows must be those of the same table in memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from rushlight.data.frame import View
from rushlight.data.snapshot import snapshot
from rushlight.data.window import order_of, window

ROWS = 500
TABLE = pl.DataFrame(
    {
        "name": [f"Item {i % 7} of {i}" for i in range(ROWS)],
        "size": [None if i % 11 == 0 else float((i * 37) % 100) for i in range(ROWS)],
        'odd "name"': list(range(ROWS)),
        "tags": [["a", "b"] if i % 2 else ["c"] for i in range(ROWS)],
    }
)
VIEWS = [
    View(),
    View("size"),
    View("size", descending=True),
    View("name", search="ITEM 3"),
    View(search="of 12"),
    View(search="it's \\ 100%"),
    View("tags"),
]


def lazy_polars() -> Any:
    return TABLE.lazy()


def relation() -> Any:
    connection = duckdb.connect()
    connection.register("items", TABLE.to_arrow())
    return connection.sql("SELECT * FROM items")


@pytest.mark.parametrize("source", [lazy_polars, relation])
@pytest.mark.parametrize("view", VIEWS, ids=str)
@pytest.mark.parametrize(("start", "stop"), [(0, 20), (40, 60), (ROWS - 5, ROWS + 20)])
def test_a_window_of_a_lazy_source_is_that_of_the_table(
    source: Callable[[], Any], view: View, start: int, stop: int
) -> None:
    lazy, eager = snapshot(source()), snapshot(TABLE)
    assert [column.label for column in lazy.columns] == TABLE.columns
    shown = [window(frame, view, order_of(frame, view), start, stop) for frame in (lazy, eager)]
    assert shown[0].total == shown[1].total
    if view.sort != "tags":  # nested values have no one order
        assert shown[0].positions == shown[1].positions
        tables = [pa.ipc.open_stream(each.data).read_all().to_pylist() for each in shown]
        assert tables[0] == tables[1]


def test_a_window_of_a_file_reads_its_rows_only(tmp_path: Path) -> None:
    TABLE.write_parquet(tmp_path / "items.parquet")
    lazy = pl.scan_parquet(tmp_path / "items.parquet")
    frame = snapshot(lazy)
    assert frame.source is lazy
    assert frame.row_count == ROWS
    part = window(frame, View("size", search="of 4"), order_of(frame, View("size", search="of 4")), 0, 5)
    assert part.total == sum("of 4" in name for name in TABLE["name"])
    assert frame._whole is None


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(KeyError, match="no column"):
        order_of(snapshot(relation()), View("nothing"))


def test_columns_of_one_name_are_told_apart() -> None:
    frame = snapshot(duckdb.connect().sql("SELECT 1 AS one, 2 AS one"))
    assert len({column.name for column in frame.columns}) == 2


def test_a_connection_with_a_result_is_shown() -> None:
    frame = snapshot(duckdb.connect().execute("SELECT 1 AS one, 2 AS two"))
    assert frame.table().select(["one", "two"]).to_pylist() == [{"one": 1, "two": 2}]
