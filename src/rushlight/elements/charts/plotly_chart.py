"""Charts of Plotly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice
from rushlight.elements.selection import PlotlyState, select_reaction, selected
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

MODES = ("points", "box", "lasso")


class PlotlyChart(Props, frozen=True, kw_only=True):
    figure: str
    """JSON text of data, layout and frames."""
    version: str
    """Of the Python package, which also holds the browser's part."""
    width: Size = "stretch"
    height: Size = "content"
    themed: bool = True
    config: dict[str, Any] = {}
    modes: list[str] = []
    alt: str | None = None


@element
def plotly_chart(
    container: Container,
    figure_or_data: Any,
    use_container_width: bool | None = None,
    *,
    width: Size = "stretch",
    height: Size = "content",
    theme: Literal["streamlit"] | None = "streamlit",
    key: Key = None,
    on_select: Literal["rerun", "ignore"] | Callable[..., Any] = "ignore",
    selection_mode: str | Iterable[str] = ("points", "box", "lasso"),
    config: dict[str, Any] | None = None,
    alt: str | None = None,
    **kwargs: Any,
) -> Any:
    """Show a chart made by Plotly.

    Args:
        figure_or_data: a Plotly figure, or its data as dicts; a Matplotlib figure is converted.
        use_container_width: the older way to say width="stretch".
        width: "stretch", "content", or a number of pixels.
        height: "content" (the figure's own, or 450 pixels), "stretch", or a number of pixels.
        theme: "streamlit" for the colours of the page, None for the figure's own.
        key: a name; with `on_select`, that of the selection in `session_state`.
        on_select: "ignore", "rerun" to have selections returned, or a callback.
        selection_mode: "points", "box", "lasso", or several of them.
        config: Plotly's config, such as {"displayModeBar": False}.
        alt: what the chart shows, for screen readers.
        kwargs: more of the config, the old way.

    Returns:
        The element; with `on_select` the selection: `event.selection.points`, `.point_indices`, `.box`, `.lasso`.

    Raises:
        APIError: if Plotly is not installed.
        InvalidValueError: for an unknown theme or selection mode.

    Example:
        >>> st.plotly_chart(px.scatter(frame, x="gdp", y="life"))
    """
    figure, version = _figure(figure_or_data)
    change = select_reaction(container, "plotly_chart", on_select)
    modes = _modes(selection_mode) if change is not None else []
    props = PlotlyChart(
        figure=figure,
        version=version,
        width=sizes.width(width, use_container_width=use_container_width),
        height=sizes.height(height),
        themed=choice("theme", theme, ("streamlit", None)) is not None,
        config={**(config or {}), **kwargs},
        modes=modes,
        alt=alt,
    )
    name = checked_key(key)
    if change is None:
        return container.draw(props, name)
    return container.widget(
        props,
        Widget(
            command="plotly_chart",
            default={"points": [], "point_indices": [], "box": [], "lasso": []},
            parse=_parse,
            key=name,
            facts=(figure, tuple(modes)),
            key_facts=(figure, tuple(modes)),
            callback=change.callback,
            settable=False,
        ),
    )


def _figure(given: Any) -> tuple[str, str]:
    try:
        import plotly
        import plotly.io as pio
        from plotly.tools import mpl_to_plotly, return_figure_from_figure_or_data
    except ImportError:
        raise APIError("`plotly_chart` needs the package plotly. Install it: pip install plotly") from None
    if type(given).__module__.startswith("matplotlib"):
        given = mpl_to_plotly(given)
    figure = return_figure_from_figure_or_data(given, validate_figure=True)
    return str(pio.to_json(figure, validate=False)), plotly.__version__


def _modes(given: str | Iterable[str]) -> list[str]:
    modes = [given] if isinstance(given, str) else list(given)
    for mode in modes:
        if mode not in MODES:
            raise InvalidValueError.choice("selection_mode", mode, MODES)
    return modes


def _parse(raw: Any) -> Any:
    if not isinstance(raw, dict) or set(raw) != {"points", "point_indices", "box", "lasso"}:  # pyright: ignore
        raise TypeError("points, point_indices, box and lasso are needed")
    return selected({"selection": raw}, PlotlyState)
