"""A function whose part of the page is shown in a window above it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Literal, TypeAlias, TypeVar

import msgspec

from rushlight.elements import markup
from rushlight.elements.field import choice, reaction
from rushlight.elements.layout.fragment import guarded
from rushlight.errors import APIError, InvalidLayoutContextError, InvalidValueError
from rushlight.run.container import Container, page_of, region
from rushlight.run.context import RunContext, current
from rushlight.run.fragment import Fragment, running
from rushlight.state.widget import Widget
from rushlight.tree.node import Block

F = TypeVar("F", bound=Callable[..., Any])
Width: TypeAlias = Literal["small", "medium", "large"] | int
Position: TypeAlias = Literal["left", "center", "right"]
WIDTHS = ("small", "medium", "large")
POSITIONS = ("left", "center", "right")


class Dialog(Block, frozen=True, kw_only=True):
    title: str
    icon: markup.Icon | None = None
    size: Width = "small"
    position: Position = "center"
    dismissible: bool = True
    reports: bool = False
    """Closing it starts a run."""
    opening: int = 0
    """A number that changes each time the script opens it."""


def dialog(
    title: str,
    *,
    width: Width = "small",
    position: Position = "center",
    dismissible: bool = True,
    icon: str | None = None,
    on_dismiss: Literal["ignore", "rerun"] | Callable[..., Any] = "ignore",
) -> Callable[[F], F]:
    """Turn a function into a dialog: calling it opens a window in which it draws.

    A dialog is a fragment: its widgets run only the function again. It closes when the user closes it, or with the next
    run of the whole script that does not call it, such as after `rerun()`.

    Args:
        title: shown at its top; markdown as in labels.
        width: "small", "medium", "large", or a number of pixels.
        position: "center", or "left" or "right" for a panel at that side.
        dismissible: the user may close it with Escape, a click beside it, or its button.
        icon: an emoji or `:material/name:` before the title.
        on_dismiss: "ignore", "rerun", or a function to be called before the script runs when the user closes it.

    Raises:
        APIError: for an empty title.
        InvalidValueError: for an unknown width, position or `on_dismiss`.
        InvalidLayoutContextError: at a call while a dialog was opened in this run already, inside a dialog, or in a
            parallel fragment; and at a write to the sidebar from inside.

    Example:
        >>> @st.dialog("Delete the file?")
        ... def confirm(name):
        ...     if st.button("Delete"):
        ...         delete(name)
        ...         st.rerun()
        >>> if st.button("Delete..."):
        ...     confirm("data.csv")
    """
    if callable(title) or not str(title).strip():
        raise APIError(f"`dialog` needs a title; given: {title!r}. Use it as @st.dialog('Title').")
    if width not in WIDTHS and (isinstance(width, (str, bool)) or width < 1):
        raise InvalidValueError.choice("width", width, (*WIDTHS, "a number of pixels"))
    if on_dismiss not in ("ignore", "rerun") and not callable(on_dismiss):
        raise InvalidValueError.choice("on_dismiss", on_dismiss, ("ignore", "rerun", "a callable"))
    props = Dialog(
        title=markup.label(title),
        icon=markup.icon(icon),
        size=width,
        position=choice("position", position, POSITIONS),
        dismissible=bool(dismissible),
        reports=on_dismiss != "ignore",
    )
    return partial(_decorated, props=props, on_dismiss=on_dismiss)


def _decorated(function: Callable[..., Any], *, props: Dialog, on_dismiss: Any) -> Any:
    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> None:
        context = current()
        if context is None:
            return
        _check_place(context)
        context.has_dialog = True
        place = _open(context, props, on_dismiss)
        body = partial(guarded, context, partial(function, *args, **kwargs))
        part = Fragment(place, body, name=function.__qualname__, page=page_of(context), is_dialog=True)
        context.fragments.add(part)
        with part.entered():
            part.body()

    return call


def _check_place(context: RunContext) -> None:
    fragment = running()
    while fragment is not None:
        if fragment.is_dialog:
            raise InvalidLayoutContextError(
                "A dialog cannot be opened inside a dialog. Close the first with `rerun()`."
            )
        if fragment.is_parallel and not fragment.reruns:
            raise InvalidLayoutContextError("A dialog cannot be opened in a parallel fragment. Leave out `parallel`.")
        fragment = fragment.parent
    if context.has_dialog:
        raise InvalidLayoutContextError("Only one dialog can be opened in a run; this is the second. Call one of them.")


def _open(context: RunContext, props: Dialog, on_dismiss: Any) -> Container:
    place = region("event")
    props = msgspec.structs.replace(props, opening=context.tree.run)
    if not props.reports:
        return place.block(props)
    change = reaction(place, "dialog", on_dismiss, in_form=True)
    widget: Widget[bool] = Widget(
        command="dialog",
        default=False,
        parse=bool,
        facts=(props.title,),
        callback=change.callback,
        trigger=True,
        settable=False,
    )
    return place.widget_block(props, widget)[0]
