"""Something goes on."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Spinner(Props, frozen=True):
    text: str
    show_time: bool = False
    width: Size = "content"


@element
@contextmanager
def spinner(
    container: Container,
    text: str = "In progress...",
    *,
    show_time: bool = False,
    _cache: bool = False,
    width: Size = "content",
) -> Generator[None]:
    """Show that something goes on while the `with` block runs (or the decorated function), if it takes over half a second.

    Args:
        text: markdown of one line.
        show_time: show the seconds that have passed.
        width: "content", "stretch", or a number of pixels.

    Example:
        >>> with st.spinner("Training", show_time=True):
        ...     model.fit(x, y)
    """
    place = container.draw(Spinner(markup.label(text), bool(show_time), sizes.width(width)))
    try:
        yield
    finally:
        place.remove()
