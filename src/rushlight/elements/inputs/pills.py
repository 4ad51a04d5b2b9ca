"""One or several of a few options, as small round buttons."""

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
    choice,
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.options import Options
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, DefaultNotInOptionsError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

V = TypeVar("V")
Mode = Literal["single", "multi"]


class Pills(Field, frozen=True, kw_only=True):
    options: list[str]
    multiple: bool = False
    required: bool = False
    wrap: bool = True
    width: Size = "content"


@element
def pills(
    container: Container,
    label: str,
    options: Iterable[V],
    *,
    selection_mode: Mode = "single",
    default: Sequence[V] | V | None = None,
    required: bool = False,
    format_func: Callable[[Any], str] | None = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "content",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options as small round buttons, of which one or several are chosen.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class. Texts are markdown as in labels.
        selection_mode: "single" for one option (a click on it takes it back), "multi" for several.
        default: the option (or options) chosen at first.
        required: at least one is needed: the last cannot be taken back, and none holds a form back.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "content", "stretch", or a number of pixels.
        wrap: several lines where one is too short; with False the line scrolls.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen (a copy of it) or None; in mode "multi" a list.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        APIError: for several defaults in mode "single".

    Example:
        >>> topics = st.pills("Topics", ["Weather", "Sports", "Music"], selection_mode="multi")
    """
    choices = labelled_options(options, format_func)
    several = is_multiple(selection_mode)
    first = chosen_texts(choices, default, several, "default")
    change = reaction(container, "pills", on_change, args, kwargs)
    name = checked_key(key)
    props = Pills(
        **labelled(label, help, disabled, label_visibility, sizes.width(width), change.quiet),
        options=choices.texts,
        multiple=several,
        required=bool(required),
        wrap=wrap is not False,
    )
    return container.widget(
        props,
        some_of(
            "pills",
            choices,
            first,
            several,
            key=name,
            facts=facts_of(props, tuple(first), without=("required",)),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=bool(first),
        ),
    )


def labelled_options(options: Iterable[V], format_func: Callable[[Any], str] | None) -> Options[V]:
    """Return options whose texts are labels: what the browser shows is what it sends."""
    write = format_func or str
    return Options(options, lambda value: markup.label(write(value)))


def is_multiple(selection_mode: Mode) -> bool:
    """Tell whether several options can be chosen; raises InvalidValueError for an unknown mode."""
    return choice("selection_mode", selection_mode, ("single", "multi")) == "multi"


def chosen_texts(choices: Options[Any], given: Any, several: bool, parameter: str) -> list[str]:
    """Return the texts of an option, or of several in a sequence; raises DefaultNotInOptionsError, APIError."""
    if given is None:
        return []
    try:
        # First as one option: an option may be a tuple or a list itself.
        return [choices.text_of(given, parameter)]
    except DefaultNotInOptionsError:
        if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
            raise
    texts = [choices.text_of(each, parameter) for each in given]  # pyright: ignore[reportUnknownVariableType]
    if len(texts) > 1 and not several:
        raise APIError(
            f"`{parameter}` must be one option at most in mode 'single'; given: {given!r}. Use selection_mode='multi'."
        )
    return list(dict.fromkeys(texts))


def some_of(command: str, choices: Options[Any], default: list[str], several: bool, **rest: Any) -> Widget[Any]:
    """Return a widget whose value is an option or None, or with `several` a list; its raw value is a list of texts."""

    def parse(raw: Any) -> Any:
        values = [choices.value(text) for text in _checked(raw, several)]
        if several:
            return values
        return values[0] if values else None

    def dump(given: Any) -> list[str]:
        return chosen_texts(choices, given, several, f"value of {command}")

    def adapt(given: Any) -> list[str]:
        whole = choices.text_like(given)
        if whole is not None:
            return [whole]
        items = [given] if isinstance(given, (str, bytes)) or not isinstance(given, Iterable) else list(given)
        known = [text for text in map(choices.text_like, items) if text is not None]
        known = list(dict.fromkeys(known)) if several or len(known) == 1 else []
        return known if known or not items or given is None else list(default)

    def of_texts(texts: list[str]) -> list[str]:
        known = list(dict.fromkeys(text for text in texts if text in choices.texts))
        if not known and texts != [""]:
            raise ValueError("none of these is an option")
        return known if several else known[:1]

    return Widget(
        command=command,
        default=list(default),
        parse=parse,
        dump=dump,
        adapt=adapt,
        of_texts=of_texts,
        key_facts=(several,),
        **rest,
    )


def _checked(raw: Any, several: bool) -> list[str]:
    if not isinstance(raw, (list, tuple)):
        raise TypeError("a list of options is needed")
    texts: list[Any] = list(raw)  # pyright: ignore[reportUnknownArgumentType]
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("a list of texts is needed")
    if len(set(texts)) < len(texts) or (len(texts) > 1 and not several):
        raise ValueError("an option can be chosen once, and in mode 'single' one at most")
    return texts
