"""A date or a range of dates."""

from __future__ import annotations

import datetime as dt
import re
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
from rushlight.elements.sizes import Size
from rushlight.errors import (
    InvalidMinMaxError,
    InvalidParameterTypeError,
    InvalidValueError,
    ValueAboveMaxError,
    ValueBelowMinError,
)
from rushlight.run.container import Container
from rushlight.state.widget import Widget

_FORMAT = re.compile(r"(YYYY([/.-])MM\2DD|DD([/.-])MM\3YYYY|MM([/.-])DD\4YYYY)")


class DateInput(Field, frozen=True, kw_only=True):
    min: str
    max: str
    format: str = "YYYY/MM/DD"
    range: bool = False
    required: bool = False
    nullable: bool = False


@element
def date_input(
    container: Container,
    label: str,
    value: Any = "today",
    min_value: Any = None,
    max_value: Any = None,
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    format: str = "YYYY/MM/DD",
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> Any:
    """Show a field for a date, or for a range of dates.

    Args:
        label: what the date is for.
        value: the date at first: a date, a datetime, ISO text, "today", None to start empty; or a list or tuple of up to
            two of these for a range.
        min_value: the first date allowed; ten years before `value` when None.
        max_value: the last date allowed; ten years after `value` when None.
        format: how the date is written: "YYYY/MM/DD", "DD.MM.YYYY", "MM-DD-YYYY" or the like with /, . or -.
        required: an empty field is marked as invalid and holds its form back.
        width: "stretch" or a number of pixels.

    The other arguments are those of `text_input`.

    Returns:
        A date or None; for a range a tuple of none, one or two dates.

    Raises:
        InvalidValueError: for a format that is not understood.
        InvalidParameterTypeError: for a value that is not understood.
        ValueBelowMinError, ValueAboveMaxError: if `value` is not within the limits.

    Example:
        >>> day = st.date_input("Day", value="today", format="DD.MM.YYYY")
    """
    name = checked_key(key)
    shape = container.foreseen(name) if value == "today" else value
    pair = isinstance(shape, (list, tuple))
    first = _days(value if isinstance(value, (list, tuple)) or not pair else (), pair)
    low, high = limit(min_value, first, -10), limit(max_value, first, 10)
    _check(low, high, first)
    change = reaction(container, "date_input", on_change, args, kwargs)
    props = DateInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        min=low.isoformat(),
        max=high.isoformat(),
        format=checked_format(format),
        range=pair,
        required=bool(required),
        nullable=value is None,
    )

    def parse(raw: Any) -> Any:
        if not pair:
            return None if raw is None else _within(raw, low, high)
        if not isinstance(raw, (list, tuple)) or len(raw) > 2:
            raise TypeError("a list of up to two dates is needed")
        return tuple(_within(each, low, high) for each in raw)

    def dump(given: Any) -> Any:
        days = _days(given, isinstance(given, (list, tuple)))
        _check(low, high, days)
        texts = [day.isoformat() for day in days]
        return texts if pair else (texts[0] if texts else None)

    def adapt(given: Any) -> Any:
        try:
            return dump(given)
        except (ValueBelowMinError, ValueAboveMaxError):
            return default

    def of_texts(texts: list[str]) -> Any:
        days = [day_of(text.replace("/", "-")).isoformat() for text in texts if text]
        return days if pair else (days[-1] if days else None)

    texts = [day.isoformat() for day in first]
    default = texts if pair else (texts[0] if texts else None)
    return container.widget(
        props,
        Widget(
            command="date_input",
            default=default,
            parse=parse,
            dump=dump,
            adapt=adapt,
            of_texts=of_texts,
            needs_value=default is not None,
            key=name,
            facts=facts_of(props, str(value), str(min_value), str(max_value), without=("min", "max")),
            key_facts=(format,),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=value not in ("today", None),
        ),
    )


def checked_format(format: str) -> str:
    """Return a form of dates if it is one; raises InvalidValueError."""
    if not _FORMAT.fullmatch(format):
        raise InvalidValueError.of(
            "format", format, "year, month and day in a usual order, such as 'YYYY/MM/DD' or 'DD.MM.YYYY'"
        )
    return format


def day_of(value: Any) -> dt.date:
    """Return the date of a date, a datetime, ISO text or "today"; raises InvalidParameterTypeError."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if value == "today":
        return dt.date.today()
    if hasattr(value, "to_pydatetime"):
        return value.to_pydatetime().date()
    if isinstance(value, str):
        try:
            return dt.datetime.fromisoformat(value).date()
        except ValueError:
            pass
    raise InvalidParameterTypeError.of(
        "value", value, "a date, a datetime, ISO text such as '2026-03-01', 'today' or None"
    )


def _days(value: Any, pair: bool) -> list[dt.date]:
    if value is None:
        return []
    items = list(value) if pair else [value]
    if len(items) > 2:
        raise InvalidParameterTypeError.of("value", value, "a date, or a list or tuple of up to two")
    return [day_of(each) for each in items]


def limit(given: Any, first: list[dt.date], years: int) -> dt.date:
    """Return a limit as a date; if none is given, one so many years away from the values at first, or from today."""
    if given is not None:
        return day_of(given)
    base = (min(first) if years < 0 else max(first)) if first else dt.date.today()
    if not dt.MINYEAR <= base.year + years <= dt.MAXYEAR:
        return dt.date.min if years < 0 else dt.date.max
    try:
        return base.replace(year=base.year + years)
    except ValueError:
        return base.replace(year=base.year + years, day=28)


def _check(low: dt.date, high: dt.date, days: list[dt.date]) -> None:
    if low > high:
        raise InvalidMinMaxError(f"`min_value` must not be after `max_value`; given: {low} and {high}.")
    for day in days:
        if day < low:
            raise ValueBelowMinError.of("value", day.isoformat(), f"{low} (the `min_value`) or later")
        if day > high:
            raise ValueAboveMaxError.of("value", day.isoformat(), f"{high} (the `max_value`) or earlier")


def _within(raw: Any, low: dt.date, high: dt.date) -> dt.date:
    if not isinstance(raw, str):
        raise TypeError("a date such as 2026-03-01 is needed")
    day = dt.date.fromisoformat(raw)
    if not low <= day <= high:
        raise ValueError(f"a date from {low} to {high} is needed")
    return day
