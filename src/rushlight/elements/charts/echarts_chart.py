"""Charts of Apache ECharts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

import msgspec

from rushlight import log
from rushlight.elements import sizes
from rushlight.elements.charts.json_text import json_text
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice
from rushlight.elements.selection import EChartsState, select_reaction, selected
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

_FUNCTION = re.compile(r"\s*(?:async\s+)?(?:function\b\s*\w*\s*\(|\([\w\s,]*\)\s*=>|\w+\s*=>)")
_PIXELS = re.compile(r"(\d+)(?:\.\d+)?px")
_logger = log.logger("charts")


class EchartsChart(Props, frozen=True, kw_only=True):
    option: str
    """JSON text of what ECharts calls an option."""
    width: Size = "stretch"
    height: Size = "content"
    natural: tuple[int | None, int | None] = (None, None)
    """Width and height in pixels that the chart's maker gave it."""
    themed: bool = True
    renderer: Literal["canvas", "svg"] = "canvas"
    selects: bool = False
    alt: str | None = None


@element
def echarts_chart(
    container: Container,
    spec: Any,
    *,
    width: Size = "stretch",
    height: Size = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key = None,
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    renderer: Literal["canvas", "svg"] = "canvas",
    alt: str | None = None,
) -> Any:
    """Show a chart that an option of Apache ECharts describes.

    Frames, series and arrays in the option are converted; a frame is fit for `dataset.source`. The map "world" is there.
    JavaScript functions in an option are left out, since the page's policy forbids making code of text: use templates
    such as "{b}: {c}".

    Args:
        spec: the option as a dict or JSON text, or a chart of pyecharts.
        width: "stretch", "content", or a number of pixels.
        height: "content" (the chart's own, or 400 pixels), "stretch", or a number of pixels.
        theme: "streamlit" for the colours of the page, None for ECharts' own.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback. A click selects a point and takes it back;
            an option with a `brush` also selects by areas.
        renderer: "canvas", or "svg" for few and sharp shapes.
        alt: what the chart shows, for screen readers; ECharts describes it when None.

    Returns:
        The element; with `on_select` the selection: `event.selection.selected` lists points by `series_index`,
        `series_name`, `data_index`, `name` and `value`; `event.selection.areas` lists areas by `brush_type`, `range`
        (pixels) and `coord_range` (values of the axes).

    Raises:
        InvalidParameterTypeError: for anything that is no option.
        APIError: for JSON text that cannot be read.

    Example:
        >>> st.echarts_chart({"xAxis": {"data": ["a", "b"]}, "yAxis": {}, "series": [{"type": "bar", "data": [5, 20]}]})
    """
    change = select_reaction(container, "echarts_chart", on_select)
    props = EchartsChart(
        option=_option(spec),
        width=sizes.width(width),
        height=sizes.height(height),
        natural=(_pixels(spec, "width"), _pixels(spec, "height")),
        themed=choice("theme", theme, ("streamlit", None)) is not None,
        renderer=choice("renderer", renderer, ("canvas", "svg")),
        selects=change is not None,
        alt=alt,
    )
    name = checked_key(key)
    if change is None:
        return container.draw(props, name)
    return container.widget(
        props,
        Widget(
            command="echarts_chart",
            default={"selected": [], "areas": []},
            parse=_parse,
            key=name,
            facts=(props.option, props.renderer),
            callback=change.callback,
            settable=False,
        ),
    )


def _option(spec: Any) -> str:
    if hasattr(spec, "dump_options_with_quotes"):
        spec = spec.dump_options_with_quotes()
    elif hasattr(spec, "dump_options"):
        spec = spec.dump_options()
    if isinstance(spec, str):
        spec = _of_text(spec)
    if not isinstance(spec, Mapping):
        raise InvalidParameterTypeError.of(
            "spec", type(spec).__name__, "an option of ECharts as a dict or JSON text, or a chart of pyecharts"
        )
    return json_text(_without_functions(spec))


def _of_text(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise APIError(f"`spec` is a text, but no JSON: {error}. JavaScript is not read; give a dict.") from None


def _without_functions(value: Any) -> Any:
    """Return an option without JavaScript functions, which pyecharts and some examples have as texts."""
    if isinstance(value, Mapping):
        parts: dict[Any, Any] = {}
        for name, each in value.items():  # pyright: ignore[reportUnknownVariableType]
            if isinstance(each, str) and _FUNCTION.match(each):
                _logger.warning("echarts_chart leaves out the JavaScript function of %r: use a template text.", name)
            else:
                parts[name] = _without_functions(each)
        return parts
    if isinstance(value, (list, tuple)):
        return [_without_functions(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return value


def _pixels(spec: Any, name: str) -> int | None:
    given = None if isinstance(spec, (str, Mapping)) else getattr(spec, name, None)  # pyright: ignore
    match = _PIXELS.fullmatch(str(given))
    return int(match[1]) if match else None


def _parse(raw: Any) -> Any:
    if not isinstance(raw, dict) or set(raw) != {"selected", "areas"}:  # pyright: ignore
        raise TypeError("selected and areas are needed")
    for name in ("selected", "areas"):
        items: Any = raw[name]
        if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):  # pyright: ignore
            raise TypeError(f"{name} must be a list of mappings")
    return selected({"selection": raw}, EChartsState)
