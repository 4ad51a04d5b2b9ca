"""Coloured boxes: success, info, warning, error."""

from __future__ import annotations

from typing import Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Alert(Props, frozen=True):
    body: str
    tone: Literal["success", "info", "warning", "error"]
    icon: markup.Icon | None = None
    title: str | None = None
    width: Size = "stretch"


@element
def success(
    container: Container, body: object, *, icon: str | None = None, width: Size = "stretch", title: object = None
) -> Container:
    """Show a box that says that something went well.

    Args:
        body: markdown text.
        icon: an emoji or `:material/name:`.
        width: "stretch" or a number of pixels.
        title: a line in bold above the text.

    Example:
        >>> st.success("Saved", icon="✅")
    """
    return _draw(container, "success", body, icon, width, title)


@element
def info(
    container: Container, body: object, *, icon: str | None = None, width: Size = "stretch", title: object = None
) -> Container:
    """Show a box with something worth knowing. The arguments are those of `success`.

    Example:
        >>> st.info("Prices are without VAT")
    """
    return _draw(container, "info", body, icon, width, title)


@element
def warning(
    container: Container, body: object, *, icon: str | None = None, width: Size = "stretch", title: object = None
) -> Container:
    """Show a box that warns. The arguments are those of `success`.

    Example:
        >>> st.warning("Only 12 rows match")
    """
    return _draw(container, "warning", body, icon, width, title)


@element
def error(
    container: Container, body: object, *, icon: str | None = None, width: Size = "stretch", title: object = None
) -> Container:
    """Show a box that says that something failed. The arguments are those of `success`.

    Example:
        >>> st.error("No connection", title="Loading failed")
    """
    return _draw(container, "error", body, icon, width, title)


def _draw(
    container: Container,
    tone: Literal["success", "info", "warning", "error"],
    body: object,
    icon: str | None,
    width: Size,
    title: object,
) -> Container:
    heading = None if title is None else markup.label(title)
    return container.draw(
        Alert(markup.markdown(body), tone, markup.icon(icon), heading, sizes.width(width, ("stretch",)))
    )
