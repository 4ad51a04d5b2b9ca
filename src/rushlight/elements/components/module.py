"""A component that is a JavaScript module, drawn in the page itself."""

from __future__ import annotations

from typing import Any

from rushlight.elements.sizes import Size
from rushlight.tree.node import Props


class ComponentModule(Props, frozen=True, kw_only=True):
    name: str
    html: str | None = None
    css: str | None = None
    """Text of a style sheet."""
    style: str | None = None
    """Address of a style sheet."""
    script: str | None = None
    """Address of the module."""
    data: Any = None
    tables: list[str] = []
    """Which entries of the data are tables, as Arrow IPC streams; "" where that is what the data are."""
    isolated: bool = True
    """It is drawn in a shadow root, which the page's styles do not reach."""
    width: Size = "stretch"
    height: Size = "content"
