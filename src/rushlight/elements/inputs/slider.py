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
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.inputs.number_input import LARGEST_INT
from rushlight.elements.sizes import Size
from rushlight.errors import (
    InvalidMinMaxError,
    InvalidParameterTypeError,
    InvalidValueError,
    NumberBoundsError,
    ValueAboveMaxError,
    ValueBelowMinError,
)
from rushlight.run.container import Container
from rushlight.state.binding import number_text
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
    of_text: Callable[[str], Any]
    to_text: Callable[[Any], str]


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
            The limits are moved as far as a value outside of them, and change places if they are the wrong way round.
            Without a value, a pair in `session_state` makes it a range.
        step: distance between values: 1 for ints, 0.01 for floats, a timedelta (1 day, or 15 minutes) for the others.
        format: printf style for numbers ("%d %%") or "plain", "localized", "percent", "dollar", "euro", "yen",
            "accounting", "bytes", "compact", "scientific", "engineering"; for dates and times moment style ("MM/DD/YY")
            or "localized", "distance", "calendar", "iso8601".
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
        InvalidParameterTypeError: if types are mixed or of no known kind.
        InvalidMinMaxError: if `min_value` equals `max_value`.
        ValueBelowMinError, ValueAboveMaxError: if `session_state` is given a value outside of them.

    Example:
        >>> low, high = st.slider("Price", 0, 500, (50, 200))
    """
    change = reaction(container, "slider", on_change, args, kwargs)
    name = checked_key(key)
    shape = value if value is not None else container.foreseen(name)
    pair = isinstance(shape, (tuple, list))
    firsts: list[Any] = list(value) if isinstance(value, (tuple, list)) else [value]
    if len(firsts) > 2:
        raise InvalidValueError.of("value", value, "one value, or a list or tuple of up to two for a range")
    scale = _scale_of([each for each in (*firsts, min_value, max_value) if each is not None], step)
    ends = _limits(scale, min_value, max_value, firsts)
    low, high = min(ends), max(ends)
    _check_limits(scale, low, high)
    start = _start(scale, firsts, ends, pair)
    by = _step(scale, step, low, high)
    low, high = min(low, *start), max(high, *start)
    count = len(start)
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
        if isinstance(raw, (list, tuple)) != pair or len(numbers) != count:
            raise TypeError(f"a list of {count} numbers is needed" if pair else "one number is needed")
        for number in numbers:
            if isinstance(number, bool) or not isinstance(number, (int, float)) or not low <= number <= high:
                raise ValueError(f"a number within {low} and {high} is needed")
        values = tuple(scale.of_number(number) for number in numbers)
        return values if pair else values[0]

    def dump(given: Any) -> Any:
        items: Sequence[Any] = given if isinstance(given, (list, tuple)) else [given]
        numbers = [scale.to_number(item) for item in items]
        _check_within(scale, low, high, numbers, given)
        if len(numbers) != count:
            wanted = f"{count} values" if pair else "one value"
            raise InvalidValueError.of(f"value of slider {label!r}", given, wanted)
        return numbers if pair else numbers[0]

    def of_texts(texts: list[str]) -> Any:
        numbers = [scale.to_number(scale.of_text(text)) for text in (texts if pair else texts[-1:])]
        return numbers if pair else numbers[0]

    def to_texts(raw: Any) -> list[str]:
        return [scale.to_text(scale.of_number(number)) for number in (raw if pair else [raw])]

    return container.widget(
        props,
        Widget(
            command="slider",
            default=start if pair else start[0],
            parse=parse,
            dump=dump,
            of_texts=of_texts,
            to_texts=to_texts,
            key=name,
            facts=facts_of(props, tuple(start)),
            key_facts=(str(min_value), str(max_value), str(step), scale.name),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
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
    """Return the scale of the values given; raises InvalidParameterTypeError if they are of several types."""
    names = {_type_name(each) for each in given}
    if not names:
        names = {"float"} if isinstance(step, float) else {"int"}
    if len(names) > 1:
        raise InvalidParameterTypeError(
            f"`min_value`, `max_value` and `value` of a slider must be of one type; given: {', '.join(sorted(names))}."
        )
    name = names.pop()
    _check_step(name, step)
    if name == "float":
        return _Scale("float", float, float, float, number_text)
    if name == "int":
        return _Scale("int", _whole, int, lambda text: int(float(text)), str)
    if name == "date":
        return _Scale(
            "date",
            _seconds_of_date,
            lambda seconds: (_EPOCH + dt.timedelta(seconds=seconds)).date(),
            dt.date.fromisoformat,
            dt.date.isoformat,
        )
    zone = next((each.tzinfo for each in given if each.tzinfo is not None), None)
    if name == "time":
        return _Scale(
            "time",
            _seconds_of_time,
            lambda seconds: _time_of(seconds).replace(tzinfo=zone),
            dt.time.fromisoformat,
            lambda value: value.replace(tzinfo=None).isoformat("auto" if value.second else "minutes"),
        )
    return _Scale(
        "datetime",
        _seconds_of_datetime,
        lambda seconds: (_EPOCH + dt.timedelta(seconds=seconds)).replace(tzinfo=zone),
        dt.datetime.fromisoformat,
        lambda value: value.replace(tzinfo=None).isoformat(timespec="auto" if value.second else "minutes"),
    )


def _check_step(name: str, step: Any) -> None:
    """Raise InvalidParameterTypeError for a step that is not of the values' type, InvalidValueError for none at all."""
    if step is None:
        return
    kinds: dict[str, Any] = {"int": numbers.Integral, "float": float}
    if not isinstance(step, kinds.get(name, dt.timedelta)):
        wanted = {"int": "an int like the values", "float": "a float like the values"}.get(name, "a timedelta")
        raise InvalidParameterTypeError.of("step", step, wanted)
    if not step:
        raise InvalidValueError.of("step", step, "more than nothing")


def _type_name(value: Any) -> str:
    for name, kind in (("datetime", dt.datetime), ("date", dt.date), ("time", dt.time), ("float", float)):
        if isinstance(value, kind):
            return name
    if isinstance(value, numbers.Integral):
        return "int"
    if isinstance(value, numbers.Real):
        return "float"
    raise InvalidParameterTypeError(
        f"A slider takes numbers, dates, times and datetimes; given: {value!r} ({type(value).__name__})."
    )


def _limits(scale: _Scale, low: Any, high: Any, firsts: list[Any]) -> tuple[float, float]:
    """Return the ends of the scale as they are given: the first may be the greater one."""
    values = [scale.to_number(each) for each in firsts if each is not None]
    least, most = _usual_limits(scale, values or [scale.to_number(each) for each in (low, high) if each is not None])
    return (
        least if low is None else scale.to_number(low),
        most if high is None else scale.to_number(high),
    )


def _usual_limits(scale: _Scale, values: list[float]) -> tuple[float, float]:
    if scale.name in ("date", "datetime"):
        return min(values) - 14 * _DAY, max(values) + 14 * _DAY
    return {"int": (0, 100), "float": (0.0, 1.0), "time": (0.0, _DAY - 1e-6)}[scale.name]


def _start(scale: _Scale, firsts: list[Any], ends: tuple[float, float], pair: bool) -> list[float]:
    given = [scale.to_number(each) for each in firsts if each is not None]
    return sorted(given or ends) if given or pair else [ends[0]]


def _step(scale: _Scale, step: Any, low: float, high: float) -> float:
    if isinstance(step, dt.timedelta):
        return step.total_seconds()
    if step is not None:
        return scale.to_number(step)
    if scale.name in ("int", "float"):
        return 1 if scale.name == "int" else 0.01
    return _DAY if scale.name == "date" or (scale.name == "datetime" and high - low >= _DAY) else 900.0


def _check_limits(scale: _Scale, low: float, high: float) -> None:
    if low == high:
        raise InvalidMinMaxError(f"`min_value` and `max_value` must differ; given: {scale.of_number(low)!r} twice.")
    if scale.name == "int" and max(abs(low), abs(high)) > LARGEST_INT:
        raise NumberBoundsError.of("max_value", high, f"between -{LARGEST_INT} and {LARGEST_INT}")


def _check_within(scale: _Scale, low: float, high: float, numbers: Sequence[float], given: Any) -> None:
    for number in numbers:
        if number < low:
            raise ValueBelowMinError.of("value", given, f"at least {scale.of_number(low)!r} (the `min_value`)")
        if number > high:
            raise ValueAboveMaxError.of("value", given, f"at most {scale.of_number(high)!r} (the `max_value`)")
