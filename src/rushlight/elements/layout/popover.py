"""A container behind a button."""

from __future__ import annotations

from typing import Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, OnChange, checked_key, choice
from rushlight.elements.layout.foldable import Foldable, as_foldable, reports, switch
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Block


class Popover(Block, frozen=True, kw_only=True):
    label: str
    variant: Literal["primary", "secondary", "tertiary"] = "secondary"
    help: str | None = None
    icon: markup.Icon | None = None
    disabled: bool = False
    width: Size = "content"
    wrap: bool = False
    reports: bool = False


@element
def popover(
    container: Container,
    label: str,
    *,
    type: Literal["primary", "secondary", "tertiary"] = "secondary",
    help: str | None = None,
    icon: str | None = None,
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    wrap: bool | None = None,
    key: Key = None,
    on_change: OnChange = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
) -> Foldable:
    """Make a container that a button opens above the page.

    Args:
        label: the button's text.
        type: "primary", "secondary" or "tertiary".
        help: a tooltip.
        icon: an emoji or `:material/name:` before the label.
        disabled: the button cannot be clicked.
        use_container_width: the older way to say width="stretch".
        width: of the button: "content", "stretch", or a number of pixels.
        wrap: let a long label take several lines.
        key: a name; with `on_change`, that of its value in `session_state`.
        on_change: "ignore", "rerun", or a callback; see `expander`.
        args: positional arguments of the callback.
        kwargs: named arguments of the callback.

    Returns:
        The container. With `on_change` its `open` says whether it is open; otherwise that is None.

    Example:
        >>> with st.popover("Filter"):
        ...     st.checkbox("Only mine")
    """
    change = reports(container, "popover", on_change, args, kwargs)
    name = checked_key(key)
    props = Popover(
        label=markup.label(label),
        variant=choice("type", type, ("primary", "secondary", "tertiary")),
        help=markup.hint(help),
        icon=markup.icon(icon),
        disabled=bool(disabled),
        width=sizes.width(width, use_container_width=use_container_width),
        wrap=bool(wrap),
        reports=change is not None,
    )
    if change is None:
        return as_foldable(container.block(props, name), None)
    place, is_open = container.widget_block(props, switch("popover", False, name, (props.label,), change, False))
    return as_foldable(place, is_open)
