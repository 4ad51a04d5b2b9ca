"""Any tabular value as a table that can be edited."""

from __future__ import annotations

from typing import Any

from rushlight.data import arrow_edits, numpy_edits, pandas_edits, plain_edits, polars_edits
from rushlight.data.editable import Editable
from rushlight.data.kinds import is_frame_like
from rushlight.data.snapshot import snapshot
from rushlight.errors import APIError, DataframeConversionError


def editable(data: Any) -> Editable:
    """Return a table that can be edited of anything tabular.

    Raises DataframeConversionError for what is no table, APIError for columns that cannot be told apart.
    """
    try:
        return _editable(data)
    except APIError:
        raise
    except Exception as error:
        raise DataframeConversionError(
            f"`data_editor` cannot edit a {type(data).__qualname__}: {error}. "
            "Give a frame, an array, a list of rows or values, or a mapping of columns."
        ) from error


def _editable(data: Any) -> Editable:
    package = type(data).__module__.partition(".")[0]
    if type(data).__name__ == "Styler":
        return pandas_edits.of_frame(data.data)
    if package == "pandas":
        return _of_pandas(data)
    if package == "polars":
        return polars_edits.of_frame(data)
    if package == "pyarrow":
        is_table = hasattr(data, "column_names") or hasattr(data, "num_rows")
        return arrow_edits.of_table(data) if is_table else arrow_edits.of_array(data)
    if package == "numpy":
        return numpy_edits.of_array(data)
    if data is None:
        return _of_nothing()
    if is_frame_like(data) or any(hasattr(data, name) for name in ("to_pandas", "toPandas", "toarray")):
        return _of_other(data)
    return plain_edits.of_collection(data)


def _of_pandas(data: Any) -> Editable:
    import pandas as pd

    if isinstance(data, pd.DataFrame):
        return pandas_edits.of_frame(data)
    return pandas_edits.of_series(data) if isinstance(data, pd.Series) else pandas_edits.of_index(data)


def _of_nothing() -> Editable:
    import pandas as pd

    return pandas_edits.of_frame(pd.DataFrame())


def _of_other(data: Any) -> Editable:
    """Return a table of another library as a pandas frame, which it is after edits too."""
    frame = snapshot(data)
    if type(frame.source).__module__.partition(".")[0] == "pandas":
        return pandas_edits.of_frame(frame.source)
    return pandas_edits.of_frame(frame.table().to_pandas())
