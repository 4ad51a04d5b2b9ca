"""A value or range on a scale."""

from __future__ import annotations

import datetime as dt
import numbers
from collections.abc import Callable, Sequence
from typing import Any, Literal, NamedTuple

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
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.inputs.number_input import LARGEST_INT
from rushlight.elements.sizes import Size
from rushlight.errors import (
    APIError,
    InvalidMinMaxError,
    MixedNumericTypesError,
    NumberBoundsError,
    ValueOutOfRangeError,
)
from rushlight.run.container import Container
from rushlight.state.widget import Widget

_EPOCH = dt.datetime(1970, 1, 1)
_DAY = 86400.0


class Slider(Field, frozen=True, kw_only=True):
    min: float
    max: float
    step: float
    scale: Literal["int", "float", "date", "datetime", "time"] = "int"
    """What the numbers mean: dates and times are seconds since 1970 without a zone, or since midnight."""
    format: str | None = None
    """printf style for numbers, moment style for dates and times."""
    range: bool = False


class _Scale(NamedTuple):
    name: Literal["int", "float", "date", "datetime", "time"]
    to_number: Callable[[Any], float]
    of_number: Callable[[float], Any]


@element
def slider(
    container: Container,
    label: str,
    min_value: Any = None,
    max_value: Any = None,
    value: Any = None,
    step: Any = None,
    format: str | None = None,
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
    """Show a slider for a number, date, time or datetime, or for a range of these.

    Args:
        label: what is set.
        min_value: the least value; 0 (0.0 for floats, 14 days before `value` for dates, midnight for times) when None.
        max_value: the greatest value; 100 (1.0, 14 days after, the end of the day) when None.
        value: the value at first, or a pair for a range; `min_value` when None. All values are of one type.
            The limits are moved as far as a value outside of them.
        step: distance between values: 1 for ints, 0.01 for floats, a timedelta (1 day, or 15 minutes) for the others.
        format: printf style for numbers ("%d %%"), moment style for dates and times ("MM/DD/YY").
        key: name of its value in `session_state`.
        help: a tooltip.
        on_change: called before the script when the value changed; "ignore" to send it with the next run only.
        args: positional arguments of `on_change`.
        kwargs: named arguments of `on_change`.
        disabled: cannot be changed.
        label_visibility: "visible", "hidden" or "collapsed".
        width: "stretch" or a number of pixels.
        bind: "query-params" keeps the value in the address, under `key`.
        persist_state: "page" or "session" keeps the value of a widget that is not drawn for a while.

    Returns:
        The value, or a tuple of two for a range.

    Raises:
        MixedNumericTypesError: if types are mixed.
        InvalidMinMaxError: if `min_value` is not below `max_value`.
        ValueOutOfRangeError: if `session_state` is given a value outside of them.

    Example:
        >>> low, high = st.slider("Price", 0, 500, (50, 200))
    """
    pair = isinstance(value, (tuple, list))
    firsts: list[Any] = list(value) if pair else [value]
    if pair and len(firsts) not in (0, 1, 2):
        raise APIError(f"`value` of a slider must be one value or a pair; given: {value!r}.")
    scale = _scale_of([each for each in (*firsts, min_value, max_value) if each is not None], step)
    low, high = _limits(scale, min_value, max_value, firsts)
    start = _start(scale, firsts, low, high, pair)
    by = _step(scale, step, low, high)
    _check(scale, low, high, (), value)
    low, high = min(low, *start), max(high, *start)
    _check(scale, low, high, start, value)
    change = reaction(container, "slider", on_change, args, kwargs)
    name = checked_key(key)
    props = Slider(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        min=low,
        max=high,
        step=by,
        scale=scale.name,
        format=format,
        range=pair,
    )

    def parse(raw: Any) -> Any:
        numbers = raw if isinstance(raw, (list, tuple)) else [raw]
        if len(numbers) != (2 if pair else 1):
            raise TypeError("a pair is needed" if pair else "one number is needed")
        for number in numbers:
            if isinstance(number, bool) or not isinstance(number, (int, float)) or not low <= number <= high:
                raise ValueError(f"a number within {low} and {high} is needed")
        values = tuple(scale.of_number(number) for number in numbers)
        return values if pair else values[0]

    def dump(given: Any) -> Any:
        items: Sequence[Any] = given if isinstance(given, (list, tuple)) else [given]
        numbers = [scale.to_number(item) for item in items]
        _check(scale, low, high, numbers, given)
        if len(numbers) != (2 if pair else 1):
            raise APIError(
                f"The value of slider {label!r} must be {'a pair' if pair else 'one value'}; given: {given!r}."
            )
        return numbers if pair else numbers[0]

    return container.widget(
        props,
        Widget(
            command="slider",
            default=start if pair else start[0],
            parse=parse,
            dump=dump,
            key=name,
            facts=(props.label, tuple(start), format, props.help, pair),
            key_facts=(low, high, by, scale.name),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state),
            bind=bound(bind, name),
            value_given=value is not None,
        ),
    )


def _whole(number: Any) -> float:
    return int(number)


def _seconds_of_datetime(value: dt.datetime) -> float:
    return (value.replace(tzinfo=None) - _EPOCH).total_seconds()


def _seconds_of_date(value: dt.date) -> float:
    return (dt.datetime(value.year, value.month, value.day) - _EPOCH).total_seconds()


def _seconds_of_time(value: dt.time) -> float:
    return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6


def _time_of(seconds: float) -> dt.time:
    return (_EPOCH + dt.timedelta(seconds=seconds)).time()


def _scale_of(given: list[Any], step: Any) -> _Scale:
    """Return the scale of the values given; raises MixedNumericTypesError if they are of several types."""
    names = {_type_name(each) for each in given}
    if not names:
        names = {"float"} if isinstance(step, float) else {"int"}
    if len(names) > 1:
        raise MixedNumericTypesError(
            f"`min_value`, `max_value` and `value` of a slider must be of one type; given: {', '.join(sorted(names))}."
        )
    name = names.pop()
    if name == "int" and isinstance(step, float):
        raise MixedNumericTypesError(
            f"`step` must be an int like the values; given: {step!r}. Or write the values as floats."
        )
    if name == "float":
        return _Scale("float", float, float)
    if name == "int":
        return _Scale("int", _whole, int)
    if name == "date":
        return _Scale("date", _seconds_of_date, lambda seconds: (_EPOCH + dt.timedelta(seconds=seconds)).date())
    zone = next((each.tzinfo for each in given if each.tzinfo is not None), None)
    if name == "time":
        return _Scale("time", _seconds_of_time, lambda seconds: _time_of(seconds).replace(tzinfo=zone))
    return _Scale(
        "datetime", _seconds_of_datetime, lambda seconds: (_EPOCH + dt.timedelta(seconds=seconds)).replace(tzinfo=zone)
    )


def _type_name(value: Any) -> str:
    for name, kind in (("datetime", dt.datetime), ("date", dt.date), ("time", dt.time), ("float", float)):
        if isinstance(value, kind):
            return name
    if not isinstance(value, bool):
        if isinstance(value, numbers.Integral):
            return "int"
        if isinstance(value, numbers.Real):
            return "float"
    raise APIError(f"A slider takes numbers, dates, times and datetimes; given: {value!r} ({type(value).__name__}).")


def _limits(scale: _Scale, low: Any, high: Any, firsts: list[Any]) -> tuple[float, float]:
    values = [scale.to_number(each) for each in firsts if each is not None]
    if scale.name in ("date", "datetime") and not values:
        now = dt.datetime.now().replace(microsecond=0)
        values = [_seconds_of_date(now.date()) if scale.name == "date" else _seconds_of_datetime(now)]
    least, most = {"int": (0, 100), "float": (0.0, 1.0), "time": (0.0, _DAY - 1e-6)}.get(scale.name, (0.0, 0.0))
    if scale.name in ("date", "datetime"):
        least, most = min(values) - 14 * _DAY, max(values) + 14 * _DAY
    elif values and scale.name != "time":
        least, most = min(least, *values), max(most, *values)
    return (
        least if low is None else scale.to_number(low),
        most if high is None else scale.to_number(high),
    )


def _start(scale: _Scale, firsts: list[Any], low: float, high: float, pair: bool) -> list[float]:
    numbers = [scale.to_number(each) for each in firsts if each is not None]
    if pair:
        return sorted([*numbers, *([low, high] if not numbers else [high] if len(numbers) == 1 else [])])
    if numbers:
        return numbers
    if scale.name in ("date", "datetime"):
        return [min(max(low, (low + high) / 2 // _DAY * _DAY), high)]
    return [low]


def _step(scale: _Scale, step: Any, low: float, high: float) -> float:
    if isinstance(step, dt.timedelta):
        return step.total_seconds()
    if step is not None:
        return scale.to_number(step) if scale.name in ("int", "float") else float(step)
    if scale.name in ("int", "float"):
        return 1 if scale.name == "int" else 0.01
    return _DAY if scale.name == "date" or (scale.name == "datetime" and high - low >= _DAY) else 900.0


def _check(scale: _Scale, low: float, high: float, numbers: Sequence[float], given: Any) -> None:
    if low >= high:
        raise InvalidMinMaxError(
            f"`min_value` must be below `max_value`; given: {scale.of_number(low)!r} and {scale.of_number(high)!r}."
        )
    if scale.name == "int" and max(abs(low), abs(high)) > LARGEST_INT:
        raise NumberBoundsError.of("max_value", high, f"between -{LARGEST_INT} and {LARGEST_INT}")
    for number in numbers:
        if not low <= number <= high:
            allowed = f"within {scale.of_number(low)!r} and {scale.of_number(high)!r}"
            raise ValueOutOfRangeError.of("value", given, allowed)
