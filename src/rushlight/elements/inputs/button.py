"""Buttons: plain, of a form, download, link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, checked_key, choice, facts_of, reaction
from rushlight.elements.inputs.shortcut import keys
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidLayoutContextError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

Variant: TypeAlias = Literal["primary", "secondary", "tertiary"]
Side: TypeAlias = Literal["left", "right"]


class Button(Props, frozen=True, kw_only=True):
    label: str
    variant: Variant = "secondary"
    help: str | None = None
    icon: markup.Icon | None = None
    icon_side: Side = "left"
    disabled: bool = False
    width: Size = "content"
    shortcut: str | None = None
    wrap: bool | None = None
    submits: bool = False
    """Sends the form it is in."""


@element
def button(
    container: Container,
    label: str,
    key: Key = None,
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show a button.

    Args:
        label: its text (markdown of one line).
        key: a name that tells it from others with the same arguments.
        help: a tooltip.
        on_click: called before the script when the button was clicked.
        args: positional arguments of `on_click`.
        kwargs: named arguments of `on_click`.
        type: "primary" for the main action, "secondary", or "tertiary" for one without a frame.
        icon: an emoji or `:material/name:`.
        icon_position: "left" or "right" of the label.
        disabled: cannot be clicked.
        use_container_width: the older way to say width="stretch".
        width: "content", "stretch", or a number of pixels.
        shortcut: keys that click it, such as "Ctrl+K" or "Enter"; C and R are the app's own.
        wrap: let a long label take several lines (True), or cut it (False). With None it takes several lines, but not in a
            row of a horizontal container or as a direct element of a column.

    Returns:
        True in the run that answers a click, else False.

    Raises:
        InvalidLayoutContextError: inside a form, which only submit buttons may be in.
        APIError: for a shortcut that is none.

    Example:
        >>> if st.button("Load", type="primary"):
        ...     st.write("Loading")
    """
    if container.form_key is not None:
        raise InvalidLayoutContextError(
            "`button` cannot be used inside a form. Use `form_submit_button` there, or put the button outside."
        )
    props = _props(label, type, help, icon, icon_position, disabled, use_container_width, width, shortcut, wrap)
    click = reaction(container, "button", on_click, args, kwargs, parameter="on_click", words=())
    return container.widget(props, _click("button", props, checked_key(key), click.callback, disabled))


@element
def form_submit_button(
    container: Container,
    label: str = "Submit",
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    key: Key = None,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> bool:
    """Show the button that sends a form: all values of the form arrive with its click.

    The arguments are those of `button`; `key` is made of the form's key and the label when not given.

    Returns:
        True in the run that answers a click, else False.

    Raises:
        InvalidLayoutContextError: outside of a form.

    Example:
        >>> with st.form("login"):
        ...     name = st.text_input("Name")
        ...     sent = st.form_submit_button("Log in")
    """
    form = container.form_key
    if form is None and container.context is not None:
        raise InvalidLayoutContextError(
            "`form_submit_button` must be inside a form. Put it in a `with st.form(...)` block, or use `button`."
        )
    props = _props(
        label, type, help, icon, icon_position, disabled, use_container_width, width, shortcut, wrap, submits=True
    )
    click = reaction(
        container, "form_submit_button", on_click, args, kwargs, in_form=True, parameter="on_click", words=()
    )
    name = checked_key(key) or f"FormSubmitter:{form}-{label}"
    clears = form if form is not None and form in _clearing(container) else None
    widget = _click("form_submit_button", props, name, click.callback, disabled, clears_form=clears)
    return container.widget(props, widget)


class LinkButton(Props, frozen=True, kw_only=True):
    label: str
    url: str
    variant: Variant = "secondary"
    help: str | None = None
    icon: markup.Icon | None = None
    icon_side: Side = "left"
    disabled: bool = False
    width: Size = "content"
    shortcut: str | None = None
    wrap: bool | None = None
    reports: bool = False
    """A click starts a run."""


@element
def link_button(
    container: Container,
    label: str,
    url: str,
    *,
    key: Key = None,
    on_click: Callable[..., Any] | Literal["rerun", "ignore"] = "ignore",
    args: Args = None,
    kwargs: Kwargs = None,
    help: str | None = None,
    type: Variant = "secondary",
    icon: str | None = None,
    icon_position: Side = "left",
    disabled: bool = False,
    use_container_width: bool | None = None,
    width: Size = "content",
    shortcut: str | None = None,
    wrap: bool | None = None,
) -> Any:
    """Show a link that looks like a button and opens in a new tab.

    Args:
        label: its text.
        url: the address: http, https, mailto, or relative.
        on_click: "ignore" for a link alone; "rerun" or a callable to have clicks answered by a run.

    The other arguments are those of `button`.

    Returns:
        The element for `on_click="ignore"`, else True in the run that answers a click and False in others.

    Example:
        >>> st.link_button("Documentation", "https://example.org/docs")
    """
    reports = on_click != "ignore"
    props = LinkButton(
        label=markup.label(label),
        url=markup.address("url", url),
        variant=choice("type", type, ("primary", "secondary", "tertiary")),
        help=markup.hint(help),
        icon=markup.icon(icon),
        icon_side=choice("icon_position", icon_position, ("left", "right")),
        disabled=bool(disabled),
        width=sizes.width(width, use_container_width=use_container_width),
        shortcut=keys(shortcut),
        wrap=wrap,
        reports=reports,
    )
    if not reports:
        return container.draw(props, checked_key(key))
    click = reaction(container, "link_button", on_click, args, kwargs, parameter="on_click")
    return container.widget(
        props,
        Widget(
            command="link_button",
            default=None,
            parse=bool,
            key=checked_key(key),
            facts=facts_of(props),
            callback=click.callback,
            trigger=True,
            settable=False,
            disabled=bool(disabled),
        ),
    )


def _props(
    label: str,
    variant: Variant,
    help: str | None,
    icon: str | None,
    side: Side,
    disabled: bool,
    use_container_width: bool | None,
    width: Size,
    shortcut: str | None,
    wrap: bool | None,
    *,
    submits: bool = False,
) -> Button:
    return Button(
        label=markup.label(label),
        variant=choice("type", variant, ("primary", "secondary", "tertiary")),
        help=markup.hint(help),
        icon=markup.icon(icon),
        icon_side=choice("icon_position", side, ("left", "right")),
        disabled=bool(disabled),
        width=sizes.width(width, use_container_width=use_container_width),
        shortcut=keys(shortcut),
        wrap=wrap,
        submits=submits,
    )


def _click(
    command: str, props: Button, key: str | None, callback: Any, disabled: bool, *, clears_form: str | None = None
) -> Widget[bool]:
    return Widget(
        command=command,
        default=None,
        parse=bool,
        key=key,
        facts=facts_of(props),
        callback=callback,
        trigger=True,
        settable=False,
        disabled=bool(disabled),
        clears_form=clears_form,
    )


def _clearing(container: Container) -> set[str]:
    context = container.context
    return set() if context is None else context.clearing_forms
