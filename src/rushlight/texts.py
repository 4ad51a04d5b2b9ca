"""Cleaning and writing text."""

from __future__ import annotations

from inspect import cleandoc
from textwrap import dedent


def clean_text(body: object) -> str:
    """Return the text of a value without common indentation and without white space at its ends."""
    return dedent(str(body)).strip()


def clean_doc(doc: str | None) -> str:
    """Return a docstring without its indentation."""
    return cleandoc(doc) if doc else ""


def byte_size(count: float) -> str:
    """Return a number of bytes as people read it: 1.5 MB."""
    for unit in ("B", "kB", "MB", "GB"):
        if abs(count) < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"
