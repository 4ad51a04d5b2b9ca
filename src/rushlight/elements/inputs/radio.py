"""One of a few options, all in view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, TypeVar

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
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.options import Options
from rushlight.elements.sizes import Size
from rushlight.run.container import Container
from rushlight.state.widget import Widget

T = TypeVar("T")


class Radio(Field, frozen=True, kw_only=True):
    options: list[str]
    captions: list[str] = []
    horizontal: bool = False
    width: Size = "content"


@element
def radio(
    container: Container,
    label: str,
    options: Iterable[T],
    index: int | None = 0,
    format_func: Callable[[Any], Any] = str,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    horizontal: bool = False,
    captions: Sequence[str] | None = None,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> T | None:
    """Show options of which one is chosen, all in view.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class.
        index: position of the option chosen at first; None for none.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        horizontal: options side by side.
        captions: a small text below each option.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "content", "stretch", or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen (a copy of it), or None.

    Raises:
        InvalidValueError: for an index that is not among the options.

    Example:
        >>> size = st.radio("Size", ["S", "M", "L"], horizontal=True)
    """
    choices = Options(options, format_func)
    default = choices.text_at(index)
    change = reaction(container, "radio", on_change, args, kwargs)
    name = checked_key(key)
    props = Radio(
        **labelled(label, help, disabled, label_visibility, sizes.width(width), change.quiet),
        options=[markup.with_emoji(text) for text in choices.texts],
        captions=[markup.label(caption) for caption in captions or ()],
        horizontal=bool(horizontal),
    )
    return container.widget(
        props,
        one_of(
            "radio",
            choices,
            default,
            key=name,
            facts=(props.label, tuple(choices.texts), index, props.help, horizontal),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state),
            bind=bound(bind, name),
            value_given=index != 0,
        ),
    )


def one_of(
    command: str, choices: Options[T], default: str | None, *, free_text: bool = False, **rest: Any
) -> Widget[Any]:
    """Return a widget whose value is an option (with `free_text`, or a text) or None; its raw value is the text."""

    def parse(raw: Any) -> Any:
        if raw is None:
            if default is not None:
                raise ValueError("one of the options is needed")
            return None
        if free_text and isinstance(raw, str) and raw not in choices.texts:
            return raw
        return choices.value(raw)

    def dump(given: Any) -> str | None:
        if given is None:
            return default if default is not None else None
        if free_text and isinstance(given, str) and given not in choices.values:
            return given
        return choices.text_of(given, f"session_state value of {command}")

    return Widget(command=command, default=default, parse=parse, dump=dump, **rest)
