"""How a run is stopped from inside and outside. Not Exceptions, so that a script's `except Exception` lets them pass."""

from __future__ import annotations


class ControlFlow(BaseException):
    """Ends a run before the script's end."""


class StopRun(ControlFlow):
    """The script called `stop`, or the user pressed Stop."""


class Interrupted(StopRun):
    """A newer event, or the end of the session, stopped the run."""


class RerunRequested(ControlFlow):
    """The script asked to be run again from the top, or to have some fragments run again."""

    def __init__(
        self, page: str | None = None, query: str | None = None, fragments: frozenset[int] | None = None
    ) -> None:
        self.page = page
        self.query = query
        self.fragments = fragments
        """Ids of the fragments to run; None for the whole script."""
