"""Errors of the script, shown on the page."""

from __future__ import annotations

import traceback

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import MarkdownError
from rushlight.run.container import Container, region
from rushlight.run.context import RunContext
from rushlight.tree.node import Props

_OWN = __file__.rsplit("/elements/", 1)[0].rsplit("\\elements\\", 1)[0]


class Exception_(Props, frozen=True):
    """An error with the calls that led to it."""

    name: str
    message: str
    is_markdown: bool = False
    stack: list[str] = []
    """One text per call, the innermost last."""
    width: Size = "stretch"


Exception_.kind = "exception"


@element
def exception(container: Container, exception: BaseException, width: Size = "stretch") -> Container:
    """Show an error: its type, its message, and the calls that led to it.

    Args:
        exception: the error.
        width: "stretch" or a number of pixels.

    Example:
        >>> try:
        ...     load()
        ... except OSError as error:
        ...     st.exception(error)
    """
    return container.draw(_props(exception, sizes.width(width, ("stretch",)), "full"))


def show_error(context: RunContext, error: BaseException) -> None:
    """Show an error that ended a run, below what was drawn, with as much detail as the settings allow."""
    detail = str(context.app.config.get("client.showErrorDetails")).lower()
    region("main").draw(_props(error, "stretch", {"true": "full", "false": "stacktrace"}.get(detail, detail)))


def _props(error: BaseException, width: Size, detail: str) -> Exception_:
    name = type(error).__qualname__
    if detail == "none":
        return Exception_("", "Something went wrong. The server's log says what.", width=width)
    if detail == "type":
        return Exception_(name, "The server's log says more.", width=width)
    stack = _stack(error)
    if detail == "stacktrace":
        return Exception_(name, "The message is in the server's log.", False, stack, width)
    return Exception_(name, _message(error), isinstance(error, MarkdownError), stack, width)


def _message(error: BaseException) -> str:
    try:
        return str(error).strip()
    except Exception:
        return "(the error cannot be shown as text)"


def _stack(error: BaseException) -> list[str]:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not frame.filename.startswith(_OWN)]
    return [text.rstrip() for text in traceback.format_list(frames)]
