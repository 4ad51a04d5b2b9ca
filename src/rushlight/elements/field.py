"""What the input widgets have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from rushlight.elements import markup
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidFormCallbackError, InvalidValueError, MissingRequiredParameterError
from rushlight.run.container import Container
from rushlight.state.binding import RESERVED
from rushlight.state.identity import is_widget_id, user_key
from rushlight.state.widget import Callback
from rushlight.tree.node import Props

Visibility: TypeAlias = Literal["visible", "hidden", "collapsed"]
Key: TypeAlias = str | int | None
OnChange: TypeAlias = Callable[..., Any] | Literal["rerun", "ignore"] | None
Args: TypeAlias = Iterable[Any] | None
Kwargs: TypeAlias = Mapping[str, Any] | None


class Field(Props, frozen=True, kw_only=True):
    """The properties of every labelled input."""

    label: str
    help: str | None = None
    disabled: bool = False
    label_visibility: Visibility = "visible"
    width: Size = "stretch"
    quiet: bool = False
    """A new value waits for the next run instead of starting one."""


class Reaction(NamedTuple):
    """What happens when a widget changes."""

    callback: Callback | None
    quiet: bool


def reaction(
    container: Container,
    command: str,
    on_change: OnChange,
    args: Args = None,
    kwargs: Kwargs = None,
    *,
    in_form: bool = False,
    parameter: str = "on_change",
    words: tuple[str, ...] = ("rerun", "ignore"),
) -> Reaction:
    """Return what an `on_change` argument (or another `parameter`) asks for.

    Raises InvalidFormCallbackError for a callback inside a form, InvalidValueError for anything but a callable,
    one of the `words` or None.
    """
    if on_change is None or (isinstance(on_change, str) and on_change in words):
        return Reaction(None, quiet=on_change == "ignore")
    if not callable(on_change):
        raise InvalidValueError.choice(parameter, on_change, (*words, None, "a callable"))
    if container.form_key is not None and not in_form:
        raise InvalidFormCallbackError(
            f"`{command}` is in a form, where only the submit button may have a callback. "
            "Give the callback to `form_submit_button(on_click=...)`."
        )
    return Reaction(Callback(on_change, tuple(args or ()), dict(kwargs or {})), quiet=False)


def visibility(value: Visibility) -> Visibility:
    """Return a label visibility if it is one of the three words."""
    allowed = ("visible", "hidden", "collapsed")
    if value not in allowed:
        raise InvalidValueError.choice("label_visibility", value, allowed)
    return value


def choice(parameter: str, value: Any, allowed: Iterable[Any]) -> Any:
    """Return a value if it is among those allowed; raises InvalidValueError."""
    options = tuple(allowed)
    if value not in options:
        raise InvalidValueError.choice(parameter, value, options)
    return value


def checked_key(key: Key) -> str | None:
    """Return the text of a user's key; raises InvalidValueError for an empty or reserved one."""
    text = user_key(key)
    if text is not None and (not text or is_widget_id(text)):
        raise InvalidValueError.of("key", key, "a text that is not empty and does not begin with '$$ID'")
    return text


def bound(bind: str | None, key: str | None) -> bool:
    """Tell whether a widget's value is kept in the address."""
    if bind is None:
        return False
    choice("bind", bind, ("query-params",))
    if key is None:
        raise MissingRequiredParameterError("`bind='query-params'` needs a `key`: it names the query parameter.")
    if key.lower() in RESERVED:
        raise APIError(f"The query parameter {key!r} steers embedding. Choose another `key` for `bind='query-params'`.")
    return True


def persistence(persist_state: Any, key: str | None) -> Any:
    """Return a `persist_state` argument if it is None, "page" or "session"; the last two need a key."""
    choice("persist_state", persist_state, (None, "page", "session"))
    if persist_state is not None and key is None:
        raise MissingRequiredParameterError(
            f"`persist_state={persist_state!r}` needs a `key`: by it the value is found again."
        )
    return persist_state


_OF_NO_ACCOUNT = frozenset(("disabled", "label_visibility", "quiet", "wrap"))
"""Properties that may change while a widget without a key stays the same one."""


def facts_of(props: Props, *more: Any, without: tuple[str, ...] = ()) -> tuple[Any, ...]:
    """Return what makes a widget without a key another one when it changes: nearly all of its properties, and more."""
    names = [name for name in props.__struct_fields__ if name not in _OF_NO_ACCOUNT and name not in without]
    return (*(getattr(props, name) for name in names), *more)


def labelled(
    label: str, help: str | None, disabled: bool, label_visibility: Visibility, width: Size, quiet: bool
) -> dict[str, Any]:
    """Return the arguments of `Field`, checked and cleaned."""
    return {
        "label": markup.label(label),
        "help": markup.hint(help),
        "disabled": bool(disabled),
        "label_visibility": visibility(label_visibility),
        "width": width,
        "quiet": quiet,
    }
