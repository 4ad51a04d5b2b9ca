"""Streamlit's names for the running server."""

from __future__ import annotations

from rushlight.run.context import current


def exists() -> bool:
    """Tell whether this code runs in an app that is served."""
    return current() is not None
