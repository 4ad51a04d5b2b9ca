"""An exception as plain facts: what it is, what it says, and the calls that led to it, without Rushlight's own.

Secrets in it are masked: what becomes of the facts is shown.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Literal, cast

import msgspec

from rushlight.redaction import redacted

Details = Literal["full", "stacktrace", "type", "none"]
"""How much of an error viewers see."""


class Frame(msgspec.Struct, frozen=True):
    """One call on the way to an exception."""

    file: str
    line: int
    function: str
    source: str
    text: str
    """The frame as Python prints it, with marks below the part of the line that failed."""


class Trace(msgspec.Struct, frozen=True):
    """An exception and those that led to it."""

    type: str
    message: str
    is_syntax_error: bool = False
    stack: tuple[Frame, ...] = ()
    """The outermost call first."""
    left_out: int = 0
    """Number of calls left out of the middle of a very deep stack."""
    notes: tuple[str, ...] = ()
    before: Trace | None = None
    """The exception that caused this one, or during whose handling this one was raised."""
    caused: bool = False
    """Whether `before` was named as the cause (`raise ... from ...`)."""
    group: tuple[Trace, ...] = ()
    """The exceptions in an ExceptionGroup."""


def describe(error: BaseException) -> Trace:
    """Return the facts of an exception. Never raises, whatever the exception does."""
    try:
        return _describe(error, frozenset())
    except Exception:
        return Trace(type(error).__name__, _UNPRINTABLE)


def limit(trace: Trace, details: Details) -> Trace:
    """Return only as much of a trace as viewers may see."""
    if details == "full":
        return trace
    if details == "none":
        return Trace("", "")
    if details == "type":
        return Trace(trace.type, "", trace.is_syntax_error)
    return msgspec.structs.replace(
        trace,
        message="",
        notes=(),
        before=None if trace.before is None else limit(trace.before, details),
        group=tuple(limit(each, details) for each in trace.group),
    )


def details(setting: object) -> Details:
    """Return what the option client.showErrorDetails asks for; what is not understood shows nothing."""
    word = str(setting).lower()
    match {"true": "full", "false": "stacktrace"}.get(word, word):
        case "full" | "stacktrace" | "type" as known:
            return known
        case _:
            return "none"


def texts(trace: Trace) -> list[str]:
    """Return the calls of a trace as texts, one per call, those of earlier exceptions first."""
    return [*_earlier(trace), *_stack_texts(trace), *_group_texts(trace)]


def headline(trace: Trace) -> str:
    """Return type and message in one text, as Python ends a traceback."""
    return f"{trace.type}: {trace.message}" if trace.message else trace.type


_UNPRINTABLE = "(the error cannot be shown as text)"
_OWN = str(Path(__file__).resolve().parents[0]) + os.sep
_MOST_FRAMES = 100
_MOST_LINKS = 20


def _describe(error: BaseException, seen: frozenset[int]) -> Trace:
    seen |= {id(error)}
    stack, left_out = _stack(error.__traceback__)
    before, caused = _before(error, seen)
    return Trace(
        type=_type_name(error),
        message=_message(error),
        is_syntax_error=isinstance(error, SyntaxError),
        stack=stack,
        left_out=left_out,
        notes=_notes(error),
        before=before,
        caused=caused,
        group=_group(error, seen),
    )


def _type_name(error: BaseException) -> str:
    # Our own kind of SyntaxError tells a reader nothing more than Python's does.
    kind = SyntaxError if isinstance(error, SyntaxError) and _is_own(type(error)) else type(error)
    return str(kind.__qualname__)


def _is_own(kind: type) -> bool:
    return kind.__module__.partition(".")[0] == __name__.partition(".")[0]


def _message(error: BaseException) -> str:
    try:
        return redacted(str(error).strip())
    except Exception:
        return _UNPRINTABLE


def _notes(error: BaseException) -> tuple[str, ...]:
    try:
        return tuple(redacted(str(note)) for note in getattr(error, "__notes__", ()))
    except Exception:
        return ()


def _before(error: BaseException, seen: frozenset[int]) -> tuple[Trace | None, bool]:
    caused = error.__cause__ is not None
    before = error.__cause__ if caused else None if error.__suppress_context__ else error.__context__
    if before is None or id(before) in seen or len(seen) >= _MOST_LINKS:
        return None, False
    return _describe(before, seen), caused


def _group(error: BaseException, seen: frozenset[int]) -> tuple[Trace, ...]:
    if not isinstance(error, BaseExceptionGroup) or len(seen) >= _MOST_LINKS:
        return ()
    members = cast(tuple[BaseException, ...], error.exceptions)  # pyright: ignore[reportUnknownMemberType]
    return tuple(_describe(each, seen) for each in members[:_MOST_FRAMES] if id(each) not in seen)


def _stack(tb: TracebackType | None) -> tuple[tuple[Frame, ...], int]:
    calls = list(_foreign(tb))
    left_out = max(len(calls) - _MOST_FRAMES, 0)
    if left_out:
        half = _MOST_FRAMES // 2
        calls = calls[:half] + calls[-half:]
    summary = traceback.StackSummary()
    return tuple(_frame(call, summary) for call in calls), left_out


def _foreign(tb: TracebackType | None) -> Iterator[traceback.FrameSummary]:
    """Yield the calls outside of Rushlight, without those of the event loop through which it awaits the script."""
    called_by_us = True
    for (frame, _), call in zip(traceback.walk_tb(tb), traceback.extract_tb(tb), strict=False):
        if frame.f_code.co_filename.startswith(_OWN):
            called_by_us = True
        elif not (called_by_us and str(frame.f_globals.get("__name__", "")).startswith("asyncio.")):
            called_by_us = False
            yield call


def _frame(call: traceback.FrameSummary, summary: traceback.StackSummary) -> Frame:
    text = redacted(summary.format_frame_summary(call).rstrip())
    return Frame(call.filename, call.lineno or 0, call.name, redacted(call.line or ""), text)


def _earlier(trace: Trace) -> list[str]:
    if trace.before is None:
        return []
    link = (
        "The above exception was the direct cause of the following exception:"
        if trace.caused
        else "During handling of the above exception, another exception occurred:"
    )
    return [*texts(trace.before), headline(trace.before), link]


def _stack_texts(trace: Trace) -> list[str]:
    stack = [frame.text for frame in trace.stack]
    if not trace.left_out:
        return stack
    half = len(stack) // 2
    return [*stack[:half], f"  ({trace.left_out} more calls)", *stack[half:]]


def _group_texts(trace: Trace) -> list[str]:
    found: list[str] = []
    for number, each in enumerate(trace.group, 1):
        found += [f"  Exception {number} of {len(trace.group)}:", *texts(each), headline(each)]
    return found
