"""One of many options, from a list that can be searched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from rushlight.elements.inputs.radio import one_of
from rushlight.elements.options import Options
from rushlight.elements.sizes import Size
from rushlight.errors import IncompatibleParametersError
from rushlight.run.container import Container

T = TypeVar("T")
FILTERS = ("fuzzy", "contains", "prefix", None)


class Selectbox(Field, frozen=True, kw_only=True):
    options: list[str]
    placeholder: str | None = None
    icon: markup.Icon | None = None
    required: bool = False
    free_text: bool = False
    filter: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy"
    clearable: bool = False


@element
def selectbox(
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
    placeholder: str | None = None,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    icon: str | None = None,
    accept_new_options: bool = False,
    filter_mode: Literal["fuzzy", "contains", "prefix"] | None = "fuzzy",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> T | str | None:
    """Show a list that opens, to choose one option; typing searches it.

    Args:
        label: what is chosen.
        options: any sequence; of a frame, its first column; an Enum class.
        index: position of the option chosen at first; None for none, and then the choice can be cleared.
        format_func: makes the text that is shown for an option.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        placeholder: shown while nothing is chosen.
        disabled: cannot be changed.
        required: no choice is marked as invalid and holds its form back.
        label_visibility: "visible", "hidden" or "collapsed".
        icon: an emoji or `:material/name:` in the field.
        accept_new_options: take a text that is none of the options.
        filter_mode: how typing searches: "fuzzy", "contains", "prefix", or None for no search.
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The option chosen (a copy of it), the new text, or None.

    Raises:
        ValueOutOfRangeError: for an index that is not among the options.
        IncompatibleParametersError: for `accept_new_options` without a search.

    Example:
        >>> city = st.selectbox("City", ["Oslo", "Bergen"], index=None)
    """
    if accept_new_options and filter_mode is None:
        raise IncompatibleParametersError(
            "`accept_new_options=True` needs typing, which `filter_mode=None` does not allow. "
            f"Choose one of {', '.join(map(repr, FILTERS[:-1]))}."
        )
    choices = Options(options, format_func)
    default = choices.text_at(index)
    change = reaction(container, "selectbox", on_change, args, kwargs)
    name = checked_key(key)
    props = Selectbox(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        options=choices.texts,
        placeholder=placeholder,
        icon=markup.icon(icon),
        required=bool(required),
        free_text=bool(accept_new_options),
        filter=choice("filter_mode", filter_mode, FILTERS),
        clearable=default is None,
    )
    return container.widget(
        props,
        one_of(
            "selectbox",
            choices,
            default,
            free_text=bool(accept_new_options),
            key=name,
            facts=facts_of(props, default),
            key_facts=(bool(accept_new_options),),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=index not in (0, None),
        ),
    )
