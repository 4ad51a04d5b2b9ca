"""Text: one line or several."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

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
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError, InvalidValueError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.times import seconds


class _Kind(NamedTuple):
    """What a type of text brings along, unless the script says otherwise."""

    autocomplete: str | None = None
    placeholder: str | None = None
    icon: str | None = None
    pattern: str | None = None
    message: str | None = None


TYPES = {
    "default": _Kind(),
    "password": _Kind("new-password"),
    "email": _Kind(
        "email",
        "name@example.com",
        ":material/mail:",
        r"^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$",
        "This is not an email address.",
    ),
    "url": _Kind(
        "url",
        "https://example.com",
        ":material/link:",
        r"^([Hh][Tt][Tt][Pp][Ss]?://)?[^\s/.]+(\.[^\s/.]+)+(/\S*)?$",
        "This is not a web address.",
    ),
    "phone": _Kind("tel", "+1 234 567 8900", ":material/call:"),
    "search": _Kind("off", "Search", ":material/search:"),
}


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
    """Regular expression (of JavaScript) that must be found in the text."""
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
        type: "default", "password" (hidden, with a button to show it), "email", "url", "phone" or "search". All but the
            first bring the keyboard, the icon, the placeholder and the autocompletion that fit, and "email" and "url"
            a `validate`, unless these are given.
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
        validate: a regular expression that must be found in the text (`^...$` for the whole text), or (expression,
            message shown otherwise). It is checked in the browser, which does not send what does not match; an
            empty text always passes.
        live: send the text while it is typed: True after a pause of 250 ms, or a pause such as "500ms".
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The text, or None.

    Raises:
        InvalidParameterTypeError: for a `validate` that is no text and no pair, or a `live` that is no text and no bool.
        InvalidValueError: for another type.
        BadTimeStringError: for a `live` that is no duration.

    Example:
        >>> name = st.text_input("Name", placeholder="Ada")
    """
    change = reaction(container, "text_input", on_change, args, kwargs)
    name = checked_key(key)
    usual = TYPES[choice("type", type, TYPES)]
    pattern, message = (usual.pattern, usual.message) if validate is None else _pattern(validate)
    default = _cut(value, max_chars)
    props = TextInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        type=type,
        placeholder=usual.placeholder if placeholder is None else placeholder,
        max_chars=max_chars,
        autocomplete=usual.autocomplete if autocomplete is None else autocomplete,
        icon=markup.icon(usual.icon if icon is None else icon),
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
            facts=facts_of(props, default),
            key_facts=(max_chars, validate),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
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
    default = _cut(value, max_chars)
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
            facts=facts_of(props, default),
            key_facts=(max_chars,),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=bool(default),
        ),
    )


def _text_widget(command: str, default: str | None, max_chars: int | None, **rest: Any) -> Widget[str | None]:
    def parse(raw: Any) -> str | None:
        if raw is not None and not isinstance(raw, str):
            raise TypeError("a text is needed")
        if raw is not None and max_chars and len(raw) > max_chars:
            raise ValueError(f"at most {max_chars} characters are allowed")
        return raw

    def of_texts(texts: list[str]) -> str | None:
        if texts[-1] == "" and default is not None:
            raise ValueError("an empty text in the address stands for none")
        return _cut(texts[-1], max_chars) or None

    return Widget(
        command=command,
        default=default,
        parse=parse,
        dump=lambda value: _cut(value, max_chars),
        of_texts=of_texts,
        needs_value=default is not None,
        **rest,
    )


def _cut(value: object, most: int | None) -> str | None:
    """Return the text of a value, as long as it may be; None for None."""
    return None if value is None else str(value)[: most or None]


def _pattern(validate: Any) -> tuple[str, str | None]:
    if isinstance(validate, str):
        return validate, None
    if not isinstance(validate, tuple):
        raise InvalidParameterTypeError.of("validate", validate, "a regular expression, or a pair of it and a message")
    pair: tuple[Any, ...] = validate
    if len(pair) != 2 or not all(isinstance(each, str) for each in pair):
        raise InvalidValueError.of("validate", validate, "a regular expression, or a pair of it and a message")
    return pair


def _pause(live: Any) -> int | None:
    if isinstance(live, bool):
        return 250 if live else None
    if not isinstance(live, str):
        raise InvalidParameterTypeError.of("live", live, "True, False or a duration such as '250ms'")
    return round(seconds(live) * 1000)
