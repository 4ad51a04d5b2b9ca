"""What scripts find under the name of the package they were written for: all of Rushlight, and that package's version."""

from __future__ import annotations

from typing import Any

import rushlight
from rushlight.run.container import active, region

__version__ = "1.67.0"
"""The release whose scripts run unchanged: packages ask for it."""

_REGIONS = {"_main": "main", "_bottom": "bottom", "_event": "event"}

__all__ = [name for name in vars(rushlight)["__all__"] if name != "__version__"]  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name in _REGIONS:
        return active() if name == "_main" else region(_REGIONS[name])
    try:
        return getattr(rushlight, name)
    except AttributeError:
        raise AttributeError(
            f"module 'streamlit' has no attribute {name!r} (asked of Rushlight in its place)"
        ) from None


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
