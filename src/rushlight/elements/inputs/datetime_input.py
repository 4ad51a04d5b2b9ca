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
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.inputs.date_input import checked_format
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidMinMaxError, InvalidValueError, ValueOutOfRangeError
from rushlight.run.container import Container
from rushlight.state.widget import Widget

_YEARS = dt.timedelta(days=3653)


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
        max_value: the last moment allowed; ten years after `value` when None.
        format: how the date is written, as in `date_input`.
        step: between the times offered: seconds or a `timedelta`, from 60 seconds to 23 hours.
        required: an empty field is marked as invalid and holds its form back.

    The other arguments are those of `date_input`.

    Returns:
        A datetime without time zone, or None.

    Raises:
        APIError: for a format that is not understood.
        InvalidValueError: for a step outside of its limits or a value that is not understood.
        ValueOutOfRangeError: if `value` is not within the limits.

    Example:
        >>> at = st.datetime_input("Departure", value="now", step=300)
    """
    by: Any = int(step.total_seconds()) if isinstance(step, dt.timedelta) else step
    if not isinstance(by, int) or isinstance(by, bool) or not 60 <= by <= 23 * 3600:
        raise InvalidValueError.of("step", step, "from 60 seconds to 23 hours")
    first = None if value is None else moment_of(value, by)
    base = first or moment_of("now", by)
    low = _away(base, -_YEARS) if min_value is None else moment_of(min_value, by)
    high = _away(base, _YEARS) if max_value is None else moment_of(max_value, by)
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
        if raw is None and value is None:
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

    given = "now" if value == "now" else (None if first is None else _text(first))
    return container.widget(
        props,
        Widget(
            command="datetime_input",
            default=None if first is None else _text(first),
            parse=parse,
            dump=dump,
            key=name,
            facts=(props.label, given, str(min_value), str(max_value), props.help),
            key_facts=(format, by),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state),
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
        return dt.datetime.combine(value.date(), value.time())
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, dt.time):
        return dt.datetime.combine(dt.date.today(), value.replace(tzinfo=None))
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value).replace(tzinfo=None)
        except ValueError:
            pass
    allowed = "a datetime, a date, a time, ISO text such as '2026-03-01T13:45', 'now' or None"
    raise InvalidValueError.of("value", value, allowed)


def _away(base: dt.datetime, by: dt.timedelta) -> dt.datetime:
    try:
        return base + by
    except OverflowError:
        return dt.datetime.min if by < dt.timedelta() else dt.datetime.max


def _check(low: dt.datetime, high: dt.datetime, value: dt.datetime | None) -> None:
    if low > high:
        raise InvalidMinMaxError(f"`min_value` must not be after `max_value`; given: {low} and {high}.")
    if value is not None and not low <= value <= high:
        raise ValueOutOfRangeError.of("value", value.isoformat(), f"from {low} to {high}")


def _text(value: dt.datetime) -> str:
    return value.isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
