"""A button that opens a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rushlight.elements import markup, sizes
from rushlight.elements.element import element
from rushlight.elements.field import Args, Key, Kwargs, checked_key, choice, facts_of, reaction
from rushlight.elements.inputs.button import Variant
from rushlight.elements.inputs.pills import labelled_options
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidLayoutContextError, MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

T = TypeVar("T")


class MenuButton(Props, frozen=True, kw_only=True):
    label: str
    options: list[str]
    variant: Variant = "secondary"
    help: str | None = None
    icon: markup.Icon | None = None
    disabled: bool = False
    width: Size = "content"
    wrap: bool | None = None


@element
def menu_button(
    container: Container,
    label: str,
    options: Iterable[T],
    *,
    key: Key = None,
    help: str | None = None,
    on_click: Callable[..., Any] | None = None,
    args: Args = None,
    kwargs: Kwargs = None,
    type: Variant = "secondary",
    icon: str | None = None,
    disabled: bool = False,
    width: Size = "content",
    format_func: Callable[[Any], str] = str,
    wrap: bool | None = None,
) -> T | None:
    """Show a button that opens a menu of actions.

    Args:
        label: its text, markdown as in labels.
        options: the actions; any sequence. Texts are markdown as in labels.
        key: a name of its own.
        help: a tooltip.
        on_click: called before the script when an action was chosen.
        args: positional arguments of `on_click`.
        kwargs: named arguments of `on_click`.
        type: "primary", "secondary" or "tertiary".
        icon: an emoji or `:material/name:` before the text.
        disabled: cannot be clicked.
        width: "content", "stretch", or a number of pixels.
        format_func: makes the text that is shown for an action.
        wrap: let a long label take several lines (True), cut it (False), or as the place of the button asks (None).

    Returns:
        The action chosen (a copy of it), in the run that answers the click; else None.

    Raises:
        InvalidLayoutContextError: in a form.
        InvalidValueError: for another `type`.
        MissingRequiredParameterError: without options.

    Example:
        >>> action = st.menu_button("Export", ["CSV", "Excel"], icon=":material/download:")
    """
    if container.form_key is not None:
        raise InvalidLayoutContextError("`menu_button` cannot be used inside a form. Put it outside of the form.")
    choices = labelled_options(options, format_func)
    if not len(choices):
        raise MissingRequiredParameterError(
            "`options` of a menu_button must not be empty. Give it at least one action."
        )
    click = reaction(container, "menu_button", on_click, args, kwargs, parameter="on_click", words=())
    props = MenuButton(
        label=markup.label(label),
        options=choices.texts,
        variant=choice("type", type, ("primary", "secondary", "tertiary")),
        help=markup.hint(help),
        icon=markup.icon(icon),
        disabled=bool(disabled),
        width=sizes.width(width),
        wrap=wrap,
    )

    def parse(raw: Any) -> T | None:
        # A click names its action by its text: a callback may have changed the actions before they are drawn again.
        if raw is not None and not isinstance(raw, str):
            raise TypeError("the text of an action is needed")
        return choices.value(raw) if raw in choices.texts else None

    return container.widget(
        props,
        Widget(
            command="menu_button",
            default=None,
            parse=parse,
            key=checked_key(key),
            facts=facts_of(props),
            callback=click.callback,
            trigger=True,
            settable=False,
            disabled=bool(disabled),
        ),
    )
