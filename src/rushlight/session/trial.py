"""A run of the script for nobody, which tells whether it works."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from enum import Enum

from rushlight import ids
from rushlight.run.context import Application, Client, RunContext, enter
from rushlight.script.pool import Pool
from rushlight.script.runner import Ending, Outcome
from rushlight.session.inbox import Batch
from rushlight.session.sessions import let_go

LONG_SECONDS = 20
"""A script that has run this long without an error works: some never end."""
RETRY_SECONDS = 5
MOST_RERUNS = 10


class State(Enum):
    """What is known of the script."""

    UNKNOWN = "unknown"
    RUNNING = "running"
    PASSED = "passed"
    FAILED = "failed"


class Trial:
    """Tries the script once, in a session that nobody sees and that is thrown away. Methods may be called from any thread."""

    def __init__(
        self,
        app: Application,
        pool: Pool,
        answer: Callable[[RunContext, Batch], Outcome],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._pool = pool
        self._answer = answer
        self._clock = clock
        self._lock = threading.Lock()
        self._state = State.UNKNOWN
        self._since = 0.0
        self._context: RunContext | None = None

    def state(self) -> State:
        """Return what is known; begin a run if nothing is, or if the last one failed some time ago."""
        with self._lock:
            waited = self._clock() - self._since
            if self._state is State.RUNNING and waited >= LONG_SECONDS:
                self._state = State.PASSED
                self._interrupt()
            elif self._state is State.UNKNOWN or (self._state is State.FAILED and waited >= RETRY_SECONDS):
                self._begin()
            return self._state

    def stop(self) -> None:
        """Stop the run, if there is one."""
        with self._lock:
            self._interrupt()

    def _begin(self) -> None:
        self._state, self._since = State.RUNNING, self._clock()
        self._context = RunContext(ids.random_id(), self._app, Client())
        self._pool.submit(self._run)

    def _interrupt(self) -> None:
        if self._context is not None:
            self._context.interrupt = True

    def _run(self) -> None:
        context = self._context
        assert context is not None
        enter(context)
        failed = True
        try:
            failed = self._fails(context)
        finally:
            enter(None)
            let_go(context)
            with self._lock:
                self._context = None
                self._since = self._clock()
                if self._state is State.RUNNING:
                    self._state = State.FAILED if failed else State.PASSED

    def _fails(self, context: RunContext) -> bool:
        batch = Batch(wants_run=True, whole=True)
        for _ in range(MOST_RERUNS):
            context.runs += 1
            outcome = self._answer(context, batch)
            if outcome.rerun is None:
                return outcome.ending is Ending.FAILED
            wanted = outcome.rerun
            batch = Batch(wants_run=True, whole=True, page=wanted.page, query=wanted.query)
        return False
