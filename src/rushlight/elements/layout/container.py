"""Containers: plain, and the place for one element."""

from __future__ import annotations

from typing import Literal, TypeAlias

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import Key, checked_key, choice
from rushlight.elements.sizes import Size
from rushlight.run.container import Container as Place
from rushlight.run.container import Slot
from rushlight.tree.node import Block

Gap: TypeAlias = Literal["xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge"] | int | None
GAPS = ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge", None)
HORIZONTAL = ("left", "center", "right", "distribute")
VERTICAL = ("top", "center", "bottom", "distribute")


class Container(Block, frozen=True, kw_only=True):
    border: bool = False
    width: Size = "stretch"
    height: Size = "content"
    horizontal: bool = False
    wrap: bool = True
    align_x: Literal["left", "center", "right", "distribute"] = "left"
    align_y: Literal["top", "center", "bottom", "distribute"] = "top"
    gap: Gap = "small"
    autoscroll: bool | None = None
    """None to follow what is added if there are chat messages."""


@element
def container(
    container: Place,
    *,
    border: bool | None = None,
    key: Key = None,
    width: Size = "stretch",
    height: Size = "content",
    horizontal: bool = False,
    wrap: bool = True,
    horizontal_alignment: Literal["left", "center", "right", "distribute"] = "left",
    vertical_alignment: Literal["top", "center", "bottom", "distribute"] = "top",
    gap: Gap = "small",
    autoscroll: bool | None = None,
) -> Place:
    """Make a place that holds elements, to write to out of order or to arrange them.

    Args:
        border: a frame around it; None for one if the height is a number of pixels.
        key: a name, which becomes the CSS class `st-key-<key>`.
        width: "stretch", "content", or a number of pixels.
        height: "content", "stretch", or a number of pixels, beyond which it scrolls.
        horizontal: elements side by side.
        wrap: let side-by-side elements take several lines.
        horizontal_alignment: "left", "center", "right" or "distribute".
        vertical_alignment: "top", "center", "bottom" or "distribute".
        gap: space between elements, from "xxsmall" to "xxlarge", a number of pixels, or None.
        autoscroll: follow what is added at the end; None to follow if there are chat messages.

    Returns:
        The container: write with its methods, or in a `with` block.

    Example:
        >>> box = st.container(border=True, height=200)
        >>> for line in log:
        ...     box.text(line)
    """
    tall = sizes.height(height)
    return container.block(
        Container(
            border=isinstance(tall, int) if border is None else bool(border),
            width=sizes.width(width),
            height=tall,
            horizontal=bool(horizontal),
            wrap=bool(wrap),
            align_x=choice("horizontal_alignment", horizontal_alignment, HORIZONTAL),
            align_y=choice("vertical_alignment", vertical_alignment, VERTICAL),
            gap=gap_of(gap),
            autoscroll=None if autoscroll is None else bool(autoscroll),
        ),
        checked_key(key),
    )


@element
def empty(container: Place) -> Place:
    """Make a place for one element: each write replaces what it shows.

    Returns:
        The place. Its method `empty()` takes away what it shows; `container()` puts several elements in it.

    Example:
        >>> place = st.empty()
        >>> for i in range(10):
        ...     place.write(i)
        >>> place.empty()
    """
    if isinstance(container.props, Slot):
        container.clear()
        return container
    return container.block(Slot())


def gap_of(gap: Gap) -> Gap:
    """Return a gap if it is a number of pixels, one of the words, or None."""
    return gap if isinstance(gap, int) and not isinstance(gap, bool) and gap >= 0 else choice("gap", gap, GAPS)
