"""Any tabular value as a frame."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from rushlight.data import arrow_frames, duckdb_frames, pandas_frames, polars_frames
from rushlight.data.frame import Frame
from rushlight.data.kinds import is_frame_like
from rushlight.errors import DataframeConversionError

LAZY_ROWS = 10_000
"""Most rows that are taken of a source that cannot be asked for windows."""


def snapshot(data: Any) -> Frame:
    """Return a frame of anything tabular. Raises DataframeConversionError for what is not."""
    try:
        return _snapshot(data)
    except DataframeConversionError:
        raise
    except Exception as error:
        raise DataframeConversionError(
            f"No table can be made of a {type(data).__qualname__}: {error}. "
            "Give a frame, an array, a list of rows, or a mapping of columns."
        ) from error


def _snapshot(data: Any) -> Frame:
    package = type(data).__module__.partition(".")[0]
    if type(data).__name__ == "Styler":
        return pandas_frames.of_pandas(data.data)
    if package == "pandas":
        return pandas_frames.of_pandas(data)
    if package == "polars":
        return polars_frames.of_polars(data)
    if package == "pyarrow":
        return arrow_frames.of_arrow(data)
    if package == "numpy":
        return pandas_frames.of_numpy(data)
    if package == "narwhals":
        return _snapshot(data.to_native())
    if package in ("duckdb", "_duckdb") and hasattr(data, "project"):
        return duckdb_frames.of_relation(data)
    return _of_other(data)


def _of_other(data: Any) -> Frame:
    for name, limit in (("limit", LAZY_ROWS), ("head", LAZY_ROWS)):
        if is_frame_like(data) and hasattr(data, name) and (hasattr(data, "toPandas") or hasattr(data, "to_pandas")):
            data = getattr(data, name)(limit)
            break
    for name in ("toPandas", "to_pandas", "to_dataframe"):
        if callable(getattr(data, name, None)):
            return pandas_frames.of_pandas(getattr(data, name)())
    if hasattr(data, "__arrow_c_stream__"):
        import pyarrow as pa

        return arrow_frames.of_arrow(pa.table(data))
    if hasattr(data, "__dataframe__"):
        from pyarrow.interchange import from_dataframe

        return arrow_frames.of_arrow(from_dataframe(data))
    if hasattr(data, "toarray"):
        return pandas_frames.of_numpy(data.toarray())
    if hasattr(data, "fetchall"):
        names = [column[0] for column in data.description]
        return pandas_frames.of_rows([dict(zip(names, row, strict=False)) for row in data.fetchmany(LAZY_ROWS)])
    return _of_plain(data)


def _of_plain(data: Any) -> Frame:
    if data is None:
        return pandas_frames.of_rows([])
    if dataclasses.is_dataclass(data) and not isinstance(data, type):
        return pandas_frames.of_rows([dataclasses.asdict(data)])
    if hasattr(data, "model_dump"):
        return pandas_frames.of_rows([data.model_dump()])  # pyright: ignore[reportAttributeAccessIssue]
    if isinstance(data, Mapping):
        return pandas_frames.of_mapping(dict(data))  # pyright: ignore[reportUnknownArgumentType]
    if isinstance(data, Iterable) and not isinstance(data, (str, bytes, bytearray, type)):
        return pandas_frames.of_rows(_items(data))  # pyright: ignore[reportUnknownArgumentType]
    raise TypeError("it is neither rows nor columns")


def _items(data: Any) -> list[Any]:
    items: list[Any] = (
        list(data) if hasattr(data, "__len__") else [item for item, _ in zip(data, range(LAZY_ROWS), strict=False)]
    )
    first: Any = items[0] if items else None
    if dataclasses.is_dataclass(first) and not isinstance(first, type):
        return [dataclasses.asdict(item) for item in items]
    if items and hasattr(items[0], "model_dump"):
        return [item.model_dump() for item in items]
    return items
