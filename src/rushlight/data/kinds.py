"""Which values are frames, told without importing any library."""

from __future__ import annotations

from typing import Any

_FRAMES = {
    "pandas": ("DataFrame", "Series", "Index", "Styler", "MultiIndex", "RangeIndex", "DatetimeIndex"),
    "polars": ("DataFrame", "Series", "LazyFrame"),
    "pyarrow": ("Table", "RecordBatch", "ChunkedArray", "Array"),
    "numpy": ("ndarray", "MaskedArray"),
    "narwhals": ("DataFrame", "LazyFrame", "Series"),
    "duckdb": ("DuckDBPyRelation",),
    "_duckdb": ("DuckDBPyRelation",),
    "ibis": ("Table",),
    "xarray": ("Dataset", "DataArray"),
    "pyspark": ("DataFrame", "Row"),
    "snowflake": ("DataFrame", "Table", "Row"),
    "dask": ("DataFrame", "Series", "Index"),
    "dask_expr": ("DataFrame", "Series", "Index"),
    "modin": ("DataFrame", "Series"),
    "ray": ("Dataset", "MaterializedDataset"),
    "cudf": ("DataFrame", "Series"),
    "scipy": ("csr_matrix", "csc_matrix", "coo_matrix", "csr_array", "csc_array", "coo_array"),
}


def is_frame_like(value: Any) -> bool:
    """Tell whether a value is a frame, series, array or table of a library known, or of one that speaks Arrow."""
    kind = type(value)
    names = _FRAMES.get(kind.__module__.partition(".")[0])
    if names is not None:
        return any(base.__name__ in names for base in kind.__mro__)
    return not isinstance(value, type) and (hasattr(value, "__arrow_c_stream__") or _is_cursor(value))


def _is_cursor(value: Any) -> bool:
    """Tell whether a value is a DB-API cursor with a result (PEP 249)."""
    return getattr(value, "description", None) is not None and callable(getattr(value, "fetchall", None))
