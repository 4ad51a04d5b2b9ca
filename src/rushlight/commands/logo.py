"""The picture above the navigation."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from rushlight.elements import markup
from rushlight.elements.field import choice
from rushlight.elements.media.image import address_of
from rushlight.run.container import region
from rushlight.run.context import RunContext, current
from rushlight.tree.build import Logo, Page

SIZES = ("small", "medium", "large")


def logo(
    image: Any,
    *,
    size: Literal["small", "medium", "large"] = "medium",
    link: str | None = None,
    icon_image: Any = None,
) -> None:
    """Show a picture above the navigation, and at the top of the page while the sidebar is closed.

    Args:
        image: a path, an address, bytes, SVG text, an emoji, `:material/name:`, a picture or an array.
        size: "small" (20 pixels high), "medium" (24) or "large" (32).
        link: an address that a click opens: http or https.
        icon_image: a smaller picture for while the sidebar is closed.

    Raises:
        InvalidValueError: for another size.
        InvalidURLError: for a link that is no full address.
        APIError: for a picture that cannot be read.

    Example:
        >>> st.logo("company.svg", link="https://example.org")
    """
    choice("size", size, SIZES)
    address = None if link is None else markup.web_address("link", link)
    context = current()
    if context is None:
        return
    shown = Logo(_picture(image), None if icon_image is None else _picture(icon_image), size, address)
    page = context.tree.root.props
    assert isinstance(page, Page)
    context.has_logo = True
    context.tree.update(context.tree.root, msgspec.structs.replace(page, logo=shown))


def _picture(image: Any) -> str:
    """Return the address of a picture; of an emoji or an icon one that is drawn."""
    text = image if isinstance(image, str) else ""
    emoji = markup.with_emoji(text)
    if emoji and markup.is_emoji(emoji):
        return _svg("0 0 32 32", f'<text x="16" y="26" font-size="26" text-anchor="middle">{emoji}</text>')
    if text.startswith(":material/"):
        icon = markup.icon(text)
        if icon is not None and icon.path is not None:
            return _svg(icon.box, f'<path fill="#888" d="{icon.path}"/>')
    return address_of(region("main"), image)


def _svg(box: str, content: str) -> str:
    context = current()
    source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{content}</svg>'
    return "" if context is None else context.publish(source.encode(), "image/svg+xml")


def drop_logo(context: RunContext) -> None:
    """Show no logo any more: the script ran whole without one."""
    page = context.tree.root.props
    assert isinstance(page, Page)
    if page.logo is not None:
        context.tree.update(context.tree.root, msgspec.structs.replace(page, logo=None))
