"""Values on a line of their own in a script, which are shown."""

from __future__ import annotations

from typing import Any

from rushlight.run.container import active


def show(*values: Any) -> None:
    """Show the value of an expression statement; of a tuple, each item."""
    for value in values:
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            active().write(*value)  # type: ignore[attr-defined]
        else:
            active().write(value)  # type: ignore[attr-defined]
