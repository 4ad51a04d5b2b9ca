"""Tables as components exchange them: Arrow IPC streams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rushlight.data.arrow_frames import shown, to_ipc
from rushlight.data.frame import unique_names
from rushlight.data.kinds import is_frame_like as is_table
from rushlight.data.snapshot import snapshot
from rushlight.data.styler import Styled, styled
from rushlight.elements.components.frame import FrameStyle, FrameTable
from rushlight.errors import DataframeConversionError

__all__ = ["frame_of", "is_table", "stream_of", "table_of"]

_AS_TEXT = ("period", "interval", "complex")
"""Types that readers of Arrow in browsers do not know."""


def table_of(key: str, value: Any) -> FrameTable:
    """Return a table for a frame's argument of this name: its values, its index and its column labels.

    Raises DataframeConversionError for what is no table.
    """
    import pandas as pd

    frame = _as_pandas(value)
    index = pd.DataFrame({str(level): frame.index.get_level_values(level) for level in range(frame.index.nlevels)})
    labels = pd.DataFrame({str(level): frame.columns.get_level_values(level) for level in range(frame.columns.nlevels)})
    look = _style_of(styled(value)) if type(value).__name__ == "Styler" else None
    return FrameTable(key, _stream(frame), _stream(index), _stream(labels), look)


def stream_of(value: Any) -> bytes:
    """Return any table as one Arrow IPC stream. Raises DataframeConversionError for what is none."""
    return _stream(_as_pandas(value))


def frame_of(parts: Any) -> Any:
    """Return the pandas frame of the three streams that a component sent. Raises ValueError for what is none."""
    import pyarrow as pa

    if not isinstance(parts, Mapping) or not {"data", "index", "columns"} <= parts.keys():
        raise ValueError("a table has data, index and columns")
    try:
        data, index, labels = (pa.ipc.open_stream(parts[name]).read_pandas() for name in ("data", "index", "columns"))
    except (pa.ArrowInvalid, TypeError) as error:
        raise ValueError(f"the table cannot be read: {error}") from None
    data = data.iloc[:, : labels.shape[0]] if labels.shape[0] else data
    if labels.shape[0] == data.shape[1]:
        data.columns = _index_of(labels, [None] * labels.shape[1])
    if index.shape[0] == data.shape[0] and index.shape[1]:
        known = data.index.names if data.index.nlevels == index.shape[1] else [None] * index.shape[1]
        data.index = _index_of(index, known)
    return data


def _index_of(levels: Any, names: list[Any]) -> Any:
    import pandas as pd

    if levels.shape[1] == 1:
        return pd.Index(levels.iloc[:, 0]).rename(names[0])
    return pd.MultiIndex.from_frame(levels, names=names)


def _as_pandas(value: Any) -> Any:
    """Return a table as a pandas frame. Raises DataframeConversionError."""
    import pandas as pd

    if type(value).__name__ == "Styler":
        value = value.data
    if isinstance(value, pd.DataFrame):
        return value
    if isinstance(value, pd.Series):
        return value.to_frame()
    if isinstance(value, pd.Index):
        return value.to_frame(index=False)
    if type(value).__module__.partition(".")[0] == "numpy":
        return _of_array(value)
    return snapshot(value).table().to_pandas()


def _of_array(array: Any) -> Any:
    import pandas as pd

    if array.ndim > 2:
        raise DataframeConversionError(f"an array of {array.ndim} dimensions is no table; give one of one or two")
    return pd.DataFrame(array.reshape(1) if array.ndim == 0 else array)


def _style_of(look: Styled) -> FrameStyle:
    import pandas as pd

    return FrameStyle(look.uuid, look.caption, look.css, _stream(pd.DataFrame(look.texts)))


def _stream(frame: Any) -> bytes:
    import pyarrow as pa

    is_mixed = frame.columns.nlevels == 1 and frame.columns.inferred_type.startswith("mixed")
    if is_mixed or not frame.columns.is_unique:
        frame = frame.set_axis(unique_names(frame.columns), axis=1)
    table = pa.Table.from_pandas(_with_texts(frame))
    plain = pa.table([shown(column) for column in table.columns], names=table.column_names)
    return to_ipc(plain.replace_schema_metadata(table.schema.metadata))


def _with_texts(frame: Any) -> Any:
    """Return a frame that has texts in place of what is of a foreign type, or of several; what is missing stays so."""
    changed = frame.copy(deep=False)
    for place, name in enumerate(frame):
        if _needs_text(frame.iloc[:, place]):
            changed[name] = frame.iloc[:, place].map(str, na_action="ignore").astype(object)
    if frame.index.nlevels == 1 and _needs_text(frame.index):
        changed.index = frame.index.map(str, na_action="ignore")
    return changed


def _needs_text(values: Any) -> bool:
    import pyarrow as pa

    if values.dtype != object:
        return str(values.dtype).startswith(_AS_TEXT)
    try:
        pa.array(values, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
        return True
    return False
