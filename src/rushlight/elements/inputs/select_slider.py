"""One option or a range of options on a scale."""

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
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.options import Options
from rushlight.elements.sizes import Size
from rushlight.errors import DefaultNotInOptionsError, MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

T = TypeVar("T")


class SelectSlider(Field, frozen=True, kw_only=True):
    options: list[str]
    range: bool = False


@element
def select_slider(
    container: Container,
    label: str,
    options: Iterable[T] = (),
    value: Any = None,
    format_func: Callable[[Any], Any] = str,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show options in their order on a slider.

    Args:
        label: what is chosen.
        options: any sequence that is not empty.
        value: the option at first, or a pair of options for a range; the first option when None.
        format_func: makes the text that is shown for an option.

    The other arguments are those of `slider`.

    Returns:
        The option chosen (a copy of it), or a tuple of two for a range.

    Raises:
        MissingRequiredParameterError: without options.
        DefaultNotInOptionsError: for a value that is not among the options.

    Example:
        >>> st.select_slider("Size", ["S", "M", "L", "XL"], value=("M", "L"))
    """
    choices = Options(options, format_func)
    if not len(choices):
        raise MissingRequiredParameterError(
            "`options` of a select_slider must not be empty. Give it at least one option."
        )
    change = reaction(container, "select_slider", on_change, args, kwargs)
    name = checked_key(key)
    shape = value if value is not None else container.foreseen(name)
    pair = isinstance(shape, (tuple, list)) and len(shape) == 2 and not _is_option(choices, shape)
    first = _texts(choices, value, pair)
    props = SelectSlider(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        options=choices.texts,
        range=pair,
    )

    def parse(raw: Any) -> Any:
        if not pair:
            return choices.value(raw)
        if not isinstance(raw, (list, tuple)) or len(raw) != 2:
            raise TypeError("a pair of options is needed")
        return (choices.value(raw[0]), choices.value(raw[1]))

    def dump(given: Any) -> Any:
        texts = _texts(choices, given, pair)
        return texts if pair else texts[0]

    def adapt(given: Any) -> Any:
        try:
            return dump(given)
        except (DefaultNotInOptionsError, TypeError):
            return first if pair else first[0]

    return container.widget(
        props,
        Widget(
            command="select_slider",
            default=first if pair else first[0],
            parse=parse,
            dump=dump,
            adapt=adapt,
            key=name,
            facts=facts_of(props, tuple(first)),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=value is not None,
        ),
    )


def _is_option(choices: Options[Any], value: Any) -> bool:
    return any(type(each) is type(value) and each == value for each in choices.values)


def _texts(choices: Options[Any], value: Any, pair: bool) -> list[str]:
    if value is None:
        return [choices.texts[0], choices.texts[-1]] if pair else [choices.texts[0]]
    texts = [choices.text_of(each, "value") for each in (value if pair else [value])]
    return sorted(texts, key=choices.place) if pair else texts
