"""What a page shows of cached functions: a spinner while they compute, and on later calls what they drew."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from rushlight import log
from rushlight.errors import CachedWidgetWarning, CacheReplayClosureError
from rushlight.run.container import active
from rushlight.run.context import RunContext, current
from rushlight.run.recording import Tape, record

_logger = log.logger("cache")


@contextmanager
def recorded(function: str, spinner: str | None, show_time: bool) -> Generator[Tape | None]:
    """Record what the `with` block draws, and show a spinner meanwhile; outside of a run, do neither."""
    context = current()
    if context is None:
        yield None
        return
    with _spinning(context, spinner, show_time), record() as tape:
        yield tape
        if tape.widgets:
            _warn_of_widgets(function, tape.widgets)


def replay(function: str, tape: Tape) -> None:
    """Draw again what the function drew."""
    try:
        tape.replay()
    except CacheReplayClosureError:
        raise CacheReplayClosureError(f"`{function}`") from None


@contextmanager
def _spinning(context: RunContext, text: str | None, show_time: bool) -> Generator[None]:
    if text is None:
        yield
        return
    place: Any = active()
    spinner = place.spinner(text, show_time=show_time, _cache=True)
    with _unrecorded(context):
        spinner.__enter__()
    try:
        yield
    finally:
        spinner.__exit__(None, None, None)


@contextmanager
def _unrecorded(context: RunContext) -> Generator[None]:
    """Keep what is drawn off the tapes of cached functions around this one: it would be drawn again at their hits."""
    tapes, context.tapes = context.tapes, []
    try:
        yield
    finally:
        context.tapes = tapes


def _warn_of_widgets(function: str, commands: list[str]) -> None:
    named = ", ".join(f"`{each}`" for each in dict.fromkeys(commands))
    warning = CachedWidgetWarning(
        f"The cached function `{function}` draws a widget ({named}). It is drawn only when the function runs, not when "
        "its result comes from the cache. Draw widgets outside of the function, and pass their values to it."
    )
    _logger.warning("%s", warning)
    place: Any = active()
    place.exception(warning)
