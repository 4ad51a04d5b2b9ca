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
    facts_of,
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
        ValueOutOfRangeError: for an index that is not among the options.

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
        captions=[markup.label(caption or "") for caption in captions or ()],
        horizontal=bool(horizontal),
    )
    return container.widget(
        props,
        one_of(
            "radio",
            choices,
            default,
            key=name,
            facts=facts_of(props, default),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=index != 0,
        ),
    )


def one_of(
    command: str, choices: Options[T], default: str | None, *, free_text: bool = False, **rest: Any
) -> Widget[Any]:
    """Return a widget whose value is an option (with `free_text`, or a text) or None; its raw value is the text."""

    def parse(raw: Any) -> Any:
        if raw is None or (free_text and isinstance(raw, str) and raw not in choices.texts):
            return raw
        return choices.value(raw)

    def text_of(given: Any) -> str | None:
        if given is None:
            return None
        text = choices.text_like(given)
        return str(given) if text is None and free_text else text

    def dump(given: Any) -> str | None:
        text = text_of(given)
        return choices.text_of(given, f"value of {command}") if text is None and given is not None else text

    def adapt(given: Any) -> str | None:
        text = text_of(given)
        return default if text is None and given is not None else text

    def of_texts(texts: list[str]) -> str | None:
        text = texts[-1]
        if text == "" or free_text or text in choices.texts:
            return text or None
        raise ValueError(f"{text!r} is not one of the options")

    return Widget(
        command=command,
        default=default,
        parse=parse,
        dump=dump,
        adapt=adapt,
        of_texts=of_texts,
        needs_value=default is not None,
        **rest,
    )
