"""Plain text."""

from __future__ import annotations

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.elements.text.markdown import Alignment
from rushlight.run.container import Container
from rushlight.texts import clean_text
from rushlight.tree.node import Props


class Text(Props, frozen=True):
    body: str
    help: str | None = None
    width: Size = "content"
    align: Alignment = "left"
    wrap: bool = True


@element
def text(
    container: Container,
    body: object,
    *,
    help: str | None = None,
    width: Size = "content",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show text as it is, in the typeface of code, with its line breaks and without any formatting.

    Args:
        body: the text (anything else is turned into text).
        help: a tooltip.
        width: "content", "stretch", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Example:
        >>> st.text("total  42\\nmean   3.5")
    """
    alignment = choice("text_alignment", text_alignment, ("left", "center", "right", "justify"))
    return container.draw(Text(clean_text(body), markup.hint(help), sizes.width(width), alignment, wrap))
