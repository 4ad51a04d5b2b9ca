"""Marks by which a user says how good something is."""

from __future__ import annotations

from operator import index
from typing import Any, Literal

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.field import (
    Args,
    Key,
    Kwargs,
    OnChange,
    bound,
    checked_key,
    choice,
    facts_of,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import ValueOutOfRangeError
from rushlight.run.container import Container
from rushlight.state.widget import Widget
from rushlight.tree.node import Props

_COUNTS = {"thumbs": 2, "faces": 5, "stars": 5}


class Feedback(Props, frozen=True, kw_only=True):
    label: str = "Feedback"
    options: Literal["thumbs", "faces", "stars"] = "thumbs"
    disabled: bool = False
    width: Size = "content"
    quiet: bool = False


@element
def feedback(
    container: Container,
    options: Literal["thumbs", "faces", "stars"] = "thumbs",
    *,
    key: Key = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    width: Size = "content",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> int | None:
    """Show marks by which a user says how good something is. A click on the mark given takes it back.

    Args:
        options: "thumbs" (down 0, up 1), "faces" (0 to 4, from sad to happy) or "stars" (0 to 4).
        key: name of its value in `session_state`.
        default: the mark given at first.
        disabled: cannot be changed.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        width: "content", "stretch", or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number of the mark, counted from 0, or None for none.

    Raises:
        InvalidValueError: for other options.
        ValueOutOfRangeError: for a default that is none of the marks.

    Example:
        >>> stars = st.feedback("stars")
    """
    count = _COUNTS[choice("options", options, _COUNTS)]
    first = _mark("default", default, count)
    change = reaction(container, "feedback", on_change, args, kwargs)
    name = checked_key(key)
    props = Feedback(
        disabled=bool(disabled),
        quiet=change.quiet,
        options=options,
        width=sizes.width(width),
    )

    def parse(raw: Any) -> int | None:
        if not _is_mark(raw, count):
            raise ValueError(f"None or the number of a mark from 0 to {count - 1} is needed")
        return raw

    widget: Widget[int | None] = Widget(
        command="feedback",
        default=first,
        parse=parse,
        dump=lambda given: _mark("value of feedback", given, count),
        adapt=lambda given: given if _is_mark(given, count) else first,
        key=name,
        facts=facts_of(props, first),
        key_facts=(options,),
        callback=change.callback,
        disabled=bool(disabled),
        persist=persistence(persist_state, name),
        bind=bound(bind, name),
        value_given=first is not None,
    )
    return container.widget(props, widget)


def _mark(parameter: str, given: Any, count: int) -> int | None:
    # numpy's whole numbers are no ints, but have an index.
    mark = index(given) if hasattr(given, "__index__") and not isinstance(given, bool) else given
    if not _is_mark(mark, count):
        raise ValueOutOfRangeError.of(parameter, given, f"None or a whole number from 0 to {count - 1}")
    return mark


def _is_mark(value: Any, count: int) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count)
