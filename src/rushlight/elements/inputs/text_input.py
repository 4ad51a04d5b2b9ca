"""Text: one line or several."""

from __future__ import annotations

import re
from typing import Any, Literal

from rushlight.elements import markup, sizes
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
    choice,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import APIError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.times import seconds

TYPES = ("default", "password", "email", "url", "phone", "search")


class TextInput(Field, frozen=True, kw_only=True):
    type: str = "default"
    placeholder: str | None = None
    max_chars: int | None = None
    autocomplete: str | None = None
    icon: markup.Icon | None = None
    required: bool = False
    nullable: bool = False
    """An empty text means None."""
    pattern: str | None = None
    """Regular expression that the text must match as a whole."""
    pattern_message: str | None = None
    live: int | None = None
    """Milliseconds after which typing is sent; None to send at Enter or leaving."""


class TextArea(Field, frozen=True, kw_only=True):
    placeholder: str | None = None
    max_chars: int | None = None
    height: Size = "content"
    required: bool = False
    nullable: bool = False


@element
def text_input(
    container: Container,
    label: str,
    value: object = "",
    max_chars: int | None = None,
    key: Key = None,
    type: str = "default",
    help: str | None = None,
    autocomplete: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    icon: str | None = None,
    validate: str | tuple[str, str] | None = None,
    live: str | bool = False,
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str | None:
    """Show a field for one line of text.

    Args:
        label: what it is for.
        value: the text at first; None to start empty and return None while it is empty.
        max_chars: the most characters it takes.
        key: name of its value in `session_state`.
        type: "default", "password" (hidden, with a button to show it), "email", "url", "phone" or "search".
        help: a tooltip.
        autocomplete: what browsers may fill in (the HTML attribute of this name).
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        placeholder: shown while it is empty.
        disabled: cannot be changed.
        required: an empty field is marked as invalid and holds its form back.
        label_visibility: "visible", "hidden" or "collapsed".
        icon: an emoji or `:material/name:` in the field.
        validate: a regular expression the whole text must match, or (expression, message shown otherwise).
        live: send the text while it is typed: True after a pause of 250 ms, or a pause such as "500ms".
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The text, or None.

    Raises:
        APIError: for a `validate` that is no regular expression.
        InvalidValueError: for another type.

    Example:
        >>> name = st.text_input("Name", placeholder="Ada")
    """
    change = reaction(container, "text_input", on_change, args, kwargs)
    name = checked_key(key)
    pattern, message = _pattern(validate)
    default = None if value is None else str(value)
    props = TextInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        type=choice("type", type, TYPES),
        placeholder=placeholder,
        max_chars=max_chars,
        autocomplete=autocomplete,
        icon=markup.icon(icon),
        required=bool(required),
        nullable=value is None,
        pattern=pattern,
        pattern_message=message,
        live=_pause(live),
    )
    return container.widget(
        props,
        _text_widget(
            "text_input",
            default,
            max_chars,
            key=name,
            facts=(props.label, default, props.help, type, placeholder),
            key_facts=(max_chars, pattern),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state),
            bind=bound(bind, name),
            value_given=bool(default),
        ),
    )


@element
def text_area(
    container: Container,
    label: str,
    value: object = "",
    height: Size | None = None,
    max_chars: int | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> str | None:
    """Show a field for several lines of text. Ctrl+Enter, or leaving the field, sends it.

    Args:
        label: what it is for.
        value: the text at first; None to start empty and return None while it is empty.
        height: "content" to grow with the text, "stretch", or a number of pixels; about three lines when None.
        max_chars: the most characters it takes.

    The other arguments are those of `text_input`.

    Returns:
        The text, or None.

    Example:
        >>> notes = st.text_area("Notes", height=200)
    """
    change = reaction(container, "text_area", on_change, args, kwargs)
    name = checked_key(key)
    default = None if value is None else str(value)
    props = TextArea(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        placeholder=placeholder,
        max_chars=max_chars,
        height=122 if height is None else sizes.height(height),
        required=bool(required),
        nullable=value is None,
    )
    return container.widget(
        props,
        _text_widget(
            "text_area",
            default,
            max_chars,
            key=name,
            facts=(props.label, default, props.help, placeholder),
            key_facts=(max_chars,),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state),
            bind=bound(bind, name),
            value_given=bool(default),
        ),
    )


def _text_widget(command: str, default: str | None, max_chars: int | None, **rest: Any) -> Widget[str | None]:
    def parse(raw: Any) -> str | None:
        if raw is None or (isinstance(raw, str) and (max_chars is None or len(raw) <= max_chars)):
            return default if raw is None and default is not None else raw
        raise ValueError(
            "a text is needed" if not isinstance(raw, str) else f"at most {max_chars} characters are allowed"
        )

    return Widget(command=command, default=default, parse=parse, dump=_as_text, **rest)


def _as_text(value: object) -> str | None:
    return None if value is None else str(value)


def _pattern(validate: str | tuple[str, str] | None) -> tuple[str | None, str | None]:
    if validate is None:
        return None, None
    pattern, message = (validate, None) if isinstance(validate, str) else validate
    try:
        re.compile(pattern)
    except re.error as error:
        raise APIError(f"`validate` must be a regular expression; given: {pattern!r}, which fails: {error}.") from None
    return pattern, message


def _pause(live: str | bool) -> int | None:
    if live is False:
        return None
    return 250 if live is True else round(seconds(live) * 1000)
