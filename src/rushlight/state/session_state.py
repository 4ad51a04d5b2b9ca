"""The state of one session: the user's entries and the widgets' values, and the rules of their lifetime."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from rushlight import log
from rushlight.errors import (
    APIError,
    DuplicateElementIdError,
    DuplicateElementKeyError,
    ValueAssignmentNotAllowedError,
    WidgetAlreadyInstantiatedError,
)
from rushlight.state.identity import PREFIX, is_widget_id, same
from rushlight.state.widget import Callback, Widget
from rushlight.wire.messages import Plain

_logger = log.logger("state")


class Drawn(msgspec.Struct, frozen=True):
    """The outcome of drawing a widget."""

    raw: Plain
    force: bool
    """The browser must take `raw` over what it shows."""


class SessionState:
    """Entries set by the script, raw values of widgets, and which widgets the running script has drawn."""

    __slots__ = (
        "_due",
        "_elsewhere",
        "_entries",
        "_former_forms",
        "_keys",
        "_of_page",
        "_parts",
        "_raw",
        "_seen",
        "_unanswered",
        "_warned",
        "changed",
        "cleared",
        "correct",
        "drawn",
        "forms",
        "live",
        "persisted",
        "touched",
        "triggers",
        "warns_of_defaults",
    )

    def __init__(self) -> None:
        self._entries: dict[str, Any] = {}
        self._raw: dict[str, Plain] = {}
        self._keys: dict[str, str] = {}
        """User key -> id of the widget that has it."""
        self._warned: set[str] | None = None
        self.live: dict[str, Widget[Any]] = {}
        """Widgets as last drawn, by id."""
        self.drawn: set[str] = set()
        """Ids (and keys of other keyed elements) drawn in this run."""
        self._parts: dict[str, int] = {}
        """Id or key -> the fragment that drew it; 0 for the script."""
        self._elsewhere: set[str] = set()
        """What is on the page outside of the fragments that run."""
        self._due: set[str] = set()
        """What those fragments had drawn before."""
        self.triggers: dict[str, Plain] = {}
        """Clicks that this run answers."""
        self._seen: set[str] = set()
        """Clicks of this run that the script has been told of."""
        self._unanswered: dict[str, Plain] = {}
        self.forms: dict[str, dict[str, None]] = {}
        """Ids of the widgets drawn in each form, by the form's key."""
        self._former_forms: dict[str, dict[str, None]] = {}
        self.cleared: set[str] = set()
        """Widgets of a form that clears on submit: the browser shows their defaults already."""
        self.correct: set[str] = set()
        """Widgets for which the browser sent something they cannot have: it must show their value again."""
        self._of_page: set[str] = set()
        """Keys of those that are kept for this page only."""
        self.persisted: dict[str, Plain] = {}
        """Values by key of widgets that ask to be kept while they are not drawn."""
        self.touched: set[str] = set()
        """Names of entries read or written since the last commit."""
        self.changed: set[str] = set()
        """Ids of widgets whose raw value was set or dropped since the last commit."""
        self.warns_of_defaults = True
        """Whether the log says which widgets have both a default and a value of session state."""

    # --- the mapping that scripts see --------------------------------------------------------------------------------

    def __getitem__(self, key: str) -> Any:
        if key in self._entries:
            self.touched.add(key)
            return self._entries[key]
        id = self._keys.get(key, key)
        widget = self.live.get(id)
        if widget is None or not self._has_value(id, widget):
            raise KeyError(key)
        return self._value(id, widget)

    def __setitem__(self, key: str, value: Any) -> None:
        id = self._keys.get(key)
        if id is not None and id in self.drawn:
            raise WidgetAlreadyInstantiatedError(key)
        widget = self.live.get(id) if id is not None else None
        if widget is not None and not widget.settable:
            raise ValueAssignmentNotAllowedError(widget.command, key)
        if is_widget_id(key):
            raise APIError(f"session_state keys must not begin with {PREFIX!r}; given: {key!r}. Choose another key.")
        self._entries[key] = value
        self.touched.add(key)

    def __delitem__(self, key: str) -> None:
        id = self._keys.get(key)
        if key not in self._entries and (id is None or id not in self._raw):
            raise KeyError(key)
        self._entries.pop(key, None)
        self.touched.add(key)
        if id is not None:
            self._drop_widget(id)

    def __contains__(self, key: object) -> bool:
        if key in self._entries:
            return True
        id = self._keys.get(key) if isinstance(key, str) else None
        widget = self.live.get(id) if id is not None else None
        return widget is not None and id is not None and self._has_value(id, widget)

    def names(self) -> Iterator[str]:
        """Iterate over the keys that scripts see: entries first, then keyed widgets."""
        yield from list(self._entries)
        yield from [key for key in self._keys if key not in self._entries and key in self]

    def clear(self) -> None:
        """Drop every entry and every keyed widget's value."""
        for key in list(self.names()):
            del self[key]

    # --- widgets -----------------------------------------------------------------------------------------------------

    def draw(self, id: str, widget: Widget[Any], form: str | None = None, first: Plain = None, part: int = 0) -> Drawn:
        """Register a widget that the script or a fragment draws (in a form, if one is named); settle its raw value.

        An assignment through session state wins over the browser's value, and that over `first`: the default, or what
        the address says.
        """
        if id in self.drawn:
            raise self._duplicate(widget)
        self._bind_key(id, widget)
        self.drawn.add(id)
        self._parts[id] = part
        self.live[id] = widget
        if form is not None:
            self.forms.setdefault(form, {})[id] = None
        if widget.key is not None and widget.key in self._entries:
            return self._assigned(id, widget, widget.key)
        if widget.trigger:
            return Drawn(None, force=False)
        if id in self._raw:
            return self._kept(id, widget)
        raw = self._first(widget, first)
        self._set_raw(id, raw)
        return Drawn(raw, force=False)

    def trigger_of(self, id: str) -> Plain:
        """Return what a widget that has a value as well was clicked with in this run, or None."""
        self._seen.add(id)
        return self.triggers.get(id)

    def claim_key(self, key: str, part: int = 0) -> None:
        """Register the key of an element that is no widget; keys are shared by all."""
        if key in self.drawn or (key in self._keys and self._keys[key] in self.drawn):
            raise DuplicateElementKeyError(key)
        self.drawn.add(key)
        self._parts[key] = part

    def part_of(self, id: str) -> int:
        """Return the fragment that drew a widget; 0 for the script or an unknown widget."""
        return self._parts.get(id, 0)

    def value(self, id: str) -> Any:
        """Return the value of a widget drawn in this run, as the script gets it."""
        return self._value(id, self.live[id])

    def accept(self, id: str, raw: Plain) -> Plain:
        """Return what a browser sets this widget to that sends this raw value; a part of it may be left out.

        Raises KeyError for an unknown widget, ValueError or TypeError for a value the widget cannot have.
        """
        widget = self.live[id]
        widget.parse(raw)
        if widget.admit is None:
            return raw
        taken = widget.admit(raw, self._raw.get(id))
        if not same(taken, raw):
            self.correct.add(id)
        return taken

    def apply(self, values: Mapping[str, Plain], triggers: Mapping[str, Plain]) -> list[tuple[str, Callback]]:
        """Take the browser's values and clicks; return the widgets that changed and their callbacks, in order."""
        callbacks: list[tuple[str, Callback]] = []
        self.triggers = dict(triggers)
        self._seen = set()
        for id, raw in values.items():
            widget = self.live.get(id)
            if widget is not None and widget.disabled:
                continue
            changed = not same(self._raw.get(id), raw)
            self._set_raw(id, raw)
            if widget is not None and changed and widget.callback is not None:
                callbacks.append((id, widget.callback))
        for id in triggers:
            widget = self.live.get(id)
            if widget is not None and widget.callback is not None and not widget.disabled:
                callbacks.append((id, widget.callback))
        return callbacks

    def reset(self, ids: list[str]) -> None:
        """Put widgets back to their defaults (a form that clears on submit)."""
        for id in ids:
            widget = self.live.get(id)
            if widget is not None and not widget.trigger:
                self._set_raw(id, widget.default)

    def unseen_triggers(self) -> dict[str, Plain]:
        """Return the clicks of the run just ended that the script was not told of."""
        return {id: raw for id, raw in self._unanswered.items() if id not in self._seen}

    def begin(self, parts: Collection[int] | None = None) -> None:
        """Start a run of the script, or of these fragments."""
        if parts is None:
            self._due, self._elsewhere, self._parts = set(), set(), {}
            self._former_forms, self.forms = self.forms, {}
        else:
            self._due = {id for id in self.drawn if self._parts.get(id) in parts}
            self._elsewhere = self.drawn - self._due
        self.drawn = set()

    def end(self, *, complete: bool, interrupted: bool = False, parts: Collection[int] | None = None) -> None:
        """End a run: after a complete one, widgets of what ran that were not drawn lose their state.

        A submit that an interrupted run has not seen keeps what was entered for the run that will see it.
        """
        self.triggers, self._unanswered = {}, self.triggers
        self._keep_forms(complete)
        waiting = self._entered_for(self.unseen_triggers()) if interrupted else set[str]()
        self.reset(list(self.cleared - waiting))
        self.cleared, self.correct = set(), set()
        gone = self._due - self.drawn if parts is not None else self.live.keys() - self.drawn
        if complete:
            for id in gone & self.live.keys():
                self._drop_widget(id)
        else:
            self._elsewhere |= self._due
        self.drawn |= self._elsewhere
        self._due, self._elsewhere = set(), set()

    def _keep_forms(self, complete: bool) -> None:
        """Know the forms of before for what a run that broke off had not come to."""
        if not complete:
            for form, ids in self._former_forms.items():
                self.forms[form] = {**ids, **self.forms.get(form, {})}
        self._former_forms = {}

    def _entered_for(self, triggers: Mapping[str, Plain]) -> set[str]:
        """Return the widgets of the forms that these clicks submit and clear."""
        forms = [widget.clears_form for id in triggers if (widget := self.live.get(id)) and widget.clears_form]
        return {id for form in forms for id in self.forms.get(form, ())}

    def leave_page(self) -> None:
        """Go to another page: values kept for visits of this one are dropped."""
        for key in self._of_page:
            self.persisted.pop(key, None)
        self._of_page = set()

    def raw_values(self) -> dict[str, Plain]:
        """Return the raw values by widget id."""
        return self._raw

    def entries(self) -> dict[str, Any]:
        """Return the entries set by the script, by key."""
        return self._entries

    def restore(self, entries: dict[str, Any], raw: dict[str, Plain], persisted: dict[str, Plain]) -> None:
        """Take over what a session record holds."""
        self._entries, self._raw, self.persisted = entries, raw, persisted

    # --- rules -------------------------------------------------------------------------------------------------------

    def _has_value(self, id: str, widget: Widget[Any]) -> bool:
        return widget.trigger or id in self._raw

    def _value(self, id: str, widget: Widget[Any]) -> Any:
        if widget.trigger:
            self._seen.add(id)
            return widget.parse(self.triggers.get(id))
        return widget.parse(self._raw.get(id))

    def _bind_key(self, id: str, widget: Widget[Any]) -> None:
        key = widget.key
        if key is None:
            return
        bound = self._keys.get(key)
        if key in self.drawn or (bound is not None and bound != id and bound in self.drawn):
            raise DuplicateElementKeyError(key)
        if bound is not None and bound != id:
            self._pop_raw(bound)
            self.live.pop(bound, None)
        self._keys[key] = id

    def _assigned(self, id: str, widget: Widget[Any], key: str) -> Drawn:
        if not widget.settable:
            raise ValueAssignmentNotAllowedError(widget.command, key)
        self._warn_of_default(key, widget)
        raw = widget.dump(self._entries[key])
        del self._entries[key]
        self.touched.add(key)
        force = not same(self._raw.get(id), raw)
        self._set_raw(id, raw)
        return Drawn(raw, force)

    def _kept(self, id: str, widget: Widget[Any]) -> Drawn:
        raw = self._raw[id]
        try:
            widget.parse(raw)
        except (ValueError, TypeError):
            self._set_raw(id, widget.default)
            return Drawn(widget.default, force=True)
        return Drawn(raw, force=id in self.correct)

    def _set_raw(self, id: str, raw: Plain) -> None:
        self._raw[id] = raw
        self.changed.add(id)

    def _pop_raw(self, id: str) -> Plain:
        self.changed.add(id)
        return self._raw.pop(id, None)

    def _first(self, widget: Widget[Any], first: Plain) -> Plain:
        if widget.persist is not None and widget.key is not None and widget.key in self.persisted:
            return self.persisted[widget.key]
        return first

    def _drop_widget(self, id: str) -> None:
        widget = self.live.pop(id, None)
        raw = self._pop_raw(id)
        if widget is None or widget.key is None:
            return
        if widget.persist is not None:
            self.persisted[widget.key] = raw
            if widget.persist == "page":
                self._of_page.add(widget.key)
        if self._keys.get(widget.key) == id:
            del self._keys[widget.key]

    def _duplicate(self, widget: Widget[Any]) -> APIError:
        if widget.key is not None:
            return DuplicateElementKeyError(widget.key)
        return DuplicateElementIdError(widget.command)

    def _warn_of_default(self, key: str, widget: Widget[Any]) -> None:
        if not self.warns_of_defaults or not widget.value_given or (self._warned is not None and key in self._warned):
            return
        self._warned = {*(self._warned or ()), key}
        _logger.warning(
            "The widget with key %r was given a default value and was also set through session_state; "
            "the value of session_state is shown. Give only one of the two.",
            key,
        )
