"""Numbers."""

from __future__ import annotations

import math
import numbers
from typing import Any, Literal, TypeAlias

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
from rushlight.elements.sizes import Size
from rushlight.errors import (
    InvalidMinMaxError,
    InvalidNumberFormatError,
    InvalidValueError,
    MixedNumericTypesError,
    NumberBoundsError,
    ValueAboveMaxError,
    ValueBelowMinError,
)
from rushlight.run.container import Container
from rushlight.state.widget import Widget

Number: TypeAlias = int | float

LARGEST_INT = (1 << 53) - 1
"""The largest whole number a browser holds exactly (IEEE 754 double)."""


class NumberInput(Field, frozen=True, kw_only=True):
    whole: bool = False
    min: Number | None = None
    max: Number | None = None
    step: Number = 1
    format: str | None = None
    """printf style."""
    placeholder: str | None = None
    icon: markup.Icon | None = None
    required: bool = False
    nullable: bool = False


@element
def number_input(
    container: Container,
    label: str,
    min_value: Number | None = None,
    max_value: Number | None = None,
    value: Number | Literal["min"] | None = "min",
    step: Number | None = None,
    format: str | None = None,
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
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Number | None:
    """Show a field for a number, with buttons to step it.

    The number is an int if all of `min_value`, `max_value`, `value` and `step` that are given are ints, else a float.

    Args:
        label: what it is for.
        min_value: the least number allowed; no limit when None.
        max_value: the greatest number allowed; no limit when None.
        value: the number at first; "min" for the least (0.0 without one); None to start empty and return None.
        step: what the buttons add; 1 for ints and 0.01 for floats when None.
        format: printf style, such as "%d" or "%.2f"; decides what is shown, not the value.
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        placeholder: shown while it is empty.
        disabled: cannot be changed.
        required: an empty field is marked as invalid and holds its form back.
        label_visibility: "visible", "hidden" or "collapsed".
        icon: an emoji or `:material/name:` in the field.
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The number, or None.

    Raises:
        MixedNumericTypesError: if ints and floats are mixed.
        ValueBelowMinError: if `value` is below `min_value`.
        ValueAboveMaxError: if `value` is above `max_value`.
        InvalidMinMaxError: if `min_value` is above `max_value`.
        NumberBoundsError: for a number that a browser cannot hold.

    Example:
        >>> age = st.number_input("Age", min_value=0, max_value=120, value=30)
    """
    low, high, start, by = (_plain(each) for each in (min_value, max_value, value, step))
    whole = _is_whole(low, high, start, by)
    _check_limits(low, high)
    default = _least(low, high, whole) if start == "min" else start
    _check_range(default, low, high)
    _check_bounds(low, high, default)
    kind = int if whole else float
    change = reaction(container, "number_input", on_change, args, kwargs)
    name = checked_key(key)
    props = NumberInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        whole=whole,
        min=low,
        max=high,
        step=(1 if whole else 0.01) if by is None else by,
        format=_format(format, whole, by),
        placeholder=placeholder,
        icon=markup.icon(icon),
        required=bool(required),
        nullable=default is None,
    )

    def parse(raw: Any) -> Number | None:
        if raw is None:
            return None
        if isinstance(raw, bool) or not isinstance(raw, (int, float)) or not math.isfinite(raw):
            raise TypeError("a number is needed")
        if (low is not None and raw < low) or (high is not None and raw > high):
            raise ValueError(f"{raw} is not within {low} and {high}")
        if whole and raw != int(raw):
            raise ValueError("a whole number is needed")
        return kind(raw)

    def dump(given: Any) -> Number | None:
        number = _plain(given)
        if number is None:
            return None
        if isinstance(number, str):
            raise InvalidValueError.of("value of number_input", given, "a number")
        _check_range(number, low, high)
        return kind(number)

    def adapt(given: Any) -> Number | None:
        try:
            return dump(given)
        except (ValueBelowMinError, ValueAboveMaxError):
            return None if default is None else kind(default)

    def of_texts(texts: list[str]) -> Number | None:
        return None if texts[-1] == "" else kind(float(texts[-1]))

    return container.widget(
        props,
        Widget(
            command="number_input",
            default=None if default is None else kind(default),
            parse=parse,
            dump=dump,
            adapt=adapt,
            of_texts=of_texts,
            needs_value=default is not None,
            key=name,
            facts=facts_of(props, default),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=value != "min" and value is not None,
        ),
    )


def _plain(number: Any) -> Any:
    """Return a number of any library as Python's own."""
    if number is None or isinstance(number, (str, float)) or type(number) is int:
        return number
    if isinstance(number, numbers.Integral):
        return int(number)
    if isinstance(number, numbers.Real) or hasattr(number, "__float__"):
        return float(number)
    raise InvalidValueError.of("value", number, "a number")


def _is_whole(low: Any, high: Any, start: Any, step: Any) -> bool:
    given = [each for each in (low, high, start, step) if each is not None and each != "min"]
    whole = [isinstance(each, int) for each in given]
    if any(whole) and not all(whole):
        raise MixedNumericTypesError(
            "`min_value`, `max_value`, `value` and `step` must be all int or all float; given: "
            f"{low!r}, {high!r}, {start!r}, {step!r}. Write 1.0 instead of 1, or the reverse."
        )
    return bool(whole) and all(whole)


def _least(low: Any, high: Any, whole: bool) -> Number:
    """Return the least number allowed: nought where only the greatest is given, or that if it is below."""
    if low is not None:
        return low
    nought = 0 if whole else 0.0
    return nought if high is None else min(nought, high)


def _check_limits(low: Any, high: Any) -> None:
    if low is not None and high is not None and low > high:
        raise InvalidMinMaxError(f"`min_value` must not be above `max_value`; given: {low!r} and {high!r}.")


def _check_range(number: Any, low: Any, high: Any) -> None:
    if number is None:
        return
    if low is not None and number < low:
        raise ValueBelowMinError.of("value", number, f"at least {low!r} (the `min_value`)")
    if high is not None and number > high:
        raise ValueAboveMaxError.of("value", number, f"at most {high!r} (the `max_value`)")


def _check_bounds(*given: Any) -> None:
    for number in given:
        if isinstance(number, float) and not math.isfinite(number):
            raise NumberBoundsError.of("value", number, "a finite number")
        if isinstance(number, int) and abs(number) > LARGEST_INT:
            raise NumberBoundsError.of("value", number, f"between -{LARGEST_INT} and {LARGEST_INT}")


def _format(format: str | None, whole: bool, step: Any) -> str | None:
    if format is None:
        if whole:
            return None
        digits = len(f"{step:.10f}".rstrip("0").partition(".")[2]) if isinstance(step, float) else 2
        return f"%.{max(digits, 2)}f"
    try:
        _ = format % 1
    except (TypeError, ValueError):
        raise InvalidNumberFormatError.of("format", format, "a printf style format such as '%d' or '%.2f'") from None
    return format
