"""What containers that open and close have in common."""

from __future__ import annotations

from typing import Any

from rushlight.elements.field import Args, Kwargs, OnChange, Reaction, reaction
from rushlight.run.container import Container
from rushlight.state.widget import Widget


class Foldable(Container):
    """A container that the user opens and closes.

    Attributes:
        open: whether it is open, for one that reports (`on_change`); else None.
    """

    __slots__ = ("open",)

    open: bool | None


def as_foldable(place: Container, open: bool | None) -> Foldable:
    """Return a place as one that knows whether it is open."""
    foldable = place.become(Foldable)
    foldable.open = open
    return foldable


def reports(container: Container, command: str, on_change: OnChange, args: Args, kwargs: Kwargs) -> Reaction | None:
    """Return what happens when the user opens or closes it, or None if that is not reported."""
    return None if on_change == "ignore" else reaction(container, command, on_change, args, kwargs)


def as_bool(raw: Any) -> bool:
    """Return a raw value that must be true or false."""
    if not isinstance(raw, bool):
        raise TypeError("true or false is needed")
    return raw


def switch(
    command: str, default: bool, key: str | None, facts: tuple[Any, ...], change: Reaction, bind: bool
) -> Widget[bool]:
    """Return the widget of a container that reports."""
    return Widget(
        command=command,
        default=default,
        parse=as_bool,
        dump=bool,
        key=key,
        facts=facts,
        callback=change.callback,
        bind=bind,
    )
