"""Components: parts of a page that are made by packages and authors, in JavaScript."""

from __future__ import annotations

from rushlight.components import v1, v2

__all__ = ["v1", "v2"]
