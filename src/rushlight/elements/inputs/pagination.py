"""Numbers of pages to go through."""

from __future__ import annotations

from operator import index
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import (
    Args,
    Key,
    Kwargs,
    OnChange,
    bound,
    checked_key,
    facts_of,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidValueError, ValueOutOfRangeError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props


class Pagination(Props, frozen=True, kw_only=True):
    label: str = "Pages"
    pages: int
    visible: int | None = 7
    """How many numbers are shown at most."""
    disabled: bool = False
    width: Size = "content"
    quiet: bool = False


@element
def pagination(
    container: Container,
    num_pages: int,
    *,
    default: int = 1,
    max_visible_pages: int | None = 7,
    width: Size = "content",
    key: Key = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> int:
    """Show the numbers of pages, of which one is shown.

    Args:
        num_pages: how many pages there are: 1 or more.
        default: the page at first.
        max_visible_pages: how many numbers are shown at most, the rest as "..."; None for all. Fewer than 5 have no room
            for the first and the last page: then those around the present one are shown, and with 0 just which it is.
        width: "content", "stretch", or a number of pixels.
        key: name of its value in `session_state`.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number of the page, counted from 1.

    Raises:
        InvalidValueError: for less than one page, or less than no visible numbers.
        ValueOutOfRangeError: for a default that is none of the pages.

    Example:
        >>> page = st.pagination(20)
        >>> st.write(rows[(page - 1) * 10 : page * 10])
    """
    count = _whole("num_pages", num_pages, 1)
    first = _whole("default", default, 1, count)
    visible = None if max_visible_pages is None else _whole("max_visible_pages", max_visible_pages, 0)
    change = reaction(container, "pagination", on_change, args, kwargs)
    name = checked_key(key)
    props = Pagination(
        pages=count,
        visible=visible,
        disabled=bool(disabled),
        quiet=change.quiet,
        width=sizes.width(width),
    )

    def parse(raw: Any) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise TypeError("the number of a page is needed")
        if not 1 <= raw <= count:
            raise ValueError(f"pages are numbered from 1 to {count}")
        return raw

    return container.widget(
        props,
        Widget(
            command="pagination",
            default=first,
            parse=parse,
            dump=lambda given: _whole("value of pagination", given, 1, count),
            adapt=lambda given: _page_or(first, given, count),
            key=name,
            facts=facts_of(props, first),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=first != 1,
        ),
    )


def _whole(parameter: str, given: Any, least: int, most: int | None = None) -> int:
    # numpy's whole numbers are no ints, but have an index.
    number = index(given) if hasattr(given, "__index__") and not isinstance(given, bool) else None
    if number is not None and least <= number and (most is None or number <= most):
        return number
    if most is not None and number is not None:
        raise ValueOutOfRangeError.of(parameter, given, f"a whole number from {least} to {most}")
    raise InvalidValueError.of(parameter, given, f"a whole number from {least} on")


def _page_or(first: int, given: Any, count: int) -> int:
    try:
        return _whole("value of pagination", given, 1, count)
    except (InvalidValueError, ValueOutOfRangeError):
        return first
