"""Small tables, shown whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.elements.windowed import counts
from rushlight.errors import APIError
from rushlight.run.container import Container
from rushlight.tree.node import Props

MOST_CELLS = 100_000


class Table(Props, frozen=True, kw_only=True):
    head: list[str]
    rows: list[list[str | None]]
    index_columns: int = 0
    """The first columns that are headings of their rows."""
    numeric: list[bool] = []
    border: Literal["all", "horizontal", "none"] = "all"
    width: Size = "stretch"
    height: Size = "content"
    hide_header: bool = False
    alt: str | None = None
    places: list[int] = []
    """Of the columns that are no headings: their places in the data, by which a style sheet names them."""
    style_id: str | None = None
    css: str = ""
    """Style sheet for the cells, each called `<style_id>_row<r>_col<c>`."""
    caption: str | None = None


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
        data: whatever `dataframe` takes; a pandas Styler with its texts, colours, caption and what it hides.
        border: True for lines around all cells, "horizontal", or False.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels beyond which it scrolls.
        hide_index: hide the index; None to hide one that only counts.
        hide_header: hide the headings; None to hide those of data that have no names, such as lists.
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
    look = _look(data)
    hidden = look.hides_index or (counts(frame) if hide_index is None else bool(hide_index))
    shown = [column for column in frame.columns if not (column.is_index and hidden)]
    columns = [column for column in frame.columns if not column.is_index]
    kept = [column for column in shown if column.is_index or columns.index(column) not in look.hidden_columns]
    cells = [
        [row[columns.index(column)] for row in look.texts]
        if look.texts and not column.is_index
        else _texts(arrow[column.name].to_pylist())
        for column in kept
    ]
    border_word: Any = {True: "all", False: "none"}.get(
        choice("border", border, (True, False, "horizontal")), "horizontal"
    )
    return container.draw(
        Table(
            head=[markup.label(column.label) for column in kept],
            rows=[list(row) for row in zip(*cells, strict=True)],
            index_columns=sum(column.is_index for column in kept),
            numeric=[column.type in ("integer", "number") for column in kept],
            places=[columns.index(column) for column in kept if not column.is_index],
            style_id=look.id,
            css=look.css,
            caption=look.caption,
            border=border_word,
            width=sizes.width(width),
            height=sizes.height(height),
            hide_header=not _has_names(data) if hide_header is None else bool(hide_header),
            alt=alt,
        )
    )


class _Look(NamedTuple):
    """What a Styler says of its table."""

    id: str | None = None
    css: str = ""
    caption: str | None = None
    texts: list[list[str]] = []
    """The text of each cell, by rows."""
    hides_index: bool = False
    hidden_columns: frozenset[int] = frozenset()


def _look(data: Any) -> _Look:
    if type(data).__name__ != "Styler":
        return _Look()
    from rushlight.data.styler import styled

    found = styled(data)
    return _Look(
        f"T_{found.uuid}",
        found.css,
        found.caption or None,
        found.texts,
        all(data.hide_index_),
        frozenset(int(place) for place in data.hidden_columns),
    )


def _has_names(data: Any) -> bool:
    """Tell whether the columns of data have names: those of lists, arrays and mappings of single values have none."""
    if isinstance(data, Mapping):
        return any(hasattr(each, "__len__") and not isinstance(each, (str, bytes)) for each in data.values())  # pyright: ignore
    if isinstance(data, (list, tuple, set, frozenset)):
        first: Any = next(iter(data), None)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        return isinstance(first, Mapping) or hasattr(first, "__dataclass_fields__") or hasattr(first, "model_dump")
    kind = type(data)
    if kind.__module__.startswith("numpy"):
        return bool(data.dtype.names)
    return not (kind.__module__.startswith("pandas") and "Index" in kind.__name__)


def _texts(values: list[Any]) -> list[str | None]:
    return [_text(value) for value in values]


def _text(value: Any) -> str | None:
    if value is None or value != value:
        return None
    if isinstance(value, float):
        return f"{value:.4f}"
    return markup.with_emoji(str(value))
