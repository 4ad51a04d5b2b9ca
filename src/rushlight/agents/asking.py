"""Requests of agents, checked against the page that they are about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from rushlight.agents.refusals import Refusal
from rushlight.agents.snapshot import Place, pages, places
from rushlight.agents.values import raw_of, trigger_schema
from rushlight.run.context import RunContext
from rushlight.run.pages import query_of
from rushlight.state.identity import key_of
from rushlight.wire.messages import Change, Navigate, Rerun, Sequenced

_LOCALE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MOST_LOCALE = 64


class Trigger(msgspec.Struct, forbid_unknown_fields=True):
    """Something to click."""

    key: str
    value: str | None = None


class About(msgspec.Struct, forbid_unknown_fields=True):
    """What a browser would say of itself."""

    timezone: str | None = None
    locale: str | None = None


class Request(msgspec.Struct, forbid_unknown_fields=True):
    """What an agent asks."""

    session_id: str | None = None
    widget_state: dict[str, Any] | None = None
    trigger: Trigger | None = None
    page: str | None = None
    query_params: dict[str, list[str]] | None = None
    context: About | None = None

    @property
    def changes(self) -> bool:
        """Whether widgets are changed or clicked."""
        return bool(self.widget_state) or self.trigger is not None

    @property
    def goes(self) -> bool:
        """Whether another address is gone to."""
        return self.page is not None or self.query_params is not None

    @property
    def only_waits(self) -> bool:
        """Whether nothing is asked for but the page."""
        return not self.changes and not self.goes and self.context is None


def read(given: Any) -> Request:
    """Return a request of JSON. Raises Refusal."""
    if not isinstance(given, dict):
        raise Refusal("invalid_request", "A request is a JSON object.")
    try:
        request = msgspec.convert(given, Request)
    except msgspec.ValidationError as error:
        raise Refusal("invalid_request", f"The request is malformed: {error}.") from None
    if request.changes and request.session_id is None:
        raise Refusal("invalid_request", "A request that begins a session has no widget_state and no trigger.")
    if request.changes and request.goes:
        raise Refusal("invalid_request", "Go to a page, or change widgets: not both in one request.")
    _check_context(request.context or About())
    return request


def _check_context(about: About) -> None:
    if about.timezone is not None and about.timezone not in available_timezones():
        raise Refusal("invalid_request", f"context.timezone is no IANA name: {about.timezone[:80]!r}.")
    locale = about.locale
    if locale is not None and (len(locale) > _MOST_LOCALE or not _LOCALE.fullmatch(locale)):
        raise Refusal("invalid_request", f"context.locale is no language tag such as 'de-DE': {locale[:80]!r}.")


def offset_of(timezone: str | None) -> int | None:
    """Return the minutes to add to local time to get UTC, as browsers report them."""
    if timezone is None:
        return None
    import datetime as dt

    offset = dt.datetime.now(ZoneInfo(timezone)).utcoffset()
    return None if offset is None else -int(offset.total_seconds() // 60)


def event_of(request: Request, context: RunContext, seq: int) -> Sequenced:
    """Return the event of a browser that a request is. Raises Refusal."""
    if request.goes:
        return _navigation(request, context, seq)
    if not request.changes:
        return Rerun(seq)
    there = {place.key: place for place in places(context) if place.key is not None}
    named = [_named(key, there, context) for key in request.widget_state or {}]
    clicked = None if request.trigger is None else _named(request.trigger.key, there, context)
    _check_together(named, clicked)
    values = dict(
        _change(place, given) for place, given in zip(named, (request.widget_state or {}).values(), strict=True)
    )
    triggers = {} if clicked is None or request.trigger is None else dict([_click(clicked, request.trigger)])
    return Change(seq, values, triggers)


def _navigation(request: Request, context: RunContext, seq: int) -> Navigate:
    page = context.page if request.page is None else request.page.strip("/")
    check_page(page, context)
    query = context.query if request.query_params is None else request.query_params
    return Navigate(seq, page, query_of(query))


def check_page(page: str, context: RunContext) -> None:
    """Raise Refusal for an address that no page has."""
    known = pages(context)
    if page not in {each.url_path for each in known}:
        listed = [{"url_path": each.url_path, "title": each.title} for each in known]
        raise Refusal(
            "unknown_page", f"There is no page {page[:80]!r}; error.pages lists those there are.", pages=listed
        )


def _named(key: str, there: Mapping[str, Place], context: RunContext) -> Place:
    place = there.get(key)
    if place is None:
        was_there = any(key in (id, key_of(id)) for id in context.state.live)
        raise Refusal("not_on_page" if was_there else "unknown_key", f"Nothing on the page has the key {key[:200]!r}.")
    if place.widget is None or place.support is not None:
        raise Refusal(
            "unsupported_element", f"{key!r} cannot be used here: {place.support or 'it only shows something'}."
        )
    if place.widget.disabled:
        raise Refusal("disabled_widget", f"{key!r} is disabled. Send what enables it first.")
    return place


def _check_together(named: list[Place], clicked: Place | None) -> None:
    every = [*named, *([] if clicked is None else [clicked])]
    if len({place.dialog for place in every}) > 1:
        raise Refusal("cross_dialog_batch")
    forms = {place.form for place in every}
    if len(forms) > 1:
        raise Refusal("cross_form_batch")
    if named and forms != {None} and clicked is None:
        (form,) = forms
        raise Refusal("missing_form_submit", f"Send the fields of the form {form!r} with one of its submit buttons.")


def _change(place: Place, given: Any) -> tuple[str, Any]:
    assert place.widget is not None and place.key is not None and place.node.identity is not None
    if place.widget.trigger:
        raise Refusal("not_a_value", f"{place.key!r} is clicked, not set: name it in `trigger`.")
    return place.node.identity, raw_of(place.key, place.node.props, place.widget, given)


def _click(place: Place, trigger: Trigger) -> tuple[str, Any]:
    assert place.widget is not None and place.node.identity is not None
    if not place.widget.trigger:
        raise Refusal("not_a_trigger", f"{place.key!r} holds a value: name it in `widget_state`.")
    props: Any = place.node.props
    if trigger_schema(props) is None:
        if trigger.value is not None:
            raise Refusal("invalid_value", f"{place.key!r} takes no value: leave `value` out.")
        return place.node.identity, True
    if not trigger.value:
        raise Refusal("invalid_value", f"{place.key!r} takes a text as `value`.")
    if props.kind == "menu_button" and trigger.value not in props.options:
        raise Refusal(
            "invalid_value", f"{place.key!r} has no option {trigger.value!r}; it has {', '.join(props.options)}."
        )
    try:
        place.widget.verify(trigger.value)
    except (ValueError, TypeError) as error:
        raise Refusal("invalid_value", f"{place.key!r} cannot be sent this: {error}.") from None
    return place.node.identity, trigger.value
