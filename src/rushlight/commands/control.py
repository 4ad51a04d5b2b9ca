"""Commands that steer the run: stop, rerun."""

from __future__ import annotations

from typing import Never

from rushlight.errors import InvalidLayoutContextError
from rushlight.run.context import current
from rushlight.run.signals import RerunRequested, StopRun


def stop() -> Never:
    """End this run here. What was drawn stays; what would have come after is not drawn.

    Outside of a run the script simply ends.

    Example:
        >>> name = st.text_input("Name")
        >>> if not name:
        ...     st.stop()
    """
    if current() is None:
        raise SystemExit(0)
    raise StopRun


def rerun(scope: str | list[str] = "app") -> None:
    """Run the script again at once, from the top.

    Args:
        scope: "app" for the whole script; "fragment" for the running fragment alone.

    Raises:
        InvalidLayoutContextError: for scope "fragment" outside of a fragment's own run.

    Example:
        >>> if st.button("Reset"):
        ...     st.session_state.clear()
        ...     st.rerun()
    """
    if current() is None:
        return
    if scope != "app":
        raise InvalidLayoutContextError(
            f"rerun(scope={scope!r}) was called outside of a fragment's run. Use scope='app' there."
        )
    raise RerunRequested
