"""A link to a page of the app."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import choice
from rushlight.elements.inputs.button import Side
from rushlight.elements.sizes import Size
from rushlight.errors import MissingRequiredParameterError
from rushlight.run.container import Container, Slot
from rushlight.run.pages import QueryParams, entry_of, is_closed, query_of
from rushlight.tree.node import Props


class PageLink(Props, frozen=True, kw_only=True):
    label: str
    path: str = ""
    """The part of the address that names the page."""
    query: str = ""
    address: str | None = None
    """Of a page elsewhere."""
    icon: markup.Icon | None = None
    icon_side: Side = "left"
    help: str | None = None
    disabled: bool = False
    width: Size = "content"
    current: bool = False


@element
def page_link(
    container: Container,
    page: str | Path | Any,
    *,
    label: str | None = None,
    icon: str | None = None,
    icon_position: Side = "left",
    help: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    query_params: QueryParams | None = None,
) -> Container:
    """Show a link to another page of the app, or to an address.

    Args:
        page: a page, the path of its script relative to the app's script, or an address.
        label: its text, markdown as in labels; else the page's title.
        icon: an emoji or `:material/name:`; else the page's icon.
        icon_position: "left" or "right" of the text.
        help: a tooltip.
        disabled: cannot be clicked.
        use_container_width: the old name of `width="stretch"`.
        width: "content", "stretch", or a number of pixels.
        query_params: the query parameters to go with.

    A link to a page that this person may not see is not drawn.

    Raises:
        PageNotFoundError: for a page that the app does not have.
        MissingRequiredParameterError: for an address without a label.

    Example:
        >>> st.page_link("pages/report.py", label="Report", icon="📄")
    """
    external = _external(page)
    title: str = "" if isinstance(page, (str, Path)) else getattr(page, "title", "")
    if external is not None and not label and not title:
        raise MissingRequiredParameterError(f"A link to an address needs a `label`; given: {external!r} without one.")
    context = container.context
    if context is not None and external is None and is_closed(context, page):
        return container.draw(Slot())
    query = query_of(query_params)
    entry = entry_of(context, page) if external is None and context is not None else None
    return container.draw(
        PageLink(
            label=markup.label(label or (entry.title if entry else title)),
            path=entry.url_path if entry else "",
            query=query,
            address=None if external is None else markup.address("page", _with_query(external, query)),
            icon=markup.icon(icon or (entry.icon if entry else getattr(page, "icon", None))),
            icon_side=choice("icon_position", icon_position, ("left", "right")),
            help=markup.hint(help),
            disabled=bool(disabled),
            width=sizes.width(width, use_container_width=use_container_width),
            current=entry is not None and context is not None and entry.url_path == context.page.strip("/"),
        )
    )


def _external(page: Any) -> str | None:
    if isinstance(page, str) and page.startswith(("http://", "https://")):
        return page
    found = getattr(page, "external_url", None)
    return found if isinstance(found, str) else None


def _with_query(address: str, query: str) -> str:
    if not query:
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"
