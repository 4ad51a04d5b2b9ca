"""A date with a time."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

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
from rushlight.elements.inputs.date_input import checked_format, limit
from rushlight.elements.inputs.time_input import seconds_of
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidMinMaxError, InvalidParameterTypeError, ValueAboveMaxError, ValueBelowMinError
from rushlight.run.container import Container
from rushlight.state.widget import Widget


class DatetimeInput(Field, frozen=True, kw_only=True):
    min: str
    max: str
    format: str = "YYYY/MM/DD"
    step: int = 900
    """Seconds."""
    required: bool = False
    nullable: bool = False


@element
def datetime_input(
    container: Container,
    label: str,
    value: Any = "now",
    min_value: Any = None,
    max_value: Any = None,
    *,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    format: str = "YYYY/MM/DD",
    step: int | dt.timedelta = dt.timedelta(seconds=900),
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> dt.datetime | None:
    """Show a field for a date with a time.

    Args:
        label: what it is for.
        value: the moment at first: a datetime, a date, a time (of today), ISO text, "now", or None to start empty.
        min_value: the first moment allowed; ten years before `value` when None.
        max_value: the last moment allowed, a date to its end; ten years after `value` when None.
        format: how the date is written, as in `date_input`.
        step: between the times offered: seconds or a `timedelta`, from 60 seconds to 23 hours.
        required: an empty field is marked as invalid and holds its form back.

    The other arguments are those of `date_input`.

    Returns:
        A datetime without time zone, or None.

    Raises:
        InvalidValueError: for a format that is not understood.
        InvalidParameterTypeError: for a step or a value that is not understood.
        ValueOutOfRangeError: for a step outside of its limits.
        ValueBelowMinError, ValueAboveMaxError: if `value` is not within the limits.

    Example:
        >>> at = st.datetime_input("Departure", value="now", step=300)
    """
    by = seconds_of(step, 60)
    first = None if value is None else moment_of(value, by)
    days = [] if first is None else [first.date()]
    low = _limit(limit(None, days, -10) if min_value is None else min_value, by, dt.time())
    high = _limit(limit(None, days, 10) if max_value is None else max_value, by, dt.time(23, 59))
    _check(low, high, first)
    change = reaction(container, "datetime_input", on_change, args, kwargs)
    name = checked_key(key)
    props = DatetimeInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        min=_text(low),
        max=_text(high),
        format=checked_format(format),
        step=by,
        required=bool(required),
        nullable=value is None,
    )

    def parse(raw: Any) -> dt.datetime | None:
        if raw is None:
            return None
        if not isinstance(raw, str):
            raise TypeError("a moment such as 2026-03-01T13:45 is needed")
        moment = dt.datetime.fromisoformat(raw)
        if moment.tzinfo is not None or not low <= moment <= high:
            raise ValueError(f"a moment from {low} to {high} is needed")
        return moment

    def dump(given: Any) -> str | None:
        if given is None:
            return None
        moment = moment_of(given, by)
        _check(low, high, moment)
        return _text(moment)

    def adapt(given: Any) -> str | None:
        try:
            return dump(given)
        except (ValueBelowMinError, ValueAboveMaxError):
            return default

    default = None if first is None else _text(first)
    given = "now" if value == "now" else default
    return container.widget(
        props,
        Widget(
            command="datetime_input",
            default=default,
            parse=parse,
            dump=dump,
            adapt=adapt,
            of_texts=lambda texts: dump(texts[-1] or None),
            needs_value=default is not None,
            key=name,
            facts=facts_of(props, given, str(min_value), str(max_value), without=("min", "max")),
            key_facts=(format, by),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=value not in ("now", None),
        ),
    )


def moment_of(value: Any, step: int) -> dt.datetime:
    """Return the datetime of a datetime, date, time, ISO text or "now" (rounded down to the step)."""
    if isinstance(value, str) and value == "now":
        now = dt.datetime.now()
        seconds = (now.hour * 3600 + now.minute * 60) // step * step
        return dt.datetime.combine(now.date(), dt.time(seconds // 3600, seconds % 3600 // 60))
    if isinstance(value, dt.datetime):
        # pandas' own datetimes are datetimes too
        return dt.datetime.combine(value.date(), value.time()).replace(second=0, microsecond=0)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, dt.time):
        return dt.datetime.combine(dt.date.today(), value.replace(second=0, microsecond=0, tzinfo=None))
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value).replace(second=0, microsecond=0, tzinfo=None)
        except ValueError:
            pass
    allowed = "a datetime, a date, a time, ISO text such as '2026-03-01T13:45', 'now' or None"
    raise InvalidParameterTypeError.of("value", value, allowed)


def _limit(given: Any, step: int, time: dt.time) -> dt.datetime:
    """Return a limit as a moment; one without a time has this one."""
    if isinstance(given, dt.date) and not isinstance(given, dt.datetime):
        return dt.datetime.combine(given, time)
    return moment_of(given, step)


def _check(low: dt.datetime, high: dt.datetime, value: dt.datetime | None) -> None:
    if low > high:
        raise InvalidMinMaxError(f"`min_value` must not be after `max_value`; given: {low} and {high}.")
    if value is not None and value < low:
        raise ValueBelowMinError.of("value", value.isoformat(), f"{low} (the `min_value`) or later")
    if value is not None and value > high:
        raise ValueAboveMaxError.of("value", value.isoformat(), f"{high} (the `max_value`) or earlier")


def _text(value: dt.datetime) -> str:
    return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
