"""Headings: title, header, subheader."""

from __future__ import annotations

import re
from typing import Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.sizes import Size
from rushlight.elements.text.markdown import Alignment
from rushlight.errors import InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.tree.node import Props

DIVIDER_COLORS = ("blue", "green", "orange", "red", "violet", "yellow", "gray", "grey", "rainbow")


class Heading(Props, frozen=True):
    body: str
    level: Literal[1, 2, 3]
    anchor: str | None = None
    """Id of the heading, or None for no anchor."""
    help: str | None = None
    icon: markup.Icon | None = None
    divider: str | None = None
    """Name of a colour."""
    width: Size = "stretch"
    align: Alignment = "left"
    wrap: bool = True


@element
def title(
    container: Container,
    body: object,
    anchor: str | Literal[False] | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show the title of the page.

    Args:
        body: one line of markdown.
        anchor: the id by which the title can be linked to (`#id`); made of the text when None; False for none.
        help: a tooltip.
        icon: an emoji or `:material/name:` before the text.
        width: "stretch", "content", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Raises:
        InvalidParameterTypeError: for an anchor that is neither text, False nor None.
        APIError: for an unknown icon.

    Example:
        >>> st.title("Sales", icon=":material/monitoring:")
    """
    return _draw(container, 1, body, anchor, help, icon, False, width, text_alignment, wrap)


@element
def header(
    container: Container,
    body: object,
    anchor: str | Literal[False] | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | str = False,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show a heading of the second level.

    Args:
        body: one line of markdown.
        anchor: the id by which the heading can be linked to; made of the text when None; False for none.
        help: a tooltip.
        icon: an emoji or `:material/name:` before the text.
        divider: a line below: True for the next colour in turn, or the name of one.
        width: "stretch", "content", or a number of pixels.
        text_alignment: "left", "center", "right" or "justify".
        wrap: break long lines.

    Example:
        >>> st.header("By region", divider="blue")
    """
    return _draw(container, 2, body, anchor, help, icon, divider, width, text_alignment, wrap)


@element
def subheader(
    container: Container,
    body: object,
    anchor: str | Literal[False] | None = None,
    *,
    help: str | None = None,
    icon: str | None = None,
    divider: bool | str = False,
    width: Size = "stretch",
    text_alignment: Alignment = "left",
    wrap: bool = True,
) -> Container:
    """Show a heading of the third level. The arguments are those of `header`.

    Example:
        >>> st.subheader("Details")
    """
    return _draw(container, 3, body, anchor, help, icon, divider, width, text_alignment, wrap)


def _draw(
    container: Container,
    level: Literal[1, 2, 3],
    body: object,
    anchor: str | Literal[False] | None,
    help: str | None,
    icon: str | None,
    divider: bool | str,
    width: Size,
    alignment: Alignment,
    wrap: bool,
) -> Container:
    text = markup.markdown(body)
    return container.draw(
        Heading(
            text,
            level,
            _anchor(anchor, text),
            markup.hint(help),
            markup.icon(icon),
            _divider(divider, text),
            sizes.width(width),
            choice("text_alignment", alignment, ("left", "center", "right", "justify")),
            wrap,
        )
    )


def _anchor(anchor: object, text: str) -> str | None:
    if anchor is False:
        return None
    if anchor is None:
        return slug(text)
    if not isinstance(anchor, str):
        raise InvalidParameterTypeError.of("anchor", anchor, "a text, None or False")
    return anchor


def slug(text: str) -> str | None:
    """Return a text as the id of a heading: lower-case words joined by hyphens."""
    plain = re.sub(r":[a-z/_-]+(\[|:)|[^\w\s-]", " ", text.lower())
    return "-".join(plain.split()) or None


def _divider(divider: object, text: str) -> str | None:
    if divider is False or divider is None:
        return None
    if divider is True:
        # No shared counter: the colour depends on the heading alone, so reruns never change it.
        return DIVIDER_COLORS[sum(text.encode()) % 7]
    return choice("divider", divider, (True, False, *DIVIDER_COLORS))
