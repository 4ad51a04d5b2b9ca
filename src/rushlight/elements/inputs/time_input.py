"""A time of day."""

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
    choice,
    facts_of,
    labelled,
    persistence,
    reaction,
)
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError, ValueOutOfRangeError
from rushlight.run.container import Container
from rushlight.state.widget import Widget


class TimeInput(Field, frozen=True, kw_only=True):
    step: int = 900
    """Seconds."""
    format: Literal["12h", "24h", "localized"] = "24h"
    required: bool = False
    nullable: bool = False


@element
def time_input(
    container: Container,
    label: str,
    value: Any = "now",
    key: Key = None,
    help: str | None = None,
    on_change: OnChange = "rerun",
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    disabled: bool = False,
    required: bool = False,
    label_visibility: Visibility = "visible",
    step: Any = dt.timedelta(minutes=15),
    format: Literal["12h", "24h", "localized"] = "24h",
    width: Size = "stretch",
    bind: Literal["query-params"] | None = None,
    persist_state: Literal["page", "session"] | None = None,
) -> dt.time | None:
    """Show a field for a time of day.

    Args:
        label: what the time is for.
        value: the time at first: a time, a datetime, ISO text such as "13:45", "now" (rounded down to the step), or None
            to start empty.
        required: an empty field is marked as invalid and holds its form back.
        step: distance of the times offered, in seconds or as a timedelta: from 1 second to 23 hours. Unless it is less
            than a minute, seconds are left out.
        format: "24h", "12h", or "localized" for what the browser's language is used to.
        width: "stretch" or a number of pixels.

    The other arguments are those of `text_input`.

    Returns:
        A time, or None.

    Raises:
        InvalidParameterTypeError: for a step or a value that is not understood.
        ValueOutOfRangeError: for a step outside of its limits.

    Example:
        >>> at = st.time_input("Alarm", dt.time(7, 30))
    """
    by = seconds_of(step, 1)
    first = None if value is None else _time_of(value, by)
    zone = None if first is None else first.tzinfo
    default = None if first is None else _text(first)
    change = reaction(container, "time_input", on_change, args, kwargs)
    name = checked_key(key)
    props = TimeInput(
        **labelled(label, help, disabled, label_visibility, sizes.width(width, ("stretch",)), change.quiet),
        step=by,
        format=choice("format", format, ("12h", "24h", "localized")),
        required=bool(required),
        nullable=value is None,
    )

    def parse(raw: Any) -> dt.time | None:
        if raw is None:
            return None
        if not isinstance(raw, str):
            raise TypeError("a time such as 13:45 is needed")
        return dt.time.fromisoformat(raw).replace(tzinfo=zone)

    def dump(given: Any) -> str | None:
        return None if given is None else _text(_time_of(given, by))

    return container.widget(
        props,
        Widget(
            command="time_input",
            default=default,
            parse=parse,
            dump=dump,
            of_texts=lambda texts: dump(texts[-1] or None),
            needs_value=default is not None,
            key=name,
            facts=facts_of(props, "now" if value == "now" else default, without=("format",)),
            key_facts=(by,),
            callback=change.callback,
            disabled=bool(disabled),
            persist=persistence(persist_state, name),
            bind=bound(bind, name),
            value_given=value not in ("now", None),
        ),
    )


def seconds_of(step: Any, least: int) -> int:
    """Return the seconds of a `step`, a number of them or a timedelta; raises an error outside of its limits."""
    by: Any = int(step.total_seconds()) if isinstance(step, dt.timedelta) else step
    if not isinstance(by, int) or isinstance(by, bool):
        raise InvalidParameterTypeError.of("step", step, "a whole number of seconds or a timedelta")
    if not least <= by <= 23 * 3600:
        raise ValueOutOfRangeError.of("step", step, f"from {least} seconds to 23 hours")
    return by


def _time_of(value: Any, step: int) -> dt.time:
    """Return the time of a time, a datetime, ISO text or "now", without seconds that the step does not reach."""
    time = _exact_time_of(value, step)
    return time.replace(microsecond=0) if step % 60 else time.replace(second=0, microsecond=0)


def _exact_time_of(value: Any, step: int) -> dt.time:
    if isinstance(value, str) and value == "now":
        now = dt.datetime.now()
        seconds = (now.hour * 3600 + now.minute * 60 + now.second) // step * step
        return dt.time(seconds // 3600, seconds % 3600 // 60, seconds % 60)
    if isinstance(value, dt.datetime):
        return value.time()
    if isinstance(value, dt.time):
        return value
    if isinstance(value, str):
        try:
            return dt.time.fromisoformat(value)
        except ValueError:
            try:
                return dt.datetime.fromisoformat(value).time()
            except ValueError:
                pass
    raise InvalidParameterTypeError.of("value", value, "a time, a datetime, ISO text such as '13:45', 'now' or None")


def _text(value: dt.time) -> str:
    return value.replace(tzinfo=None).isoformat(timespec="auto" if value.second or value.microsecond else "minutes")
