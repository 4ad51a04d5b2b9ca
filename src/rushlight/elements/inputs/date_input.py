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
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidMinMaxError, InvalidValueError, ValueOutOfRangeError
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
        APIError: for a format or a range that is not understood.
        ValueOutOfRangeError: if `value` is not within the limits.

    Example:
        >>> day = st.date_input("Day", value="today", format="DD.MM.YYYY")
    """
    pair = isinstance(value, (list, tuple))
    first = _days(value, pair)
    low, high = _limit(min_value, first, -10), _limit(max_value, first, 10)
    _check(low, high, first)
    change = reaction(container, "date_input", on_change, args, kwargs)
    name = checked_key(key)
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
            if raw is None and value is not None:
                raise ValueError("a date is needed")
            return None if raw is None else _within(raw, low, high)
        if not isinstance(raw, (list, tuple)) or len(raw) > 2:
            raise TypeError("a list of up to two dates is needed")
        return tuple(_within(each, low, high) for each in raw)

    def dump(given: Any) -> Any:
        days = _days(given, isinstance(given, (list, tuple)))
        _check(low, high, days)
        texts = [day.isoformat() for day in days]
        return texts if pair else (texts[0] if texts else None)

    texts = [day.isoformat() for day in first]
    return container.widget(
        props,
        Widget(
            command="date_input",
            default=texts if pair else (texts[0] if texts else None),
            parse=parse,
            dump=dump,
            key=name,
            facts=(props.label, str(value), str(min_value), str(max_value), props.help, pair),
            key_facts=(format,),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state),
            bind=bound(bind, name),
            value_given=value not in ("today", None),
        ),
    )


def checked_format(format: str) -> str:
    """Return a form of dates if it is one; raises APIError."""
    if not _FORMAT.fullmatch(format):
        raise APIError(
            "`format` must be year, month and day in a usual order, such as 'YYYY/MM/DD' or 'DD.MM.YYYY'; "
            f"given: {format!r}."
        )
    return format


def day_of(value: Any) -> dt.date:
    """Return the date of a date, a datetime, ISO text or "today"; raises InvalidValueError."""
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
    raise InvalidValueError.of("value", value, "a date, a datetime, ISO text such as '2026-03-01', 'today' or None")


def _days(value: Any, pair: bool) -> list[dt.date]:
    if value is None:
        return []
    items = list(value) if pair else [value]
    if len(items) > 2:
        raise InvalidValueError.of("value", value, "at most two dates")
    return sorted(day_of(each) for each in items) if pair else [day_of(items[0])]


def _limit(given: Any, first: list[dt.date], years: int) -> dt.date:
    if given is not None:
        return day_of(given)
    base = (first[0] if years < 0 else first[-1]) if first else dt.date.today()
    try:
        return base.replace(year=base.year + years)
    except ValueError:
        return base.replace(year=min(max(base.year + years, 1), 9999), day=28)


def _check(low: dt.date, high: dt.date, days: list[dt.date]) -> None:
    if low > high:
        raise InvalidMinMaxError(f"`min_value` must not be after `max_value`; given: {low} and {high}.")
    for day in days:
        if not low <= day <= high:
            raise ValueOutOfRangeError.of("value", day.isoformat(), f"from {low} to {high}")


def _within(raw: Any, low: dt.date, high: dt.date) -> dt.date:
    if not isinstance(raw, str):
        raise TypeError("a date such as 2026-03-01 is needed")
    day = dt.date.fromisoformat(raw)
    if not low <= day <= high:
        raise ValueError(f"a date from {low} to {high} is needed")
    return day
