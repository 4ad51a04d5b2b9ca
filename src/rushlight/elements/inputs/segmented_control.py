"""One or several of a few options, as the segments of one bar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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
from rushlight.elements.inputs.pills import Mode, chosen_texts, is_multiple, labelled_options, some_of
from rushlight.elements.sizes import Size
from rushlight.run.container import Container

V = TypeVar("V")


class SegmentedControl(Field, frozen=True, kw_only=True):
    options: list[str]
    multiple: bool = False
    required: bool = False
    wrap: bool = False
    width: Size = "content"


@element
def segmented_control(
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
    """Show options as the segments of one bar, of which one or several are chosen.

    Args:
        wrap: several lines where one is too short; without it the bar scrolls.

    The other arguments are those of `pills`.

    Returns:
        The option chosen (a copy of it) or None; in mode "multi" a list.

    Raises:
        DefaultNotInOptionsError: for a default that is not among the options.
        APIError: for several defaults in mode "single".

    Example:
        >>> view = st.segmented_control("View", ["Day", "Week", "Month"], default="Week")
    """
    choices = labelled_options(options, format_func)
    several = is_multiple(selection_mode)
    first = chosen_texts(choices, default, several, "default")
    change = reaction(container, "segmented_control", on_change, args, kwargs)
    name = checked_key(key)
    props = SegmentedControl(
        **labelled(label, help, disabled, label_visibility, sizes.width(width), change.quiet),
        options=choices.texts,
        multiple=several,
        required=bool(required),
        wrap=wrap is True,
    )
    return container.widget(
        props,
        some_of(
            "segmented_control",
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
