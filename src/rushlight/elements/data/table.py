"""Small tables, shown whole."""

from __future__ import annotations

from typing import Any, Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.errors import APIError
from rushlight.run.container import Container
from rushlight.tree.node import Props

MOST_CELLS = 100_000


class Table(Props, frozen=True, kw_only=True):
    head: list[str]
    rows: list[list[str]]
    index_columns: int = 0
    """The first columns that are headings of their rows."""
    numeric: list[bool] = []
    border: Literal["all", "horizontal", "none"] = "all"
    width: Size = "stretch"
    height: Size = "content"
    hide_header: bool = False
    alt: str | None = None


@element
def table(
    container: Container,
    data: Any = None,
    *,
    border: bool | Literal["horizontal"] = True,
    width: Size = "stretch",
    height: Size = "content",
    hide_index: bool | None = None,
    hide_header: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show a small table whole, with markdown in its cells.

    Args:
        data: whatever `dataframe` takes.
        border: True for lines around all cells, "horizontal", or False.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels beyond which it scrolls.
        hide_index: hide the index; None shows it, except for data that have none.
        hide_header: hide the headings; None shows them, except for data that have none.
        alt: what the table shows, for screen readers.

    Raises:
        DataframeConversionError: for data of which no table can be made.
        APIError: for more than 100,000 cells, for which `dataframe` is made.

    Example:
        >>> st.table({"Planet": ["Venus", "Mars"], "Moons": [0, 2]})
    """
    from rushlight.data.snapshot import snapshot

    frame = snapshot(data)
    if frame.row_count * len(frame.columns) > MOST_CELLS:
        raise APIError(f"`table` shows at most {MOST_CELLS:,} cells; given: {frame.row_count:,} rows. Use `dataframe`.")
    arrow = frame.table()
    hidden = hide_index if hide_index is not None else isinstance(data, (list, dict, tuple, set)) or data is None
    shown = [column for column in frame.columns if not (column.is_index and hidden)]
    cells = [_texts(arrow[column.name].to_pylist()) for column in shown]
    no_header = isinstance(data, (list, tuple, set)) and not any(isinstance(each, dict) for each in data)  # pyright: ignore
    border_word: Any = {True: "all", False: "none"}.get(
        choice("border", border, (True, False, "horizontal")), "horizontal"
    )
    return container.draw(
        Table(
            head=[markup.label(column.label) for column in shown],
            rows=[list(row) for row in zip(*cells, strict=True)],
            index_columns=sum(column.is_index for column in shown),
            numeric=[column.type in ("integer", "number") for column in shown],
            border=border_word,
            width=sizes.width(width),
            height=sizes.height(height),
            hide_header=no_header if hide_header is None else hide_header,
            alt=alt,
        )
    )


def _texts(values: list[Any]) -> list[str]:
    return [_text(value) for value in values]


def _text(value: Any) -> str:
    if value is None:
        return "None"
    if isinstance(value, float):
        return f"{value:.4f}" if value == value else "None"
    return markup.with_emoji(str(value))
