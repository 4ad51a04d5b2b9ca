"""Session state as a test sees it."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from typing import Any

from rushlight.run.context import RunContext


class State(MutableMapping[str, Any]):
    """The app's session state, by key or attribute: to be set before a run, or read after it."""

    _context: RunContext

    def __init__(self, context: RunContext) -> None:
        object.__setattr__(self, "_context", context)

    def __getitem__(self, key: str) -> Any:
        try:
            return self._context.state[str(key)]
        except KeyError:
            raise KeyError(f"session_state has no key {key!r}; it has {list(self)}.") from None

    def __setitem__(self, key: str, value: Any) -> None:
        # Between runs a test may set what a script may set before its widgets are drawn.
        self._context.state.drawn = set()
        self._context.state[str(key)] = value

    def __delitem__(self, key: str) -> None:
        del self._context.state[str(key)]

    def __iter__(self) -> Iterator[str]:
        return self._context.state.names()

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, key: object) -> bool:
        return str(key) in self._context.state

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __setattr__(self, key: str, value: Any) -> None:
        self[key] = value

    def __delattr__(self, key: str) -> None:
        del self[key]

    @property
    def filtered_state(self) -> dict[str, Any]:
        """All entries as a dict."""
        return dict(self)

    def to_dict(self) -> dict[str, Any]:
        """Return all entries as a dict."""
        return dict(self)

    def __repr__(self) -> str:
        return f"State({dict(self)!r})"
