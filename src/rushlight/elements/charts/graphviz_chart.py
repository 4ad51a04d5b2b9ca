"""Graphs in the DOT language, laid out by Graphviz in the browser."""

from __future__ import annotations

from typing import Any

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError, InvalidValueError
from rushlight.run.container import Container
from rushlight.tree.node import Props

ENGINES = ("dot", "neato", "fdp", "sfdp", "circo", "twopi", "osage", "patchwork", "nop", "nop2")


class GraphvizChart(Props, frozen=True, kw_only=True):
    dot: str
    engine: str = "dot"
    width: Size = "content"
    height: Size = "content"
    alt: str | None = None


@element
def graphviz_chart(
    container: Container,
    figure_or_dot: Any,
    use_container_width: bool | None = None,
    *,
    width: Size = "content",
    height: Size = "content",
    alt: str | None = None,
) -> Container:
    """Show a graph that the DOT language describes.

    The browser lays it out; neither Graphviz nor a Python package for it is needed on the server. What the graph leaves
    open, such as colours, follows the theme.

    Args:
        figure_or_dot: DOT text, or an object with a `source` that is such text: `graphviz.Graph`, `Digraph`, `Source`. Its
            `engine` chooses the layout.
        use_container_width: the older way to say width="stretch" or "content".
        width: "content", "stretch", or a number of pixels.
        height: "content", "stretch", or a number of pixels.
        alt: what the graph shows, for screen readers.

    Raises:
        InvalidParameterTypeError: for anything that is neither text nor has a `source`.

    Example:
        >>> st.graphviz_chart("digraph { run -> draw -> diff -> run }")
    """
    dot = figure_or_dot if isinstance(figure_or_dot, str) else getattr(figure_or_dot, "source", None)
    if not isinstance(dot, str):
        raise InvalidParameterTypeError.of(
            "figure_or_dot", type(figure_or_dot).__name__, "DOT text or a graph of the package graphviz"
        )
    props = GraphvizChart(
        dot=dot,
        engine=_engine(figure_or_dot),
        width=sizes.width(width, ("stretch", "content"), use_container_width=use_container_width),
        height=sizes.height(height),
        alt=alt,
    )
    return container.draw(props)


def _engine(figure: Any) -> str:
    engine = getattr(figure, "engine", None) or "dot"
    if engine not in ENGINES:
        raise InvalidValueError.choice("engine", engine, ENGINES)
    return engine
