"""Yes or no: checkbox and toggle."""

from __future__ import annotations

from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import (
    Args,
    Field,
    Key,
    Kwargs,
    OnChange,
    Visibility,
    bound,
    checked_key,
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.state.widget import Widget


class Checkbox(Field, frozen=True, kw_only=True):
    look: Literal["checkbox", "toggle"] = "checkbox"
    width: Size = "content"
    wrap: bool | None = None


@element
def checkbox(
    container: Container,
    label: str,
    value: bool = False,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> bool:
    """Show a box to tick.

    Args:
        label: what it is for (markdown of one line).
        value: ticked at first.
        key: name of its value in `session_state`; with it the widget stays the same when other arguments change.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send the value with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" (its space stays) or "collapsed".
        width: "content", "stretch", or a number of pixels.
        wrap: let a long label take several lines (True), or cut it (False). With None it takes several lines, but not in a
            row of a horizontal container or as a direct element of a column.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        Whether it is ticked.

    Example:
        >>> if st.checkbox("Show the table"):
        ...     st.dataframe(frame)
    """
    return _draw("checkbox", **locals())


@element
def toggle(
    container: Container,
    label: str,
    value: bool = False,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> bool:
    """Show a switch. The arguments are those of `checkbox`.

    Returns:
        Whether it is on.

    Example:
        >>> dark = st.toggle("Dark lines")
    """
    return _draw("toggle", **locals())


def _draw(
    look: Literal["checkbox", "toggle"],
    container: Container,
    label: str,
    value: Any,
    key: Key,
    help: str | None,
    on_change: OnChange,
    args: Args,
    kwargs: Kwargs,
    disabled: bool,
    label_visibility: Visibility,
    width: Size,
    wrap: bool | None,
    bind: str | None,
    persist_state: Any,
) -> bool:
    change = reaction(container, look, on_change, args, kwargs)
    name = checked_key(key)
    props = Checkbox(
        **labelled(label, help, disabled, label_visibility, sizes.width(width), change.quiet),
        look=look,
        wrap=wrap,
    )
    return container.widget(
        props,
        Widget(
            command=look,
            default=bool(value),
            parse=_as_bool,
            dump=bool,
            key=name,
            facts=facts_of(props, bool(value)),
            key_facts=(look,),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=bool(value),
        ),
    )


def _as_bool(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError(f"true or false is needed, not {type(raw).__name__}")
    return raw
