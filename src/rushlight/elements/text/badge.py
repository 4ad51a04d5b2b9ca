"""A small coloured label."""

from __future__ import annotations

from typing import Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props

COLORS = ("red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary")


class Badge(Props, frozen=True, kw_only=True):
    label: str
    icon: markup.Icon | None = None
    color: str = "blue"
    width: Size = "content"
    help: str | None = None


@element
def badge(
    container: Container,
    label: str,
    *,
    icon: str | None = None,
    color: Literal["red", "orange", "yellow", "blue", "green", "violet", "gray", "grey", "primary"] = "blue",
    width: Size = "content",
    help: str | None = None,
) -> Container:
    """Show a small coloured label.

    Args:
        label: its text, markdown as in labels.
        icon: an emoji or `:material/name:` before it.
        color: "red", "orange", "yellow", "blue", "green", "violet", "gray" or "primary".
        width: "content", "stretch", or a number of pixels.
        help: a tooltip.

    Raises:
        InvalidValueError: for another colour.
        APIError: for an icon that is none.

    Example:
        >>> st.badge("New", icon=":material/star:", color="green")
    """
    shown = choice("color", color, COLORS)
    return container.draw(
        Badge(
            label=markup.label(label),
            icon=markup.icon(icon),
            color="gray" if shown == "grey" else shown,
            width=sizes.width(width),
            help=markup.hint(help),
        )
    )
