"""Frames of Arrow tables, and what all frames become at the end."""

from __future__ import annotations

from typing import Any

from rushlight.data.frame import Column, ColumnType, Frame, unique_names


def of_arrow(data: Any) -> Frame:
    """Return the frame of an Arrow table, batch or array. Identity proves its content: it cannot change."""
    import pyarrow as pa

    table = _as_table(data)
    names = unique_names(table.column_names)
    table = table.rename_columns(names)
    columns = [Column(name, name, *type_of(field.type)) for name, field in zip(names, table.schema, strict=True)]
    table = pa.table([shown(column) for column in table.columns], names=names)

    def take(rows: Any) -> Any:
        if isinstance(rows, slice):
            return table.slice(rows.start, max(0, rows.stop - rows.start))
        return table.take(pa.array(rows))

    return Frame(columns, table.num_rows, take, f"arrow-{id(data)}", data)


def _as_table(data: Any) -> Any:
    import pyarrow as pa

    if isinstance(data, pa.Table):
        return data
    if isinstance(data, pa.RecordBatch):
        return pa.Table.from_batches([data])
    return pa.table({"value": data})


def type_of(kind: Any) -> tuple[ColumnType, bool, str | None]:
    """Return (type, is an index: never, time zone) of an Arrow type."""
    import pyarrow.types as t

    if t.is_dictionary(kind):
        return type_of(kind.value_type)
    if t.is_boolean(kind):
        return "boolean", False, None
    if t.is_integer(kind):
        return "integer", False, None
    if t.is_floating(kind) or t.is_decimal(kind):
        return "number", False, None
    if t.is_timestamp(kind):
        return "datetime", False, kind.tz
    if t.is_date(kind):
        return "date", False, None
    if t.is_time(kind):
        return "time", False, None
    if t.is_duration(kind):
        return "duration", False, None
    return _nested_type(kind), False, None


def _nested_type(kind: Any) -> ColumnType:
    import pyarrow.types as t

    if t.is_list(kind) or t.is_large_list(kind) or t.is_fixed_size_list(kind):
        return "list"
    if t.is_struct(kind) or t.is_map(kind):
        return "json"
    if t.is_binary(kind) or t.is_large_binary(kind):
        return "bytes"
    return "empty" if t.is_null(kind) else "text"


def shown(column: Any) -> Any:
    """Return a column as browsers can read it: plain strings, no dictionaries, no decimals, no views."""
    import pyarrow as pa
    import pyarrow.types as t

    kind = column.type
    if t.is_dictionary(kind):
        return shown(column.cast(kind.value_type))
    if t.is_large_string(kind) or str(kind).endswith("string_view"):
        return column.cast(pa.string()) if column.nbytes < 1 << 31 else column
    if t.is_decimal(kind) or t.is_float16(kind):
        return column.cast(pa.float64())
    if t.is_large_list(kind) or t.is_fixed_size_list(kind):
        return shown(column.cast(pa.list_(kind.value_type)))
    if t.is_struct(kind) or t.is_map(kind) or (t.is_nested(kind) and not t.is_list(kind)):
        return pa.chunked_array([pa.array([_json(value) for value in column.to_pylist()], pa.string())])
    return column


def _json(value: Any) -> str | None:
    import json

    return None if value is None else json.dumps(value, default=str, ensure_ascii=False)


def to_ipc(table: Any) -> bytes:
    """Return a table as an uncompressed Arrow IPC stream (browsers' readers take no compressed bodies)."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()
