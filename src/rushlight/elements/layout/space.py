"""Empty space."""

from __future__ import annotations

from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props

SIZES = ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge", "stretch")


class Space(Props, frozen=True):
    size: Size = "small"


@element
def space(container: Container, size: Size = "small") -> Container:
    """Leave space empty.

    Args:
        size: a number of pixels, a word from "xxsmall" to "xxlarge", or "stretch" for what is left.

    Example:
        >>> st.space("large")
    """
    if isinstance(size, int) and not isinstance(size, bool) and size > 0:
        return container.draw(Space(size))
    return container.draw(Space(choice("size", size, SIZES)))
