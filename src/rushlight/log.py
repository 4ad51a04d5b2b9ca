"""Logging, by the standard library's loggers below the name `rushlight`."""

from __future__ import annotations

import json
import logging
import sys


def logger(name: str) -> logging.Logger:
    """Return the logger of a part of Rushlight."""
    return logging.getLogger(f"rushlight.{name}")


def printable(text: str) -> str:
    """Return text of a client with everything escaped that could forge log lines or steer a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text[:2000])


def set_up(level: str = "info", message_format: str | None = None, *, as_json: bool = False) -> None:
    """Send log records to standard error: one line each for people, or one JSON object each for machines."""
    handler = logging.StreamHandler(sys.stderr)
    default = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    handler.setFormatter(_JsonFormatter() if as_json else logging.Formatter(message_format or default))
    root = logging.getLogger("rushlight")
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    root.propagate = False


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "time": self.formatTime(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields)
