"""Edits of Arrow tables, batches and arrays. Types of columns are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rushlight.data.arrow_frames import of_arrow, type_of
from rushlight.data.cell_values import decimal
from rushlight.data.editable import Editable, EditableColumn, checked_names, order_after, read_cells, read_column
from rushlight.data.edits import Edits, by_column, within
from rushlight.data.frame import Column


def of_table(data: Any) -> Editable:
    """Return an Arrow table or record batch as an editable table. Raises APIError for columns of one name."""
    import pyarrow as pa

    table = data if isinstance(data, pa.Table) else pa.Table.from_batches([data])
    checked_names(table.column_names)
    frame = of_arrow(table)
    columns = [
        describe_type(column.name, field.type, column)
        for column, field in zip(frame.columns, table.schema, strict=True)
    ]

    def edited(edits: Edits) -> Any:
        out = edited_table(table, columns, edits)
        if isinstance(data, pa.Table):
            return out
        return pa.RecordBatch.from_arrays([column.combine_chunks() for column in out.columns], schema=out.schema)

    return Editable(frame, columns, edited)


def of_array(data: Any) -> Editable:
    """Return an Arrow array as an editable table of the column `value`."""
    import pyarrow as pa

    inner = of_table(pa.table({"value": data}))

    def edited(edits: Edits) -> Any:
        column = inner.edited(edits)["value"]
        return column if isinstance(data, pa.ChunkedArray) else column.combine_chunks()

    return Editable(inner.frame, inner.columns, edited)


def describe_type(name: str, kind: Any, shown: Column) -> EditableColumn:
    """Return what the cells of a column of an Arrow type may hold."""
    import pyarrow.types as t

    if t.is_decimal(kind):
        return EditableColumn(name, "number", convert=decimal)
    if t.is_dictionary(kind):
        return describe_type(name, kind.value_type, shown)
    if shown.type == "list":
        item = type_of(kind.value_type)[0]
        simple = item in ("text", "integer", "number", "boolean") and not t.is_fixed_size_list(kind)
        return EditableColumn(name, "list", simple, item=item)
    return EditableColumn(name, shown.type, shown.type not in ("json", "bytes"), shown.timezone, bounds=_bounds(kind))


def _bounds(kind: Any) -> tuple[int, int] | None:
    import pyarrow.types as t

    if not t.is_integer(kind):
        return None
    bits = kind.bit_width
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if t.is_signed_integer(kind) else (0, (1 << bits) - 1)


def edited_table(table: Any, columns: Sequence[EditableColumn], edits: Edits) -> Any:
    """Return a table after edits."""
    import pyarrow as pa

    edits = within(edits, table.num_rows)
    changes = by_column(edits)
    added = [read_cells(columns, cells) for cells in edits.added]
    parts: list[Any] = []
    for place, column in enumerate(columns):
        cells = read_column(column, changes.get(column.name, {}))
        order = order_after(table.num_rows, edits, cells)
        parts.append(_edited(table.column(place), order, [*cells.values(), *(row.get(column.name) for row in added)]))
    schema = pa.schema(
        [field.with_type(part.type).with_nullable(True) for field, part in zip(table.schema, parts, strict=True)],
        metadata=table.schema.metadata,
    )
    return pa.table(parts, schema=schema) if parts else table


def _edited(column: Any, order: Any, fresh: list[Any]) -> Any:
    """Return a column after edits: what is new is put behind it, and then all are taken in their order."""
    import pyarrow as pa

    if order is None:
        return column
    kind = _wider(column.type, fresh)
    whole = pa.chunked_array([*_cast(column, kind).chunks, typed(fresh, kind)], kind)
    return whole.unify_dictionaries().take(pa.array(order))


def _wider(kind: Any, values: list[Any]) -> Any:
    """Return the type of a column with values entered: only one of nothing yet takes that of what is entered."""
    import pyarrow as pa
    import pyarrow.types as t

    if not t.is_null(kind) or all(value is None for value in values):
        return kind
    try:
        return pa.array(values).type
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.string()


def _cast(column: Any, kind: Any) -> Any:
    return column if column.type == kind else column.cast(kind)


def typed(values: list[Any], kind: Any) -> Any:
    """Return values as an array of an Arrow type; decimals are rounded to its scale."""
    import pyarrow as pa
    import pyarrow.types as t

    if t.is_dictionary(kind):
        return pa.array(values, kind.value_type).dictionary_encode().cast(kind)
    if t.is_decimal(kind):
        values = [None if value is None else round(value, kind.scale) for value in values]
    if t.is_string(kind):
        values = [value if value is None or isinstance(value, str) else str(value) for value in values]
    if t.is_timestamp(kind) or t.is_time(kind) or t.is_duration(kind):
        return pa.array(values, _fine(kind)).cast(kind, safe=False)
    return pa.array(values, kind)


def _fine(kind: Any) -> Any:
    """Return a type of times that holds whatever was entered; it is rounded to the column's afterwards."""
    import pyarrow as pa
    import pyarrow.types as t

    if t.is_timestamp(kind):
        return pa.timestamp("us", kind.tz)
    return pa.time64("us") if t.is_time(kind) else pa.duration("us")
