"""A figure with its change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Visibility, choice, visibility
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.tree.node import Props

COLORS = (
    "normal", "inverse", "off", "red", "orange", "yellow", "green", "blue", "violet", "gray", "grey", "primary",
)  # fmt: skip

Trend: TypeAlias = Literal["up", "down"] | None


class Metric(Props, frozen=True):
    label: str
    value: str
    delta: str | None = None
    color: str = "gray"
    """Name of the colour of the change."""
    arrow: Literal["up", "down"] | None = None
    help: str | None = None
    icon: markup.Icon | None = None
    label_visibility: Visibility = "visible"
    border: bool = False
    width: Size = "stretch"
    height: Size = "content"
    chart: list[float | None] = []
    chart_type: Literal["line", "bar", "area"] = "line"
    format: str | None = None
    number: float | None = None
    """The value as a number, for formats that depend on the browser's language."""
    delta_number: float | None = None
    description: str | None = None


@element
def metric(
    container: Container,
    label: str,
    value: Any,
    delta: Any = None,
    delta_color: str = "normal",
    *,
    help: str | None = None,
    icon: str | None = None,
    label_visibility: Visibility = "visible",
    border: bool = False,
    width: Size = "stretch",
    height: Size = "content",
    chart_data: Iterable[Any] | None = None,
    chart_type: Literal["line", "bar", "area"] = "line",
    delta_arrow: Literal["auto", "up", "down", "off"] = "auto",
    format: str | None = None,
    delta_description: str | None = None,
) -> Container:
    """Show a figure in large type, with how it has changed.

    Args:
        label: what it is.
        value: a number, a text, or None for a dash.
        delta: the change: a number, or a text (a fall if it begins with a minus); 0 is neither rise nor fall.
        delta_color: "normal" (a rise is green, a fall red), "inverse", "off", or the name of a colour.
        help: a tooltip.
        icon: an emoji or `:material/name:` before the label.
        label_visibility: "visible", "hidden" or "collapsed".
        border: a frame around it.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        chart_data: numbers for a small chart below.
        chart_type: "line", "bar" or "area".
        delta_arrow: "auto", "up", "down" or "off".
        format: of the value: printf style, or "localized", "percent", "dollar", "euro", "yen", "compact", ...
        delta_description: a text after the change, such as "vs. last week".

    Raises:
        InvalidParameterTypeError: for a value that is neither number nor text.
        InvalidValueError: for an unknown colour, arrow, kind of chart or visibility.
        APIError: for `chart_data` that are no numbers.

    Example:
        >>> st.metric("Revenue", 1250, delta=-30, format="dollar", border=True)
    """
    change = None if delta is None else _shown(delta, "delta").strip() or None
    trend = _trend(change)
    return container.draw(
        Metric(
            label=markup.label("" if label is None else label),  # pyright: ignore[reportUnnecessaryComparison]
            value="—" if value is None else _shown(value, "value"),
            delta=change,
            color=_color(choice("delta_color", delta_color, COLORS), trend),
            arrow=_arrow(choice("delta_arrow", delta_arrow, ("auto", "up", "down", "off")), change, trend),
            help=markup.hint(help),
            icon=markup.icon(icon),
            label_visibility=visibility(label_visibility),
            border=bool(border),
            width=sizes.width(width),
            height=sizes.height(height),
            chart=[_point(each) for each in _items(chart_data)],
            chart_type=choice("chart_type", chart_type, ("line", "bar", "area")),
            format=format,
            number=_number(value) if format is not None else None,
            delta_number=_number(delta) if format is not None else None,
            description=delta_description,
        )
    )


def _shown(value: Any, parameter: str) -> str:
    if isinstance(value, (str, bool, int, float)):
        return str(value)
    if hasattr(value, "item") and getattr(value, "size", 1) == 1:
        return str(value.item())
    if hasattr(value, "__float__"):
        return str(value)
    raise InvalidParameterTypeError.of(parameter, value, "a number, a text or None")


def _trend(change: str | None) -> Trend:
    """Return the way a change goes: a text that begins with a minus falls, any other rises, but for nothing and zero."""
    if change is None or _number(change) == 0:
        return None
    return "down" if change.startswith(("-", "\u2212")) else "up"


def _color(name: str, trend: Trend) -> str:
    if name in ("normal", "inverse"):
        return "gray" if trend is None else "red" if (trend == "down") == (name == "normal") else "green"
    return "gray" if name in ("off", "grey") else name


def _arrow(wish: Any, change: str | None, trend: Trend) -> Trend:
    if change is None or wish == "off":
        return None
    return trend if wish == "auto" else wish


def _items(data: Any) -> list[Any]:
    if data is None:
        return []
    if hasattr(data, "columns") and hasattr(data, "iloc"):
        data = data.iloc[:, 0]
    elif hasattr(data, "columns") and hasattr(data, "to_series"):
        data = data.to_series(0)
    return list(data) if isinstance(data, Iterable) and not isinstance(data, str) else [data]


def _point(value: Any) -> float | None:
    """Return a point of the small chart; None, and what is no number, are gaps."""
    try:
        return None if value is None or math.isnan(float(value)) else float(value)
    except (TypeError, ValueError):
        raise APIError(f"`chart_data` must be numbers; one of them is {value!r}.") from None


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
