"""Commands that steer the run: stop, rerun."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Never

from rushlight.errors import APIError, InvalidLayoutContextError
from rushlight.run.context import RunContext, current
from rushlight.run.fragment import running
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


def rerun(scope: str | int | Sequence[str | int] = "app") -> None:
    """Run the script again at once, from the top, or only some fragments.

    In a callback, the rerun happens when all callbacks have been called.

    Args:
        scope: "app" for the whole script; "fragment" for the running fragment alone; in callbacks also the key of a
            fragment, or several.

    Raises:
        InvalidLayoutContextError: for scope "fragment" outside of a fragment's own run, and for keys outside of
            callbacks.
        APIError: for a key that no fragment on the page has.

    Example:
        >>> if st.button("Reset"):
        ...     st.session_state.clear()
        ...     st.rerun()
    """
    context = current()
    if context is None:
        return
    if scope == "app":
        raise RerunRequested
    if scope == "fragment":
        raise RerunRequested(fragments=frozenset([_own_fragment()]))
    if not context.callback_phase:
        raise InvalidLayoutContextError(
            f"rerun(scope={scope!r}) was called outside of a callback. Use scope='app' or, in a fragment, 'fragment'."
        )
    keys = [scope] if isinstance(scope, (str, int)) else list(scope)
    raise RerunRequested(fragments=frozenset(id for key in keys for id in _with_key(context, str(key))))


def _own_fragment() -> int:
    fragment = running()
    while fragment is not None and not fragment.reruns:
        fragment = fragment.parent
    if fragment is None:
        raise InvalidLayoutContextError(
            "rerun(scope='fragment') was called outside of a fragment's own run. Use scope='app' there."
        )
    return fragment.id


def _with_key(context: RunContext, key: str) -> list[int]:
    found = context.fragments.by_key(key)
    if not found:
        known = sorted({fragment.key for fragment in context.fragments if fragment.key is not None})
        raise APIError(
            f"No fragment on the page has the key {key!r}; keys on the page: {known}. Check rerun(scope=...)."
        )
    return found
