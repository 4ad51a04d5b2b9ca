"""Sizes as packages hand them over."""

from __future__ import annotations

from dataclasses import dataclass

from rushlight.elements.sizes import Size


@dataclass(frozen=True)
class LayoutConfig:
    """The width and height of an element, and the alignment of its text."""

    width: Size | None = None
    height: Size | None = None
    text_alignment: str | None = None
