"""Several of many options, from a list that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal, TypeVar

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
    choice,
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.inputs.selectbox import FILTERS
from rushlight.elements.options import Options
from rushlight.elements.sizes import Size
from rushlight.errors import (
    DefaultNotInOptionsError,
    InvalidParameterTypeError,
    InvalidValueError,
    SelectionCountExceedsMaxError,
)
from rushlight.run.container import Container
from rushlight.state.widget import Widget

T = TypeVar("T")


class Multiselect(Field, frozen=True, kw_only=True):
    options: list[str]
    max_selections: int | None = None
    placeholder: str | None = None
    free_text: bool = False
    filter: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy"
    select_all: bool = True
    wrap: bool = True


@element
def multiselect(
    container: Container,
    label: str,
    options: Iterable[T],
    default: Any = None,
    format_func: Callable[[Any], Any] = str,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    max_selections: int | None = None,
    placeholder: str | None = None,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    select_all: bool | int = 1000,
    width: Size = "stretch",
    wrap: bool | None = None,
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> list[T | str]:
    """Show a list that opens, to choose any number of options, which are shown as chips.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class.
        default: the options chosen at first: one or a list of them.
        format_func: makes the text that is shown for an option.
        max_selections: the most options that can be chosen.
        accept_new_options: take texts that are none of the options.
        select_all: offer to choose all: True, False, or the most options for which it is offered.
        wrap: let the chips take several lines.

    The other arguments are those of `selectbox`.

    Returns:
        The options chosen, in the order of choosing.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        SelectionCountExceedsMaxError: for more defaults than `max_selections`.
        InvalidValueError: for a `max_selections` below 1 or a `select_all` below 0.

    Example:
        >>> chosen = st.multiselect("Countries", countries, default=["Norway"])
    """
    choices = Options(options, format_func)
    free = bool(accept_new_options)
    _check_most(max_selections)
    first = _texts(choices, default, "default", free)
    _check_count(first, max_selections)
    change = reaction(container, "multiselect", on_change, args, kwargs)
    name = checked_key(key)
    props = Multiselect(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        options=choices.texts,
        max_selections=max_selections,
        placeholder=placeholder,
        free_text=free,
        filter=choice("filter_mode", filter_mode, FILTERS),
        select_all=_offers_all(select_all, len(choices)),
        wrap=wrap is not False,
    )

    def parse(raw: Any) -> list[Any]:
        if not isinstance(raw, (list, tuple)):
            raise TypeError("a list of options is needed")
        if max_selections is not None and len(raw) > max_selections:
            raise ValueError(f"at most {max_selections} options can be chosen")
        return [
            text if free and text not in choices.texts and isinstance(text, str) else choices.value(text)
            for text in raw
        ]

    def dump(given: Any) -> list[str]:
        texts = _texts(choices, given, "value of multiselect", free)
        _check_count(texts, max_selections)
        return texts

    def adapt(given: Any) -> list[str]:
        texts = [_text_like(choices, each, free) for each in _listed(choices, given)]
        known = list(dict.fromkeys(text for text in texts if text is not None))
        _check_count(known, max_selections)
        return known

    def of_texts(texts: list[str]) -> list[str]:
        known = list(dict.fromkeys(text for text in texts if text and (free or text in choices.texts)))
        if not known and texts != [""]:
            raise ValueError("none of these is an option")
        return known[:max_selections]

    return container.widget(
        props,
        Widget(
            command="multiselect",
            default=first,
            parse=parse,
            dump=dump,
            adapt=adapt,
            of_texts=of_texts,
            key=name,
            facts=facts_of(props, tuple(first)),
            key_facts=(free, max_selections),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=bool(first),
        ),
    )


def _listed(choices: Options[Any], given: Any) -> list[Any]:
    """Return the values given: one, or several in a sequence. An option may be a sequence itself."""
    if given is None:
        return []
    is_one = isinstance(given, (str, bytes)) or not isinstance(given, Iterable)
    if is_one or any(given is each for each in choices.values):
        return [given]
    if isinstance(given, tuple) and choices.text_like(given) is not None:
        return [given]
    return list(given)


def _text_like(choices: Options[Any], value: Any, free: bool) -> str | None:
    text = choices.text_like(value)
    return value if text is None and free and isinstance(value, str) else text


def _texts(choices: Options[Any], given: Any, parameter: str, free: bool) -> list[str]:
    texts = [_text_like(choices, each, free) for each in _listed(choices, given)]
    if None in texts:
        raise DefaultNotInOptionsError.of(parameter, given, f"among the options {choices.texts[:20]}")
    return [text for text in dict.fromkeys(texts) if text is not None]


def _check_most(most: Any) -> None:
    if most is not None and (not isinstance(most, int) or isinstance(most, bool) or most < 1):
        raise InvalidValueError.of(
            "max_selections",
            most,
            "None or a whole number from 1 on",
            "To allow no choice at all, use `disabled=True`.",
        )


def _check_count(texts: list[str], most: int | None) -> None:
    if most is not None and len(texts) > most:
        raise SelectionCountExceedsMaxError.of("default", texts, f"at most {most} options (`max_selections`)")


def _offers_all(select_all: Any, count: int) -> bool:
    if isinstance(select_all, bool):
        return select_all
    if not isinstance(select_all, int):
        raise InvalidParameterTypeError.of("select_all", select_all, "True, False or a whole number")
    if select_all < 0:
        raise InvalidValueError.of("select_all", select_all, "True, False or a whole number from 0 on")
    return count <= select_all
