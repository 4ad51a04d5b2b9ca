"""What the input widgets have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from rushlight.elements import markup
from rushlight.elements.sizes import Size
from rushlight.errors import APIError, InvalidFormCallbackError, InvalidValueError
from rushlight.run.container import Container
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
) -> Reaction:
    """Return what an `on_change` argument asks for.

    Raises InvalidFormCallbackError for a callback inside a form, InvalidValueError for anything but a callable,
    "rerun", "ignore" or None.
    """
    if on_change is None or on_change == "rerun":
        return Reaction(None, quiet=False)
    if on_change == "ignore":
        return Reaction(None, quiet=True)
    if not callable(on_change):
        raise InvalidValueError.choice("on_change", on_change, ("rerun", "ignore", None, "a callable"))
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
    """Return the text of a user's key; raises APIError for an empty or reserved one."""
    text = user_key(key)
    if text is not None and (not text or is_widget_id(text)):
        raise APIError(f"`key` must be a text that is not empty and does not begin with '$$ID'; given: {key!r}.")
    return text


def bound(bind: str | None, key: str | None) -> bool:
    """Tell whether a widget's value is kept in the address."""
    if bind is None:
        return False
    choice("bind", bind, ("query-params",))
    if key is None:
        raise APIError("`bind='query-params'` needs a `key`: it names the query parameter.")
    return True


def persistence(persist_state: Any) -> Any:
    """Return a `persist_state` argument if it is None, "page" or "session"."""
    return choice("persist_state", persist_state, (None, "page", "session"))


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
