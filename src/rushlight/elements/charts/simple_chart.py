"""Charts of a few words: line, area, bar, scatter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rushlight.elements.charts.vega_lite_chart import draw_vega
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import APIError
from rushlight.run.container import Container

_TYPES = {"integer": "quantitative", "number": "quantitative", "datetime": "temporal", "date": "temporal"}
_VALUE, _SERIES = "value", "series"


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
        color: a colour, one per column of values, or the name of a column that parts the lines.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        use_container_width: the older way to say width="stretch".
        alt: what the chart shows, for screen readers.

    Raises:
        APIError: for a column that the data do not have.

    Example:
        >>> st.line_chart(frame, x="day", y=["oslo", "bergen"])
    """
    return _draw(
        container,
        "line",
        data,
        x,
        y,
        x_label,
        y_label,
        color,
        None,
        None,
        False,
        True,
        width,
        height,
        use_container_width,
        alt,
    )


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
        stack: True or None to stack them, False to lay them over each other, "normalize" for shares, "center" for a
            stream.

    The other arguments are those of `line_chart`.

    Example:
        >>> st.area_chart(frame, stack="normalize")
    """
    return _draw(
        container,
        "area",
        data,
        x,
        y,
        x_label,
        y_label,
        color,
        None,
        stack,
        False,
        True,
        width,
        height,
        use_container_width,
        alt,
    )


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
    return _draw(
        container,
        "bar",
        data,
        x,
        y,
        x_label,
        y_label,
        color,
        None,
        stack,
        horizontal,
        sort,
        width,
        height,
        use_container_width,
        alt,
    )


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
    return _draw(
        container,
        "point",
        data,
        x,
        y,
        x_label,
        y_label,
        color,
        size,
        None,
        False,
        True,
        width,
        height,
        use_container_width,
        alt,
    )


def _draw(
    container: Container,
    mark: str,
    data: Any,
    x: str | None,
    y: str | Sequence[str] | None,
    x_label: str | None,
    y_label: str | None,
    color: Any,
    size: Any,
    stack: Any,
    horizontal: bool,
    sort: bool | str,
    width: Size,
    height: Size,
    use_container_width: bool | None,
    alt: str | None,
) -> Container:
    from rushlight.data.arrow_frames import to_ipc
    from rushlight.data.snapshot import snapshot

    frame = snapshot(data)
    types = {column.label or column.name: _TYPES.get(column.type, "nominal") for column in frame.columns}
    names = {column.label or column.name: column.name for column in frame.columns}
    along = (
        x if x is not None else next((c.label or c.name for c in frame.columns if c.is_index), next(iter(types), ""))
    )
    values = _values(frame, y, along, color, size)
    for name in (along, *values, *(each for each in (color, size) if isinstance(each, str) and each in types)):
        if name and name not in types:
            raise APIError(f"The data have no column {name!r}; they have {', '.join(types)}.")
    if mark == "bar" and types.get(along) == "quantitative" and x is None:
        types[along] = "ordinal"
    spec = _spec(mark, along, values, types, names, color, size, stack, sort)
    encoding = spec["encoding"]
    _label(encoding["x"], x_label, along if x is not None else "")
    _label(encoding["y"], y_label, values[0] if len(values) == 1 else "")
    if horizontal:
        encoding["x"], encoding["y"] = encoding["y"], encoding["x"]
        if "xOffset" in encoding:
            encoding["yOffset"] = encoding.pop("xOffset")
    spec["data"] = {"name": "source"}
    table = frame.table()
    return draw_vega(
        container, f"{mark}_chart", spec, {"source": to_ipc(table)}, width, height, use_container_width, "streamlit",
        None, "ignore", None, alt,
    )  # fmt: skip


def _values(frame: Any, y: Any, along: str, color: Any, size: Any) -> list[str]:
    if y is not None:
        return [y] if isinstance(y, str) else [str(each) for each in y]
    taken = {along, color if isinstance(color, str) else None, size if isinstance(size, str) else None}
    return [
        column.label or column.name for column in frame.columns if not column.is_index and column.label not in taken
    ]


def _spec(
    mark: str, along: str, values: list[str], types: dict[str, str], names: dict[str, str], color: Any, size: Any,
    stack: Any, sort: bool | str,
) -> dict[str, Any]:  # fmt: skip
    wide = len(values) > 1
    value = _VALUE if wide else names.get(values[0], "") if values else ""
    kind = "quantitative" if wide or not values else types[values[0]]
    encoding: dict[str, Any] = {
        "x": {"field": _escaped(names.get(along, "")), "type": types.get(along, "nominal")},
        "y": {"field": _escaped(value), "type": kind},
        "tooltip": [{"field": _escaped(names.get(along, "")), "type": types.get(along, "nominal"), "title": along or "x"},
                    {"field": _escaped(value), "type": kind, "title": "value" if wide else (values[0] if values else "")}],
    }  # fmt: skip
    if mark == "bar" and sort is False:
        encoding["x"]["sort"] = None
    elif mark == "bar" and isinstance(sort, str):
        field = sort.removeprefix("-")
        encoding["x"]["sort"] = {"field": field, "order": "descending" if sort.startswith("-") else "ascending"}
    _color(encoding, color, wide, values, types, names)
    _stack(encoding, mark, stack)
    if isinstance(size, str):
        encoding["size"] = {"field": _escaped(names.get(size, size)), "type": types.get(size, "quantitative")}
    elif size is not None:
        encoding["size"] = {"value": size}
    spec: dict[str, Any] = {"mark": _mark(mark), "encoding": encoding}
    if wide:
        fold = [names.get(each, each) for each in values]
        spec["transform"] = [{"fold": [_escaped(each) for each in fold], "as": [_SERIES, _VALUE]}]
    return spec


def _mark(mark: str) -> dict[str, Any]:
    if mark == "point":
        return {"type": "circle", "opacity": 0.8}
    return {"type": mark, **({"cornerRadiusEnd": 2} if mark == "bar" else {"interpolate": "linear"})}


def _color(
    encoding: dict[str, Any], color: Any, wide: bool, values: list[str], types: dict[str, str], names: dict[str, str]
) -> None:
    if isinstance(color, str) and color in types:
        encoding["color"] = {"field": _escaped(names[color]), "type": types[color], "title": color}
    elif wide:
        encoding["color"] = {"field": _SERIES, "type": "nominal", "title": None}
        encoding["tooltip"].append({"field": _SERIES, "type": "nominal"})
        if isinstance(color, (list, tuple)) and not isinstance(color[0], (int, float)):
            encoding["color"]["scale"] = {"domain": values, "range": [_css(each) for each in color]}  # pyright: ignore
    elif color is not None:
        one = color[0] if isinstance(color, list) and len(color) == 1 else color  # pyright: ignore
        encoding["color"] = {"value": _css(one)}


def _css(color: Any) -> str:
    if isinstance(color, str):
        return color
    parts = [round(part * 255) if isinstance(part, float) and part <= 1 else int(part) for part in color[:3]]
    alpha = f" / {float(color[3])}" if len(color) == 4 else ""
    return f"rgb({parts[0]} {parts[1]} {parts[2]}{alpha})"


def _stack(encoding: dict[str, Any], mark: str, stack: Any) -> None:
    if mark == "bar" and stack is False and "field" in encoding.get("color", {}):
        encoding["xOffset"] = {"field": encoding["color"]["field"]}
    if stack in (False, "layered"):
        encoding["y"]["stack"] = False
    elif stack is not None:
        encoding["y"]["stack"] = "zero" if stack is True else stack


def _label(channel: dict[str, Any], given: str | None, default: str) -> None:
    channel["title"] = (default if given is None else given) or None


def _escaped(field: str) -> str:
    # Vega reads dots and brackets in names as paths.
    return field.replace("\\", "\\\\").replace(".", "\\.").replace("[", "\\[").replace("]", "\\]")
