"""A placeholder in the shape of what is to come."""

from __future__ import annotations

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.run.container import Container, Slot


class Skeleton(Slot, frozen=True, kw_only=True):
    height: Size = 80
    width: Size = "stretch"


@element
def skeleton(container: Container, height: Size | None = None, *, width: Size = "stretch") -> Container:
    """Show a grey shape where an element will be; the first write to it replaces it.

    Args:
        height: pixels, or "stretch"; 80 pixels when None.
        width: "stretch" or a number of pixels.

    Returns:
        The place: `place.line_chart(...)` shows a chart there, `place.empty()` nothing.

    Example:
        >>> place = st.skeleton(height=300)
        >>> place.line_chart(load())
    """
    shown = 80 if height is None else sizes.height(height, ("stretch",))
    return container.block(Skeleton(height=shown, width=sizes.width(width, ("stretch",))))
