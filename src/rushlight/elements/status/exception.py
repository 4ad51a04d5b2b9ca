"""Errors of the script, shown on the page."""

from __future__ import annotations

from rushlight import log, trace
from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import MarkdownError
from rushlight.redaction import redacted
from rushlight.run.container import Container, region
from rushlight.run.context import RunContext
from rushlight.tree.node import Props

_logger = log.logger("script")


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


def report_error(context: RunContext, error: BaseException, what: str, place: Container | None = None) -> None:
    """Log that something failed and show the error (there), with as much detail as the settings allow.

    The host of the app is told too; it may show the error itself.
    """
    _logger.error("%s (%s)", what, context.reference, exc_info=error)
    if _is_handled(context, error):
        return
    details = trace.details(context.app.config.get("client.showErrorDetails"))
    if details == "none":
        message = f"Something went wrong. The server's log says what, under {context.reference}."
        shown = Exception_("", message)
    else:
        shown = _props(error, "stretch", details)
    (place or region("main")).draw(shown)


def _is_handled(context: RunContext, error: BaseException) -> bool:
    if context.app.on_script_error is None or not isinstance(error, Exception):
        return False
    try:
        return context.app.on_script_error(error) is True
    except Exception:
        _logger.exception("The handler of script errors failed")
        return False


def _props(error: BaseException, width: Size, details: trace.Details) -> Exception_:
    if not isinstance(error, BaseException):  # pyright: ignore[reportUnnecessaryIsInstance]
        # Scripts pass texts too, to have them look like an error.
        return Exception_(type(error).__name__, redacted(str(error)), width=width)
    facts = trace.limit(trace.describe(error), details)
    return Exception_(facts.type, facts.message, isinstance(error, MarkdownError), trace.texts(facts), width)
