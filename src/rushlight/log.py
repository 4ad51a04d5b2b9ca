"""Logging, by the standard library's loggers below the name `rushlight`."""

from __future__ import annotations

import json
import logging
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TextIO

from rushlight.redaction import redacted

_OURS = ("rushlight", "uvicorn")
_FORMAT = "%(asctime)s %(levelname)s %(name)s%(about)s: %(message)s"
errors: Counter[str] = Counter()
"""Lines that tell of errors, by the part that wrote them."""
_ABOUT = ("session", "run", "user")


def logger(name: str) -> logging.Logger:
    """Return the logger of a part of Rushlight."""
    return logging.getLogger(f"rushlight.{name}")


def printable(text: str) -> str:
    """Return text of a client, of a limited length, with everything escaped that could forge lines or steer a terminal."""
    return _escaped(text[:2000])


def set_up(level: str = "info", message_format: str | None = None, *, as_json: bool = False) -> None:
    """Send log records to standard error: one line each for people, or one JSON object each for machines.

    That is also where warnings of other libraries go that nobody else handles, and errors of threads.
    """
    handler = _Handler(sys.stderr)
    handler.setFormatter(_JsonFormatter() if as_json else _LineFormatter(message_format or _FORMAT))
    for name in _OURS:
        root = logging.getLogger(name)
        root.handlers[:] = [handler]
        root.propagate = False
    logging.getLogger("rushlight").setLevel(level.upper())
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    last = _Handler(sys.stderr)
    last.setLevel(logging.WARNING)
    last.setFormatter(handler.formatter)
    logging.lastResort = last
    threading.excepthook = _thread_failed


def tell_about(facts: Callable[[], Mapping[str, str]]) -> None:
    """Have each line say what it is about: the session, run and user that a function knows when it is written."""
    global _facts
    _facts = facts


def _nothing() -> Mapping[str, str]:
    return {}


_facts: Callable[[], Mapping[str, str]] = _nothing


def _escaped(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def _thread_failed(args: Any) -> None:
    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else "?"
    error = args.exc_value.with_traceback(args.exc_traceback) if args.exc_value is not None else None
    logger("thread").error("The thread %s failed", name, exc_info=error)


class _Handler(logging.StreamHandler[TextIO]):
    """Writes lines, and counts those that tell of errors."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR:
            errors[record.name.removeprefix("rushlight.")] += 1
        super().emit(record)


class _LineFormatter(logging.Formatter):
    """One line for people; those of a traceback are marked, so that no text in it can pass for a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        message = _escaped(redacted(record.getMessage()))
        about = _facts()
        shown = " ".join(_escaped(about[name]) for name in ("run", "user") if name in about)
        fields = {name: _escaped(about.get(name, "")) for name in _ABOUT}
        line = logging.makeLogRecord({**record.__dict__, **fields, "about": f" [{shown}]" if shown else ""})
        line.msg, line.args, line.exc_info, line.exc_text, line.stack_info = message, None, None, None, None
        return "\n".join([super().format(line), *self._below(record)])

    def _below(self, record: logging.LogRecord) -> list[str]:
        text = "\n".join(_tail(self, record))
        return [f"  | {_escaped(line)}" for line in redacted(text).split("\n")] if text else []


class _JsonFormatter(logging.Formatter):
    """One JSON object for machines; its time is UTC."""

    converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redacted(record.getMessage()),
            **_facts(),
        }
        tail = "\n".join(_tail(self, record))
        if tail:
            fields["exception"] = redacted(tail)
        return json.dumps(fields)


def _tail(formatter: logging.Formatter, record: logging.LogRecord) -> list[str]:
    """Return what belongs to a record besides its message: a traceback, a stack."""
    parts: list[str] = []
    if record.exc_info:
        parts.append(formatter.formatException(record.exc_info))
    if record.stack_info:
        parts.append(formatter.formatStack(record.stack_info))
    return parts
