"""PDF documents."""

from __future__ import annotations

from typing import Any

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import checked_key
from rushlight.elements.media.sources import address_of
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Pdf(Props, frozen=True, kw_only=True):
    url: str | None
    alt: str | None = None
    height: Size = 500


@element
def pdf(
    container: Container, data: Any, *, height: Size = 500, key: str | None = None, alt: str | None = None
) -> Container:
    """Show a PDF document in the browser's own viewer.

    Args:
        data: a path, an address, bytes, or an open file.
        height: pixels, or "stretch".
        key: a name of its own.
        alt: what the document is, for screen readers.

    Raises:
        APIError: for data that cannot be read.

    Example:
        >>> st.pdf("report.pdf", height=700)
    """
    url = address_of(container, data, "application/pdf", "pdf")
    return container.draw(Pdf(url=url, alt=alt, height=sizes.height(height, ("stretch",))), checked_key(key))
