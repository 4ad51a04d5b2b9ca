"""Tables as component frames exchange them: Arrow IPC streams of the values, the index and the column labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rushlight.data.arrow_frames import shown
from rushlight.data.frame import unique_names
from rushlight.elements.components.frame import FrameTable


def is_table(value: Any) -> bool:
    """Tell whether a component gets this value as a table."""
    package = type(value).__module__.partition(".")[0]
    if package == "pandas":
        return type(value).__name__ in ("DataFrame", "Series", "Index", "Styler", "MultiIndex")
    if package == "polars":
        return type(value).__name__ in ("DataFrame", "LazyFrame", "Series")
    return package == "pyarrow" and type(value).__name__ in ("Table", "RecordBatch")


def table_of(key: str, value: Any) -> FrameTable:
    """Return a table for a component's argument of this name."""
    import pandas as pd

    frame = _as_pandas(value)
    labels = pd.DataFrame([list(label) if isinstance(label, tuple) else label for label in frame.columns])
    index = frame.index.to_frame(index=False)
    index.columns = [str(place) for place in range(index.shape[1])]
    labels.columns = [str(place) for place in range(labels.shape[1])]
    values = frame.reset_index(drop=True)
    values.columns = unique_names(frame.columns)
    return FrameTable(key, _stream(values), _stream(index), _stream(labels))


def frame_of(parts: Any) -> Any:
    """Return the pandas frame of the three streams that a component sent. Raises ValueError for what is none."""
    import pandas as pd
    import pyarrow as pa

    if not isinstance(parts, Mapping) or not {"data", "index", "columns"} <= parts.keys():
        raise ValueError("a table has data, index and columns")
    try:
        data, index, labels = (pa.ipc.open_stream(parts[name]).read_pandas() for name in ("data", "index", "columns"))
    except (pa.ArrowInvalid, TypeError) as error:
        raise ValueError(f"the table cannot be read: {error}") from None
    if labels.shape[0] == data.shape[1]:
        names = [tuple(row) if len(row) > 1 else row[0] for row in labels.itertuples(index=False)]
        data.columns = pd.MultiIndex.from_tuples(names) if labels.shape[1] > 1 else names
    if index.shape[0] == data.shape[0] and index.shape[1]:
        data.index = pd.MultiIndex.from_frame(index) if index.shape[1] > 1 else pd.Index(index.iloc[:, 0], name=None)
    return data


def _as_pandas(value: Any) -> Any:
    import pandas as pd

    if type(value).__name__ == "Styler":
        return value.data
    if type(value).__name__ == "LazyFrame":
        value = value.collect()
    if isinstance(value, pd.DataFrame):
        return value
    if isinstance(value, (pd.Series, pd.Index)):
        return value.to_frame()
    frame = value.to_pandas()
    return frame.to_frame() if isinstance(frame, pd.Series) else frame


def _stream(frame: Any) -> bytes:
    import pyarrow as pa

    try:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        # A column of mixed types is sent as text.
        texts = {name: frame[name].astype(str) if frame[name].dtype == object else frame[name] for name in frame}
        table = pa.Table.from_pandas(type(frame)(texts), preserve_index=False)
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, _plain(table).schema) as writer:
        writer.write_table(_plain(table))
    return sink.getvalue().to_pybytes()


def _plain(table: Any) -> Any:
    """Cast what components' readers do not know: large texts, views, dictionaries, decimals."""
    import pyarrow as pa

    return pa.table([shown(column) for column in table.columns], names=table.column_names)
