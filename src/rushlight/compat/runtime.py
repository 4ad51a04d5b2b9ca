"""Streamlit's names for the running server."""

from __future__ import annotations

from rushlight.run.context import current


def exists() -> bool:
    """Tell whether this code runs in an app that is served."""
    return current() is not None


class Runtime:
    """The running server, for code that asks whether there is one; what is inside Streamlit's is not in this one."""

    @classmethod
    def exists(cls) -> bool:
        """Tell whether this code runs in an app that is served."""
        return exists()

    @classmethod
    def instance(cls) -> Runtime:
        """Return the running server; raises RuntimeError where there is none."""
        if not exists():
            raise RuntimeError("No app runs here. Start one with `rushlight run`, or ask Runtime.exists() first.")
        return _runtime


_runtime = Runtime()
get_instance = Runtime.instance
