"""What scripts made at random import: counting, and places where a test lets things happen in the midst of a run."""

from __future__ import annotations

from collections.abc import Callable

import rushlight as st

passing: list[Callable[[int], None]] = []
"""Called at each gate, on the thread of the run."""


def gate(number: int) -> None:
    """Let what the test wants happen here."""
    for call in passing:
        call(number)


def hit(name: str) -> None:
    """Count a click or a call."""
    hits = dict(st.session_state.get("hits", {}))
    hits[name] = hits.get(name, 0) + 1
    st.session_state.hits = hits
