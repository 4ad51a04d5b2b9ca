"""Other pages inside the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rushlight.elements import markup, sizes
from rushlight.elements.components.frame import REPORT, PlainFrame, sandbox_of
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidValueError
from rushlight.run.container import Container


@element
def iframe(
    container: Container,
    src: str | Path,
    *,
    width: Size = "stretch",
    height: Size = "content",
    tab_index: int | None = None,
    alt: str | None = None,
) -> Container:
    """Show another page, or a document of one's own, in a frame.

    Args:
        src: an address; the path of an .html file; or HTML ("" for an empty document). A document of one's own runs its scripts without access to
            the page.
        width: "stretch", "content", or a number of pixels.
        height: "content" (that of the document, or 400 pixels for a page elsewhere), "stretch", or pixels.
        tab_index: place in the order of the Tab key: -1, 0 or more.
        alt: what it shows, for screen readers.

    Raises:
        APIError: for a file that cannot be read.
        InvalidValueError: for a tab index below -1.

    Example:
        >>> st.iframe("https://example.org", height=500)
    """
    if tab_index is not None and (isinstance(tab_index, bool) or tab_index < -1):
        raise InvalidValueError.of("tab_index", tab_index, "None, -1, 0 or more")
    address, is_own = _source(container, src)
    shown = sizes.height(height)
    return container.draw(
        PlainFrame(
            src=address,
            title=alt or "Embedded page",
            width=sizes.width(width),
            height=400 if shown == "content" and not is_own else shown,
            scrolling=shown != "content" or not is_own,
            sandbox=sandbox_of(container) if is_own else "app",
            tab_index=tab_index,
        )
    )


def _source(container: Container, src: Any) -> tuple[str, bool]:
    """Return the address of what to show, and whether it is a document of the author's."""
    text = str(src).strip()
    if isinstance(src, Path) or _is_file(text):
        try:
            text = Path(text).read_text(encoding="utf-8")
        except OSError as error:
            raise APIError(f"`iframe` cannot read {str(src)!r}: {error.strerror}. Check the path.") from None
    elif text and "<" not in text:
        return markup.address("src", text), False
    context = container.context
    return "" if context is None else context.publish((text + REPORT).encode(), "text/html"), True


def _is_file(text: str) -> bool:
    return "<" not in text and text.endswith((".html", ".htm")) and Path(text).is_file()
