"""A container that folds."""

from __future__ import annotations

from typing import Literal

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, OnChange, bound, checked_key, choice
from rushlight.elements.layout.foldable import Foldable, as_foldable, reports, switch
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.tree.node import Block


class Expander(Block, frozen=True, kw_only=True):
    label: str
    expanded: bool = False
    icon: markup.Icon | None = None
    look: Literal["default", "compact"] = "default"
    width: Size = "stretch"
    reports: bool = False
    """Opening and closing are the widget's value."""


@element
def expander(
    container: Container,
    label: str,
    expanded: bool = False,
    *,
    key: Key = None,
    icon: str | None = None,
    type: Literal["default", "compact"] = "default",
    width: Size = "stretch",
    on_change: OnChange = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
    bind: Literal["query-params"] | None = None,
) -> Foldable:
    """Make a container that folds away below its label.

    Args:
        label: its text (markdown of one line).
        expanded: open at first.
        key: a name; with `on_change`, that of its value in `session_state`.
        icon: an emoji or `:material/name:` before the label.
        type: "default" with a frame, or "compact" without.
        width: "stretch" or a number of pixels.
        on_change: "ignore" if opening is the browser's business alone; "rerun" or a callback to have it reported.
        args: positional arguments of the callback.
        kwargs: named arguments of the callback.
        bind: "query-params" keeps whether it is open in the address, under `key`.

    Returns:
        The container. With `on_change` its `open` says whether it is open; otherwise that is None.

    Example:
        >>> with st.expander("Details"):
        ...     st.write("More")
    """
    change = reports(container, "expander", on_change, args, kwargs)
    name = checked_key(key)
    props = Expander(
        label=markup.label(label),
        expanded=bool(expanded),
        icon=markup.icon(icon),
        look=choice("type", type, ("default", "compact")),
        width=sizes.width(width, ("stretch",)),
        reports=change is not None,
    )
    if change is None:
        return as_foldable(container.block(props, name), None)
    widget = switch("expander", bool(expanded), name, (props.label, bool(expanded)), change, bound(bind, name))
    place, is_open = container.widget_block(props, widget)
    return as_foldable(place, is_open)
