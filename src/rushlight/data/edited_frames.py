"""Frames as browsers see them, with edits that are not part of the data yet."""

from __future__ import annotations

from typing import Any

from rushlight.data.arrow_edits import describe_type, edited_table
from rushlight.data.arrow_frames import of_arrow
from rushlight.data.editable import INDEX
from rushlight.data.edits import Edits, within
from rushlight.data.frame import Frame, View
from rushlight.data.window import order_of


def edited_view(frame: Frame, edits: Edits) -> Frame:
    """Return a frame with edits applied to what is shown of it; edits of unknown columns are left out."""
    table = frame.table()
    columns = [
        describe_type(INDEX if column.is_index else column.name, field.type, column)
        for column, field in zip(frame.columns, table.schema, strict=True)
    ]
    after = of_arrow(edited_table(table, columns, edits))
    return Frame(frame.columns, after.row_count, after.take, "edited")


def order_after(frame: Frame, view: View, edits: Edits) -> Any:
    """Return the places of a view's rows as `order_of` does: by the values that cells have after edits, without the rows
    that were deleted. Added rows have no place."""
    if not edits:
        return order_of(frame, view)
    import numpy as np

    edits = within(edits, frame.row_count)
    order = order_of(edited_view(frame, Edits(edits.edited)) if edits.edited else frame, view)
    if not edits.deleted:
        return order
    gone = np.zeros(frame.row_count, dtype=bool)
    gone[edits.deleted] = True
    return order[~gone[order]]
