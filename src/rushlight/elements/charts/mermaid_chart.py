"""Diagrams in the Mermaid language, drawn in the browser."""

from __future__ import annotations

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.texts import clean_text
from rushlight.tree.node import Props


class MermaidChart(Props, frozen=True, kw_only=True):
    body: str
    width: Size = "stretch"
    alt: str | None = None


@element
def mermaid_chart(container: Container, body: str, *, width: Size = "stretch", alt: str | None = None) -> Container:
    """Show a diagram that the Mermaid language describes: flows, sequences, states, classes, Gantt charts and more.

    Colours follow the theme unless the diagram sets its own. Nothing in a diagram can run code.

    Args:
        body: the description, as in a ```` ```mermaid ```` block but without the fence; common indentation is taken off.
        width: "stretch" (centred, and never larger than its natural size), "content", or a number of pixels.
        alt: what the diagram shows, for screen readers; its own `accTitle` when None.

    Raises:
        InvalidParameterTypeError: for anything but text.
        APIError: for an empty text.

    Example:
        >>> st.mermaid_chart("flowchart LR\\n  run --> draw --> diff --> run")
    """
    if not isinstance(body, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidParameterTypeError.of("body", type(body).__name__, "a text in the Mermaid language")
    text = clean_text(body)
    if not text:
        raise APIError("`mermaid_chart` was given an empty text. Describe a diagram, such as 'flowchart LR; a --> b'.")
    return container.draw(MermaidChart(body=text, width=sizes.width(width), alt=alt))
