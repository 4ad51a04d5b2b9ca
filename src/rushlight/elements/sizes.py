"""Widths and heights as commands take them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rushlight.errors import InvalidHeightError, InvalidWidthError

Size: TypeAlias = str | int
"""A number of CSS pixels, or one of a few words such as "stretch" and "content"."""

BOTH = ("stretch", "content")


def width(value: Size, words: Sequence[str] = BOTH, *, use_container_width: bool | None = None) -> Size:
    """Return a width if it is a positive number of pixels or one of the words; raises InvalidWidthError."""
    if use_container_width is not None:
        return "stretch" if use_container_width else words[-1]
    if _fits(value, words):
        return value
    raise InvalidWidthError.of("width", value, f"{_listed(words)} or a positive whole number of pixels")


def height(value: Size, words: Sequence[str] = BOTH) -> Size:
    """Return a height if it is a positive number of pixels or one of the words; raises InvalidHeightError."""
    if _fits(value, words):
        return value
    raise InvalidHeightError.of("height", value, f"{_listed(words)} or a positive whole number of pixels")


def _fits(value: object, words: Sequence[str]) -> bool:
    return value in words if isinstance(value, str) else isinstance(value, int) and value is not True and value > 0


def _listed(words: Sequence[str]) -> str:
    return ", ".join(repr(word) for word in words)
