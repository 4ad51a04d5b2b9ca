"""Charts of a few words: line, area, bar, scatter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from rushlight.elements import colors
from rushlight.elements.charts.vega_lite_chart import draw_vega
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container

_TYPES = {"integer": "quantitative", "number": "quantitative", "datetime": "temporal", "date": "temporal"}
_VALUE, _SERIES, _COLOR = "value", "series", "_color"
STACKS = (None, True, False, "normalize", "center", "layered")
MOST_TO_POINT_AT = 2_000
"""Points of lines up to which the one nearest to the pointer is shown."""


@element
def line_chart(
    container: Container,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show lines.

    Args:
        data: whatever `dataframe` takes: one line per column, or in long form with `color`.
        x: name of the column of the horizontal axis; the index when None.
        y: name or names of the columns of values; all others when None.
        x_label: title of the horizontal axis; "" for none.
        y_label: title of the vertical axis; "" for none.
        color: a colour (CSS, or numbers of red, green, blue and opacity), one per column of values, or the name of a
            column that parts the lines; one that holds colours gives them.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch" or "content".
        alt: what the chart shows, for screen readers.

    Raises:
        APIError: for a column that the data do not have, or as many colours as there are not columns.
        InvalidColorError: for a colour that is none.

    Example:
        >>> st.line_chart(frame, x="day", y=["oslo", "bergen"])
    """
    chart = _Chart("line", x, y, x_label, y_label, color)
    return _draw(container, data, chart, width, height, use_container_width, alt)


@element
def area_chart(
    container: Container,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    stack: Any = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show areas.

    Args:
        stack: True to stack them, None, False or "layered" to lay them over each other, "normalize" for shares, "center"
            for a stream.

    The other arguments are those of `line_chart`.

    Example:
        >>> st.area_chart(frame, stack="normalize")
    """
    chart = _Chart("area", x, y, x_label, y_label, color, stack=choice("stack", stack, STACKS))
    return _draw(container, data, chart, width, height, use_container_width, alt)


@element
def bar_chart(
    container: Container,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    horizontal: bool = False,
    sort: bool | str = True,
    stack: Any = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show bars.

    Args:
        horizontal: bars from left to right.
        sort: True for the order of the categories' names, False for that of the data, or the name of a column to sort
            by ("-name" for falling).
        stack: True or None to stack them, False to set them side by side, "normalize" for shares, "center", or "layered".

    The other arguments are those of `line_chart`.

    Example:
        >>> st.bar_chart(frame, x="city", y="people", horizontal=True)
    """
    chart = _Chart(
        "bar",
        x,
        y,
        x_label,
        y_label,
        color,
        stack=choice("stack", stack, STACKS),
        horizontal=bool(horizontal),
        sort=sort,
    )
    return _draw(container, data, chart, width, height, use_container_width, alt)


@element
def scatter_chart(
    container: Container,
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    size: str | float | None = None,
    width: Size = "stretch",
    height: Size = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> Container:
    """Show points.

    Args:
        size: the area of the points in square pixels, or the name of a column that gives it.

    The other arguments are those of `line_chart`.

    Example:
        >>> st.scatter_chart(frame, x="height", y="weight", color="sex")
    """
    chart = _Chart("point", x, y, x_label, y_label, color, size=size)
    return _draw(container, data, chart, width, height, use_container_width, alt)


class _Chart(NamedTuple):
    """What a script says of its chart. In these words x is the axis along which the marks stand, also if it is upright."""

    mark: Literal["line", "area", "bar", "point"]
    x: str | None
    y: str | Sequence[str] | None
    x_label: str | None
    y_label: str | None
    color: Any
    size: Any = None
    stack: Any = None
    horizontal: bool = False
    sort: bool | str = True


class _Column(NamedTuple):
    """A column of the data: its name in the table, its type in Vega-Lite."""

    name: str
    type: str
    is_whole: bool = False
    is_index: bool = False

    def field(self) -> dict[str, Any]:
        return {"field": _escaped(self.name), "type": self.type}


class _Parts(NamedTuple):
    """Which columns are what: along one axis, values of the other."""

    columns: dict[str, _Column]
    along: str
    values: list[str]

    @property
    def is_wide(self) -> bool:
        return len(self.values) > 1

    def value(self) -> dict[str, Any]:
        if self.is_wide:
            return {"field": _VALUE, "type": "quantitative"}
        return self.columns[self.values[0]].field() if self.values else {"field": "", "type": "quantitative"}


def _draw(
    container: Container,
    data: Any,
    chart: _Chart,
    width: Size,
    height: Size,
    use_container_width: bool | None,
    alt: str | None,
) -> Container:
    from rushlight.data.arrow_frames import to_ipc
    from rushlight.data.snapshot import snapshot

    frame = snapshot(data)
    parts = _parts(frame, chart)
    table = frame.table()
    rows = frame.row_count * max(1, len(parts.values))
    spec = {**_spec(chart, parts, table, rows <= MOST_TO_POINT_AT), "data": {"name": "source"}}
    return draw_vega(
        container,
        f"{'scatter' if chart.mark == 'point' else chart.mark}_chart",
        spec,
        {"source": to_ipc(_with_css(table, chart, parts))},
        width,
        height,
        use_container_width,
        "streamlit",
        None,
        "ignore",
        None,
        alt,
    )


# --- which columns are what -------------------------------------------------------------------------------------------


def _parts(frame: Any, chart: _Chart) -> _Parts:
    columns = {
        column.label or column.name: _Column(
            column.name, _TYPES.get(column.type, "nominal"), column.type == "integer", column.is_index
        )
        for column in frame.columns
    }
    index = [label for label, column in columns.items() if column.is_index]
    along = chart.x if chart.x is not None else next(iter(index or columns), "")
    values = _values(columns, chart, along)
    for name in (*([along] if chart.x is not None else []), *values):
        if name not in columns:
            raise APIError(f"The data have no column {name!r}; they have {', '.join(columns)}.")
    if chart.mark == "bar" and along in columns and columns[along].type != "temporal":
        columns[along] = columns[along]._replace(type="ordinal")
    return _Parts(columns, along, values)


def _values(columns: dict[str, _Column], chart: _Chart, along: str) -> list[str]:
    if chart.y is not None:
        return [chart.y] if isinstance(chart.y, str) else [str(each) for each in chart.y]
    taken = {along, *(each for each in (chart.color, chart.size) if isinstance(each, str))}
    others = [label for label, column in columns.items() if not column.is_index and label not in taken]
    return [label for label in others if columns[label].type == "quantitative"] or others


# --- the specification ------------------------------------------------------------------------------------------------


def _spec(chart: _Chart, parts: _Parts, table: Any, may_point: bool) -> dict[str, Any]:
    encoding = _axes(chart, parts)
    encoding["tooltip"] = _tooltip(parts)
    if (color := _color(chart, parts, table)) is not None:
        encoding["color"] = color
        if color.get("field") == _SERIES:
            encoding["tooltip"].append({"field": _SERIES, "type": "nominal"})
    if (size := _size(chart, parts)) is not None:
        encoding["size"] = size
    _stack(encoding, chart)
    if chart.horizontal:
        encoding = _turned(encoding)
    spec: dict[str, Any] = {"mark": _mark(chart), "encoding": encoding, "params": _zoom(encoding)}
    if chart.mark == "line" and may_point and parts.values:
        spec = {"layer": [spec, _nearest(encoding)]}
    if parts.is_wide:
        fold = [_escaped(parts.columns[each].name) for each in parts.values]
        spec["transform"] = [{"fold": fold, "as": [_SERIES, _VALUE]}]
        if any(parts.columns[each].name != each for each in parts.values):
            labels = {parts.columns[each].name: each for each in parts.values}
            spec["transform"].append(_renamed(labels))
    return spec


def _axes(chart: _Chart, parts: _Parts) -> dict[str, Any]:
    along = parts.columns.get(parts.along, _Column("", "quantitative"))
    x, y = along.field(), parts.value()
    x["title"] = _title(chart.x_label, parts.along if chart.x is not None else "")
    y["title"] = _title(chart.y_label, parts.values[0] if chart.y is not None and len(parts.values) == 1 else "")
    if along.is_whole and along.type == "quantitative":
        x["axis"] = {"tickMinStep": 1}
    if parts.values and all(parts.columns[each].is_whole for each in parts.values):
        y["axis"] = {"tickMinStep": 1}
    if chart.mark == "bar" and chart.sort is not True:
        x["sort"] = _order(chart.sort, parts)
    return {"x": x, "y": y}


def _title(given: str | None, by_default: str) -> str | None:
    return (by_default if given is None else given) or None


def _order(sort: bool | str, parts: _Parts) -> Any:
    if sort is False:
        return None
    field = str(sort).removeprefix("-")
    if field not in parts.columns:
        raise APIError(f"`sort` names no column; given: {sort!r}. The data have {', '.join(parts.columns)}.")
    name = _escaped(parts.columns[field].name)
    return {"field": name, "order": "descending" if str(sort).startswith("-") else "ascending"}


def _tooltip(parts: _Parts) -> list[dict[str, Any]]:
    along = parts.columns.get(parts.along, _Column("", "nominal"))
    value = "value" if parts.is_wide else parts.values[0] if parts.values else ""
    first = {**along.field(), "title": parts.along if parts.along not in ("", "_index") else "index"}
    return [first, {**parts.value(), "title": value}]


def _color(chart: _Chart, parts: _Parts, table: Any) -> dict[str, Any] | None:
    color: Any = chart.color
    if isinstance(color, str) and color in parts.columns:
        column = parts.columns[color]
        if _holds_colors(table, column.name):
            return {"field": _COLOR, "type": "nominal", "scale": None}
        # Bars stand in an order; their colours tell them apart.
        is_shade = column.type != "ordinal" or column.is_whole
        return {**column.field(), "title": color, **({} if is_shade else {"type": "nominal"})}
    wished = [] if color is None else [color] if isinstance(color, str) or colors.is_numbers(color) else list(color)
    shown = [colors.css("color", each) for each in wished]
    if shown and len(shown) != len(parts.values):
        raise APIError(
            f"`color` must be one colour for each of the columns {parts.values}, or the name of a column; "
            f"given: {len(shown)} for {len(parts.values)} columns."
        )
    if parts.is_wide:
        scale = {"scale": {"domain": parts.values, "range": shown}} if shown else {}
        return {"field": _SERIES, "type": "nominal", "title": None, **scale}
    return {"value": shown[0]} if shown else None


def _holds_colors(table: Any, name: str) -> bool:
    """Tell whether a column holds colours: hex texts, or lists of numbers. (A name such as "red" may be a category.)"""
    sample = [each for each in table[name].slice(0, 1000).to_pylist() if each is not None]
    return bool(sample) and (all(map(colors.is_hex, sample)) or all(map(colors.is_numbers, sample)))


def _with_css(table: Any, chart: _Chart, parts: _Parts) -> Any:
    """Return the table with the colours that a column holds as CSS."""
    import pyarrow as pa

    if not isinstance(chart.color, str) or chart.color not in parts.columns:
        return table
    name = parts.columns[chart.color].name
    if not _holds_colors(table, name):
        return table
    css = [None if each is None else colors.css("color", each) for each in table[name].to_pylist()]
    return table.append_column(_COLOR, pa.array(css, pa.string()))


def _size(chart: _Chart, parts: _Parts) -> dict[str, Any] | None:
    size = chart.size
    if size is None:
        return None
    if isinstance(size, str) and size in parts.columns:
        return {**parts.columns[size].field(), "title": size}
    if isinstance(size, (int, float)) and not isinstance(size, bool):
        return {"value": size}
    raise InvalidValueError.of("size", size, f"a number, or one of the columns {', '.join(parts.columns)}")


def _stack(encoding: dict[str, Any], chart: _Chart) -> None:
    field = encoding.get("color", {}).get("field")
    if chart.mark == "bar" and chart.stack is False and field:
        encoding["xOffset"] = {"field": field}
    is_over = chart.stack in (False, "layered") or (chart.mark == "area" and chart.stack is None)
    if is_over:
        encoding["y"]["stack"] = False
    elif chart.stack is not None:
        encoding["y"]["stack"] = "zero" if chart.stack is True else chart.stack


def _turned(encoding: dict[str, Any]) -> dict[str, Any]:
    names = {"x": "y", "y": "x", "xOffset": "yOffset"}
    return {names.get(name, name): channel for name, channel in encoding.items()}


def _mark(chart: _Chart) -> dict[str, Any]:
    if chart.mark == "point":
        return {"type": "circle", "opacity": 0.8}
    if chart.mark == "bar":
        return {"type": "bar", "cornerRadiusEnd": 2, **({"opacity": 0.7} if chart.stack == "layered" else {})}
    return {"type": chart.mark}


def _zoom(encoding: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what lets the user zoom and move along the axes that are scales: with Ctrl, as the wheel scrolls the page."""
    continuous = [name for name in ("x", "y") if encoding[name]["type"] in ("quantitative", "temporal")]
    if len(continuous) < 2:
        return []
    select = {"type": "interval", "encodings": continuous, "zoom": "wheel![event.ctrlKey || event.metaKey]"}
    return [{"name": "zoom", "select": select, "bind": "scales"}]


def _nearest(encoding: dict[str, Any]) -> dict[str, Any]:
    """Return the layer that shows the point of a line that is nearest to the pointer, with its tip."""
    point = {"type": "point", "on": "pointermove", "clear": "pointerout", "nearest": True}
    shown = {"condition": {"param": "nearest", "empty": False, "value": 1}, "value": 0}
    return {
        "mark": {"type": "point", "filled": True, "size": 65},
        "params": [{"name": "nearest", "select": point}],
        "encoding": {**encoding, "opacity": shown},
    }


def _renamed(labels: dict[str, str]) -> dict[str, Any]:
    """Return the transform that calls folded columns by their labels, where the table has them by other names."""
    import json

    return {"calculate": f"{json.dumps(labels)}[datum.{_SERIES}] || datum.{_SERIES}", "as": _SERIES}


def _escaped(field: str) -> str:
    # Vega reads dots and brackets in names as paths.
    return field.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")
