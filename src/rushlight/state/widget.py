"""What a session knows of one widget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, TypeVar

import msgspec

from rushlight.wire.messages import Plain

T = TypeVar("T")


class Callback(msgspec.Struct, frozen=True):
    """A function of the user to be called when a widget changes."""

    function: Callable[..., Any]
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = {}

    def __call__(self) -> Any:
        return self.function(*self.args, **self.kwargs)


def _as_is(value: Any) -> Any:
    return value


class Widget(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A widget as its command declares it.

    The raw value is what the wire and the session record carry; `parse` makes the value that the script sees (a new
    object each time, raising ValueError or TypeError for a raw value that this widget cannot have) and `dump` the raw
    value of what a script assigned.
    """

    command: str
    """The command's name, for messages."""
    default: Plain
    parse: Callable[[Plain], T] = _as_is
    dump: Callable[[T], Plain] = _as_is
    admit: Callable[[Plain, Plain], Plain] | None = None
    """Returns what is taken of a raw value that a browser sends, where the old one was the second: parts of it may be
    what a browser must not change."""
    check: Callable[[Plain], object] | None = None
    """Raises like `parse` for a raw value that this widget cannot have, at less cost."""
    adapt: Callable[[Any], Plain] | None = None
    """Makes a raw value of one that the widget may not be able to have: a script set it, or the arguments have changed."""
    of_texts: Callable[[list[str]], Plain] | None = None
    """Makes a raw value of what the address says; raises ValueError for what the widget cannot have."""
    to_texts: Callable[[Plain], list[str]] | None = None
    """Makes of a raw value what the address says."""
    needs_value: bool = False
    """Only the script can leave it without a value, not the user."""
    key: str | None = None
    facts: tuple[Any, ...] = ()
    """Arguments that make an unkeyed widget another one when they change."""
    key_facts: tuple[Any, ...] = ()
    """Arguments that do so for a keyed one too."""
    callback: Callback | None = None
    trigger: bool = False
    """The value lasts for one run (a click)."""
    settable: bool = True
    disabled: bool = False
    persist: Literal["page", "session"] | None = None
    bind: bool = False
    """Keep the value in the query parameter named by the key."""
    clears_form: str | None = None
    """A click puts the widgets of this form back to their defaults after the run."""
    value_given: bool = False
    """The script gave a default of its own: worth a warning if session state sets the value as well."""

    def verify(self, raw: Plain) -> None:
        """Raise ValueError or TypeError for a raw value that this widget cannot have."""
        (self.check or self.parse)(raw)
