"""A line between parts of a page."""

from __future__ import annotations

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Divider(Props, frozen=True):
    width: Size = "stretch"


@element
def divider(container: Container, *, width: Size = "stretch") -> Container:
    """Show a horizontal line.

    Args:
        width: "stretch" or a number of pixels.

    Example:
        >>> st.divider()
    """
    return container.draw(Divider(sizes.width(width, ("stretch",))))
