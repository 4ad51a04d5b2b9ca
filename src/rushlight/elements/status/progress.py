"""How far something has come."""

from __future__ import annotations

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError, ValueOutOfRangeError
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Progress(Props, frozen=True):
    value: float
    """From 0 to 1."""
    text: str | None = None
    width: Size = "stretch"


@element
def progress(container: Container, value: float, text: str | None = None, width: Size = "stretch") -> Container:
    """Show a bar for how far something has come.

    Args:
        value: an int from 0 to 100, or a float from 0.0 to 1.0.
        text: markdown above the bar.
        width: "stretch" or a number of pixels.

    Returns:
        The element; its method `progress` shows another value, `empty` takes the bar away.

    Raises:
        ValueOutOfRangeError: for a number out of range.
        InvalidParameterTypeError: for anything but a number.

    Example:
        >>> bar = st.progress(0, "Reading")
        >>> for done in range(100):
        ...     bar.progress(done + 1)
    """
    label = None if text is None else markup.markdown(text)
    return container.draw(Progress(_share(value), label, sizes.width(width, ("stretch",))))


def _share(value: object) -> float:
    if isinstance(value, bool) or not (isinstance(value, (int, float)) or hasattr(value, "__float__")):
        raise InvalidParameterTypeError.of("value", value, "an int from 0 to 100 or a float from 0.0 to 1.0")
    whole = isinstance(value, int) or (hasattr(value, "dtype") and value.dtype.kind in "iu")  # pyright: ignore
    share = float(value) / 100 if whole else float(value)  # pyright: ignore[reportArgumentType]
    if not -1e-9 <= share <= 1 + 1e-9:
        raise ValueOutOfRangeError.of("value", value, "an int from 0 to 100 or a float from 0.0 to 1.0")
    return min(max(share, 0.0), 1.0)
