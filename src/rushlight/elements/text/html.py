"""HTML of the author's own."""

from __future__ import annotations

from pathlib import Path

from rushlight.elements import sizes
from rushlight.elements.components.frame import REPORT, PlainFrame, sandbox_of
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Html(Props, frozen=True):
    body: str
    width: Size = "stretch"


@element
def html(
    container: Container, body: object, *, width: Size = "stretch", unsafe_allow_javascript: bool = False
) -> Container:
    """Show HTML.

    The HTML is sanitised (DOMPurify): scripts and event handlers are taken out. With `unsafe_allow_javascript` it is
    shown in a sandboxed frame of its own instead, where its scripts run without access to the page.

    Args:
        body: HTML text; the path of an .html file, whose text is shown, or of a .css file, whose rules are applied; or
            an object with a `_repr_html_` method.
        width: "stretch", "content", or a number of pixels.
        unsafe_allow_javascript: run scripts in the HTML, in a sandbox.

    Raises:
        MissingRequiredParameterError: if the body is empty.

    Example:
        >>> st.html("<b>bold</b> and <mark>marked</mark>")
    """
    text = _html_of(body)
    if not text.strip():
        raise MissingRequiredParameterError("`html` was given an empty body. Give it some HTML, or leave it out.")
    if not unsafe_allow_javascript:
        return container.draw(Html(text, sizes.width(width)))
    context = container.context
    src = "" if context is None else context.publish((text + REPORT).encode(), "text/html")
    return container.draw(
        PlainFrame(
            src=src,
            title="HTML of the app",
            width=sizes.width(width),
            height="content",
            sandbox=sandbox_of(container),
        )
    )


def _html_of(body: object) -> str:
    path = _file_of(body)
    if path is not None:
        text = path.read_text(encoding="utf-8")
        return f"<style>{text}</style>" if path.suffix == ".css" else text
    represent = getattr(body, "_repr_html_", None)
    return str(represent() if callable(represent) else body)


def _file_of(body: object) -> Path | None:
    if isinstance(body, Path):
        return body
    if not isinstance(body, str) or len(body) > 400 or "<" in body or "\n" in body:
        return None
    try:
        path = Path(body)
        return path if path.is_file() else None
    except (OSError, ValueError):
        return None
