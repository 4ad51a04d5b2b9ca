"""Cells in rows and columns."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice
from rushlight.elements.layout.container import Gap, gap_of
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidValueError
from rushlight.run.container import Container
from rushlight.tree.node import Block

Gaps: TypeAlias = Gap | tuple[Gap, Gap] | list[Gap]
MOST_COLUMNS = 24
LEAST_WIDTH = 240
"""Of the columns of a grid that has as many as fit, in pixels."""
LEAST_SHARE = 120
"""Of those of a grid with a number of columns; narrower than that, it has fewer."""


class Grid(Block, frozen=True, kw_only=True):
    columns: int = 0
    """How many; 0 for as many as fit."""
    least_width: int = LEAST_WIDTH
    """Of a column, in pixels."""
    wrap: bool = True
    row_gap: Gap = "small"
    column_gap: Gap = "small"
    align: Literal["top", "center", "bottom"] = "top"
    border: bool = False
    row_height: int = 0
    """Pixels; 0 for that of the content."""
    width: Size = "stretch"
    height: Size = "content"
    dense: bool = False


class GridCell(Block, frozen=True, kw_only=True):
    columns: int = 1
    """How many columns it spans; 0 for all."""
    rows: int = 1


class GridContainer(Container):
    """A grid: what is written to it fills its cells, one by one."""

    __slots__ = ()

    def cell(self, *, column_span: int | Literal["all"] = 1, row_span: int = 1) -> Container:
        """Make the next cell a container that spans several columns or rows.

        Raises InvalidValueError for a span below 1.

        Example:
            >>> with grid.cell(column_span="all"):
            ...     st.header("Over the whole width")
        """
        columns = 0 if column_span == "all" else _whole("column_span", column_span, 1, MOST_COLUMNS)
        return self.block(GridCell(columns=columns, rows=_whole("row_span", row_span, 1, MOST_COLUMNS)))


@element
def grid(
    container: Container,
    columns: int | Literal["auto"] = "auto",
    *,
    min_column_width: int | Literal["auto"] = "auto",
    wrap: bool = True,
    gap: Gaps = "small",
    vertical_alignment: Literal["top", "center", "bottom"] = "top",
    border: bool = False,
    row_height: int | Literal["content"] = "content",
    width: Size = "stretch",
    height: Size = "content",
    key: Key = None,
    dense: bool = False,
) -> GridContainer:
    """Make a container whose elements fill the cells of a grid.

    Args:
        columns: how many columns, 1 to 24; "auto" for as many as fit.
        min_column_width: the least width of a column in pixels; "auto" for 240, or 120 where `columns` is a number.
        wrap: fewer columns where they would be narrower than that.
        gap: between cells: a word as in `container`, pixels, None, or a pair (between rows, between columns).
        vertical_alignment: "top", "center" or "bottom", within a row.
        border: a frame around each cell.
        row_height: pixels; "content" for as high as needed.
        width: "stretch" or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        key: a name of its own.
        dense: fill holes with later, smaller cells.

    Returns:
        The grid; its method `cell` makes a cell that spans several.

    Raises:
        InvalidValueError: for numbers of columns or sizes that cannot be.

    Example:
        >>> grid = st.grid(3, border=True)
        >>> for name, value in figures.items():
        ...     grid.metric(name, value)
    """
    rows_gap, columns_gap = _gaps(gap)
    props = Grid(
        columns=0 if columns == "auto" else _whole("columns", columns, 1, MOST_COLUMNS),
        least_width=_least_width(columns, min_column_width),
        wrap=bool(wrap),
        row_gap=rows_gap,
        column_gap=columns_gap,
        align=choice("vertical_alignment", vertical_alignment, ("top", "center", "bottom")),
        border=bool(border),
        row_height=0 if row_height == "content" else _whole("row_height", row_height, 1),
        width=sizes.width(width, ("stretch",)),
        height=sizes.height(height),
        dense=bool(dense),
    )
    return container.block(props, checked_key(key)).become(GridContainer)


def _least_width(columns: int | str, given: int | Literal["auto"]) -> int:
    if given == "auto":
        return LEAST_WIDTH if columns == "auto" else LEAST_SHARE
    return _whole("min_column_width", given, 1)


def _gaps(gap: Any) -> tuple[Gap, Gap]:
    if isinstance(gap, (tuple, list)):
        pair: list[Any] = list(gap)  # pyright: ignore[reportUnknownArgumentType]
        if len(pair) != 2:
            raise InvalidValueError.of("gap", gap, "one gap, or a pair: between rows and between columns")
        return gap_of(pair[0]), gap_of(pair[1])
    return gap_of(gap), gap_of(gap)


def _whole(parameter: str, given: Any, least: int, most: int | None = None) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < least or (most is not None and given > most):
        raise InvalidValueError.of(
            parameter, given, f"a whole number from {least}" + (f" to {most}" if most else " on")
        )
    return given
