"""Source code."""

from __future__ import annotations

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.texts import clean_text
from rushlight.tree.node import Props


class Code(Props, frozen=True):
    body: str
    language: str | None = "python"
    line_numbers: bool = False
    wrap_lines: bool = False
    height: Size = "content"
    width: Size = "stretch"


@element
def code(
    container: Container,
    body: object,
    language: str | None = "python",
    *,
    line_numbers: bool = False,
    wrap_lines: bool = False,
    height: Size | None = "content",
    width: Size = "stretch",
) -> Container:
    """Show source code with its syntax coloured and a button to copy it.

    Args:
        body: the code.
        language: name of the language ("python", "sql", "javascript", ...), or None for no colours.
        line_numbers: number the lines.
        wrap_lines: break long lines; otherwise the block scrolls.
        height: "content", "stretch", or a number of pixels above which the block scrolls.
        width: "stretch", "content", or a number of pixels.

    Example:
        >>> st.code("SELECT 1", language="sql")
    """
    tall = "content" if height is None else sizes.height(height)
    return container.draw(Code(clean_text(body), language, line_numbers, wrap_lines, tall, sizes.width(width)))
