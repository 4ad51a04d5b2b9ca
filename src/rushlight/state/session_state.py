"""The state of one session: the user's entries and the widgets' values, and the rules of their lifetime."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from rushlight import log
from rushlight.errors import (
    APIError,
    DuplicateElementIdError,
    DuplicateElementKeyError,
    UnreadableError,
    ValueAssignmentNotAllowedError,
    WidgetAlreadyInstantiatedError,
)
from rushlight.state.identity import PREFIX, is_widget_id, key_of
from rushlight.state.widget import Callback, Widget
from rushlight.tree.values import same
from rushlight.wire.messages import Plain

_logger = log.logger("state")


class SessionState:
    """Entries set by the script, raw values of widgets, and which widgets the running script has drawn."""

    __slots__ = (
        "_asleep",
        "_due",
        "_elsewhere",
        "_entries",
        "_former_forms",
        "_former_parts",
        "_held",
        "_keys",
        "_left",
        "_parts",
        "_raw",
        "_sealed",
        "_sealed_held",
        "_seen",
        "_unanswered",
        "_warned",
        "changed",
        "cleared",
        "drawn",
        "forms",
        "live",
        "of_page",
        "persisted",
        "touched",
        "triggers",
        "unbound",
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
        self._former_parts: dict[str, int] = {}
        """The same in the run before."""
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
        self._left: set[str] = set()
        """Ids of widgets of the page that was left, of which nothing is kept."""
        self._asleep: dict[str, Widget[Any]] = {}
        """Widgets by key whose values are kept while they are not drawn."""
        self.persisted: dict[str, Plain] = {}
        """Values by key of widgets that ask to be kept while they are not drawn."""
        self.of_page: set[str] = set()
        """Keys of those that are kept for this page only."""
        self._held: dict[str, Any] = {}
        """Values by key of widgets that another worker has drawn and this one has not."""
        self._sealed: dict[str, Callable[[], Any]] = {}
        """Entries of a session record that are read when they are first wanted: their classes may be of the script."""
        self._sealed_held: dict[str, Callable[[], Any]] = {}
        """The same of what `_held` is for."""
        self.unbound: set[str] = set()
        """Query parameters whose widgets are not drawn any more."""
        self.touched: set[str] = set()
        """Names of entries read or written since the last commit."""
        self.changed: set[str] = set()
        """Ids of widgets whose raw value was set or dropped since the last commit."""
        self.warns_of_defaults = True
        """Whether the log says which widgets have both a default and a value of session state."""

    # --- the mapping that scripts see --------------------------------------------------------------------------------

    def __getitem__(self, key: str) -> Any:
        self._unseal(key)
        if key in self._entries:
            self.touched.add(key)
            return self._entries[key]
        id = self._keys.get(key, key)
        widget = self.live.get(id)
        if widget is not None and self._has_value(id, widget):
            return self._value(id, widget)
        return deepcopy(self._held[key]) if key in self._held else self._kept_value(key)

    def __setitem__(self, key: str, value: Any) -> None:
        id = self._keys.get(key)
        if id is not None and id in self.drawn:
            raise WidgetAlreadyInstantiatedError(key)
        widget = self.live.get(id) if id is not None else None
        if widget is not None and not widget.settable:
            raise ValueAssignmentNotAllowedError(widget.command, key)
        if is_widget_id(key):
            raise APIError(f"session_state keys must not begin with {PREFIX!r}; given: {key!r}. Choose another key.")
        self._forget_kept(key)
        self._sealed.pop(key, None)
        self._entries[key] = value
        self.touched.add(key)

    def __delitem__(self, key: str) -> None:
        id = self._keys.get(key)
        if key not in self and (id is None or id not in self._raw):
            raise KeyError(key)
        self._entries.pop(key, None)
        self._sealed.pop(key, None)
        self.touched.add(key)
        if id is not None:
            self._pop_raw(id)
        self._forget_kept(key)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            self._unseal(key)
        if key in self._entries or key in self.persisted or key in self._held:
            return True
        id = self._keys.get(key) if isinstance(key, str) else None
        widget = self.live.get(id) if id is not None else None
        return widget is not None and id is not None and self._has_value(id, widget)

    def names(self) -> Iterator[str]:
        """Iterate over the keys that scripts see: entries first, then keyed widgets."""
        for key in [*self._sealed, *self._sealed_held]:
            self._unseal(key)
        yield from list(self._entries)
        others = {**self._keys, **self._held, **self.persisted}
        yield from [key for key in others if key not in self._entries and key in self]

    def clear(self) -> None:
        """Drop every entry and every keyed widget's value."""
        for key in list(self.names()):
            del self[key]

    # --- widgets -----------------------------------------------------------------------------------------------------

    def draw(self, id: str, widget: Widget[Any], form: str | None = None, first: Plain = None, part: int = 0) -> Plain:
        """Register a widget that the script or a fragment draws (in a form, if one is named); return its raw value.

        An assignment through session state wins over the browser's value, and that over `first`: the default, or what
        the address says.
        """
        if id in self.drawn:
            raise self._duplicate(widget)
        self._bind_key(id, widget)
        self.drawn.add(id)
        self._left.discard(id)
        self._parts[id] = part
        before = self.live.get(id) or self._asleep.get(widget.key or "")
        self.live[id] = widget
        if widget.key is not None:
            self._unseal(widget.key)
        if form is not None:
            self.forms.setdefault(form, {})[id] = None
        if widget.key is not None and widget.key in self._entries:
            return self._assigned(id, widget, widget.key)
        if widget.trigger:
            return None
        if id not in self._raw:
            self._set_raw(id, self._first(widget, first))
        return self._kept(id, widget, before)

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
        if raw is None and widget.needs_value and self._raw.get(id) is not None:
            raise ValueError("it cannot be left without a value")
        widget.verify(raw)
        if widget.admit is None:
            return raw
        return widget.admit(raw, self._raw.get(id))

    def shows(self, id: str, raw: Plain) -> bool:
        """Tell whether this is a widget's raw value already."""
        return id in self._raw and same(self._raw[id], raw)

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
            self._overtake(widget)
            if widget is not None and changed and widget.callback is not None:
                callbacks.append((id, widget.callback))
        for id in triggers:
            widget = self.live.get(id)
            if widget is not None and widget.callback is not None and not widget.disabled:
                callbacks.append((id, widget.callback))
        return callbacks

    def _overtake(self, widget: Widget[Any] | None) -> None:
        """What the user enters goes over what a run that broke off has assigned before."""
        if widget is not None and widget.key in self._entries:
            del self._entries[widget.key]
            self.touched.add(widget.key)

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
        self._former_parts = self._parts
        if parts is None:
            self._due, self._elsewhere, self._parts = set(), set(), {}
            self._former_forms, self.forms = self.forms, {}
        else:
            self._due = {id for id in self.drawn if self._parts.get(id) in parts}
            self._elsewhere = self.drawn - self._due
        self.drawn = set()

    def end(
        self,
        *,
        complete: bool,
        interrupted: bool = False,
        parts: Collection[int] | None = None,
        spared: Collection[int] = (),
    ) -> None:
        """End a run: after a complete one, widgets of what ran that were not drawn lose their state.

        A submit that an interrupted run has not seen keeps what was entered for the run that will see it. Widgets that
        were in fragments that failed are spared: the rest of them could not be drawn.
        """
        self.triggers, self._unanswered = {}, self.triggers
        self._keep_forms(complete)
        waiting = self._entered_for(self.unseen_triggers()) if interrupted else set[str]()
        self.reset(list(self.cleared - waiting))
        self.cleared = set()
        known = self.live.keys() | self._raw.keys()
        gone = self._due - self.drawn if parts is not None else known - self.drawn
        if complete:
            kept = {id for id in gone if self._former_parts.get(id) in spared}
            for id in (gone - kept) & known:
                self._drop_widget(id)
            self.drawn |= kept if parts is not None else set()
            if parts is None and (self._held or self._sealed_held):
                self._sealed_held = {key: read for key, read in self._sealed_held.items() if key in self.persisted}
                self._held = {key: value for key, value in self._held.items() if key in self.persisted}
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
        for key in list(self.of_page):
            self._forget_kept(key)
        self._left = {id for id, widget in self.live.items() if widget.persist == "page" and not widget.bind}

    def raw_values(self) -> dict[str, Plain]:
        """Return the raw values by widget id."""
        return self._raw

    def entries(self) -> dict[str, Any]:
        """Return the entries set by the script, by key; without those of a session record that none has read yet."""
        return self._entries

    def is_entry(self, key: str) -> bool:
        """Tell whether a script has set an entry with this key."""
        return key in self._entries or key in self._sealed

    def value_to_hold(self, id: str) -> tuple[str, Any] | None:
        """Return the key and value of a keyed widget, for a worker that has not drawn it yet."""
        key = key_of(id)
        widget = self.live.get(id) or self._asleep.get(key or "")
        if widget is None or key is None:
            return None
        raw = self._raw.get(id) if id in self.live else self.persisted.get(key)
        try:
            return key, widget.parse(None if widget.trigger else raw)
        except (ValueError, TypeError):
            return None

    def restore(
        self,
        entries: dict[str, Any],
        raw: dict[str, Plain],
        persisted: dict[str, Plain],
        of_page: Iterable[str],
        held: dict[str, Any],
        sealed: Mapping[str, Callable[[], Any]] = {},
        sealed_held: Mapping[str, Callable[[], Any]] = {},
    ) -> None:
        """Take over what a session record holds; what is sealed is read when it is first wanted."""
        self._entries, self._raw, self.persisted, self._held = entries, raw, persisted, held
        self._sealed, self._sealed_held = dict(sealed), dict(sealed_held)
        self.of_page = set(of_page)
        self._keys = {key: id for id in raw if (key := key_of(id)) is not None}

    def foreseen(self, key: str | None) -> Any:
        """Return what a widget with this key will begin with, as far as that is known: a value or a raw value."""
        if key is None:
            return None
        self._unseal(key)
        if key in self._entries:
            return self._entries[key]
        return self._raw.get(self._keys.get(key, ""), self.persisted.get(key))

    def is_bound(self, name: str) -> bool:
        """Tell whether a widget on the page keeps its value in the query parameter of this name."""
        widget = self.live.get(self._keys.get(name, ""))
        return widget is not None and widget.bind

    def touch_all(self) -> None:
        """Have the next commit hold everything."""
        self.touched |= self._entries.keys()
        self.changed |= self._raw.keys() | self.live.keys()

    # --- rules -------------------------------------------------------------------------------------------------------

    def _unseal(self, key: str) -> None:
        """Read what a session record holds of a key. What cannot be read now stays, for a later run."""
        for sealed, values in ((self._sealed, self._entries), (self._sealed_held, self._held)):
            if key not in sealed:
                continue
            try:
                values[key] = sealed[key]()
            except UnreadableError:
                continue
            del sealed[key]

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
        if bound != id:
            self._keys[key] = id
            self.changed.add(id)
        self._held.pop(key, None)
        self._sealed_held.pop(key, None)

    def _assigned(self, id: str, widget: Widget[Any], key: str) -> Plain:
        if not widget.settable:
            raise ValueAssignmentNotAllowedError(widget.command, key)
        self._warn_of_default(key, widget)
        raw = (widget.adapt or widget.dump)(self._entries[key])
        del self._entries[key]
        self.touched.add(key)
        self._set_raw(id, raw)
        self.cleared.discard(id)
        return raw

    def _kept(self, id: str, widget: Widget[Any], before: Widget[Any] | None) -> Plain:
        raw = self._raw[id]
        try:
            widget.verify(raw)
        except (ValueError, TypeError):
            raw = _adapted(raw, before, widget)
            self._set_raw(id, raw)
        return raw

    def _set_raw(self, id: str, raw: Plain) -> None:
        self._raw[id] = raw
        self.changed.add(id)

    def _pop_raw(self, id: str) -> Plain:
        self.changed.add(id)
        return self._raw.pop(id, None)

    def _first(self, widget: Widget[Any], first: Plain) -> Plain:
        if widget.key is None or widget.key not in self.persisted:
            return first
        raw = self.persisted[widget.key]
        self._forget_kept(widget.key)
        return raw if _outlives(widget) else first

    def _kept_value(self, key: str) -> Any:
        """Return the value of a widget that is not drawn; raises KeyError for none."""
        raw = self.persisted[key]
        widget = self._asleep.get(key)
        # On another worker the widget is unknown until it is drawn again, and its value may be one that no store can hold.
        return raw if widget is None else widget.parse(raw)

    def _forget_kept(self, key: str) -> None:
        self.persisted.pop(key, None)
        self._asleep.pop(key, None)
        self._held.pop(key, None)
        self._sealed_held.pop(key, None)
        self.of_page.discard(key)

    def _drop_widget(self, id: str) -> None:
        widget = self.live.pop(id, None)
        raw = self._pop_raw(id)
        if widget is None or widget.key is None:
            return
        if _outlives(widget) and id not in self._left:
            self.persisted[widget.key], self._asleep[widget.key] = raw, widget
            if widget.persist == "page" and not widget.bind:
                self.of_page.add(widget.key)
        if widget.bind:
            self.unbound.add(widget.key)
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


def _outlives(widget: Widget[Any]) -> bool:
    """Tell whether a widget's value is kept while it is not drawn."""
    return widget.bind or widget.persist is not None


def _adapted(raw: Plain, before: Widget[Any] | None, widget: Widget[Any]) -> Plain:
    """Return what is left of a widget's raw value, now that its arguments have changed; its default for nothing."""
    if widget.adapt is None or before is None:
        return widget.default
    try:
        fitting = widget.adapt(before.parse(raw))
        widget.verify(fitting)
    except (ValueError, TypeError):
        return widget.default
    return fitting
