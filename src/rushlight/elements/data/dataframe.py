"""Tables of any size, which the browser reads window by window."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from rushlight.data.frame import Frame
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice
from rushlight.elements.selection import DataframeState, select_reaction, selected
from rushlight.elements.sizes import Size
from rushlight.elements.windowed import Windowed, first_rows, grid_columns, sized, styler, with_clicks
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

MODES = (
    "single-row", "single-row-required", "multi-row", "single-column", "multi-column", "single-cell", "multi-cell",
)  # fmt: skip


class Dataframe(Windowed, frozen=True, kw_only=True):
    modes: list[str] = []
    """What can be selected."""


@element
def dataframe(
    container: Container,
    data: Any = None,
    width: Size = "stretch",
    height: Size = "auto",
    *,
    use_container_width: bool | None = None,
    hide_index: bool | None = None,
    column_order: Iterable[str] | None = None,
    column_config: Mapping[Any, Any] | None = None,
    key: Key = None,
    on_select: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] = "multi-row",
    selection_default: Any = None,
    row_height: int | None = None,
    placeholder: str | None = None,
    lazy: bool | None = None,
    alt: str | None = None,
) -> Any:
    """Show a table that can be scrolled, sorted, searched and downloaded, whatever its size.

    Rows are read from the server as they come into view, so ten million open as fast as ten.

    Args:
        data: a frame, series or array of any library, a lazy frame, rows, columns, or None.
        width: "stretch", "content", or a number of pixels.
        height: "auto" (up to ten rows), "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" (or "content").
        hide_index: hide the index; None to hide one that only counts.
        column_order: names of the columns to show, in order.
        column_config: by name (`_index` for the index): None to hide it, a heading, or `st.column_config...`.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback.
        selection_mode: "single-row", "single-row-required", "multi-row", "single-column", "multi-column",
            "single-cell", "multi-cell", or several of these that go together.
        selection_default: the selection at first: {"selection": {"rows": [0]}}.
        row_height: height of rows in pixels.
        placeholder: shown for missing values.
        lazy: None or True to have rows read as they come into view, False to send all with the page, so that scrolling
            never waits (as far as `server.maxMessageSize` allows).
        alt: what the table shows, for screen readers.

    Returns:
        The element; with `on_select` the selection: `event.selection.rows` (positions in the data), `.columns`, `.cells`.

    Raises:
        DataframeConversionError: for data of which no table can be made.
        InvalidValueError: for an unknown selection mode.

    Example:
        >>> event = st.dataframe(frame, on_select="rerun", selection_mode="single-row")
        >>> event.selection.rows
    """
    from rushlight.data.snapshot import snapshot

    frame = snapshot(data)
    context = container.context
    change = select_reaction(container, "dataframe", on_select)
    modes = _modes(selection_mode) if change is not None else []
    columns = grid_columns(frame, hide_index, column_order, column_config)
    styles, texts = styler(data)
    props = Dataframe(
        columns=with_clicks(container, "dataframe", frame, columns, column_config),
        rows=frame.row_count,
        source="" if context is None else context.hold(frame),
        first=first_rows(frame, frame.row_count)
        if choice("lazy", lazy, (None, True, False)) is False
        else first_rows(frame),
        alt=alt,
        modes=modes,
        can_export=context is None or not context.app.config.get("client.disableDataExport"),
        styles=styles,
        texts=texts,
        **sized(width, height, use_container_width, row_height, placeholder),
    )
    name = checked_key(key)
    if change is None:
        return container.draw(props, name)
    default = _raw_selection(selection_default, modes)
    return container.widget(
        props,
        Widget(
            command="dataframe",
            default=default,
            parse=lambda raw: selected({"selection": _checked(raw, frame, modes)}, DataframeState),
            dump=lambda given: _raw_selection(given, modes),
            key=name,
            facts=(frame.fingerprint, tuple(modes)),
            key_facts=(tuple(modes),),
            callback=change.callback,
        ),
    )


def _modes(given: str | Iterable[str]) -> list[str]:
    modes = [given] if isinstance(given, str) else sorted(given)
    for mode in modes:
        if mode not in MODES:
            raise InvalidValueError.choice("selection_mode", mode, MODES)
    for part in ("row", "column", "cell"):
        if sum(mode.partition("-")[2].startswith(part) for mode in modes) > 1:
            raise APIError(f"`selection_mode` has two modes for {part}s; given: {modes}. Choose one of them.")
    return modes


def _raw_selection(given: Any, modes: list[str]) -> dict[str, Any]:
    inner = given.get("selection", given) if isinstance(given, Mapping) else {}  # pyright: ignore
    raw: dict[str, Any] = {
        "rows": [int(row) for row in inner.get("rows", [])],
        "columns": [str(column) for column in inner.get("columns", [])],
        "cells": [[int(row), str(column)] for row, column in inner.get("cells", [])],
    }
    if "single-row-required" in modes and not raw["rows"]:
        raw["rows"] = [0]
    return raw


def _checked(raw: Any, frame: Frame, modes: list[str]) -> dict[str, Any]:
    if not isinstance(raw, dict) or set(raw) - {"rows", "columns", "cells"}:  # pyright: ignore
        raise TypeError("rows, columns and cells are needed")
    places = raw.get("rows", [])  # pyright: ignore
    cells = raw.get("cells", [])  # pyright: ignore
    columns = raw.get("columns", [])  # pyright: ignore
    in_table = [*places, *(cell[0] for cell in cells)]  # pyright: ignore
    if not all(isinstance(row, int) and 0 <= row < frame.row_count for row in in_table):  # pyright: ignore
        raise ValueError("a row is not in the table")
    known = {column.name for column in frame.columns}
    if not known.issuperset([*columns, *(cell[1] for cell in cells)]):  # pyright: ignore
        raise ValueError("a column is not in the table")
    for part, chosen in (("row", places), ("column", columns), ("cell", cells)):
        _check_count(part, len(chosen), modes)  # pyright: ignore
    return {"rows": list(places), "columns": [str(c) for c in columns], "cells": [(r, str(c)) for r, c in cells]}  # pyright: ignore


def _check_count(part: str, count: int, modes: list[str]) -> None:
    """Raise ValueError where more is selected than the modes allow."""
    mode = next((mode for mode in modes if part in mode), None)
    most = 0 if mode is None else 1 if mode.startswith("single") else count
    if count > most:
        raise ValueError(f"{count} {part}s are more than the selection modes {modes} allow")
