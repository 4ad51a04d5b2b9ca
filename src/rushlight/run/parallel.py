"""Work of a run on threads of its own, for which the run waits at its end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING

from rushlight.run.signals import ControlFlow, Interrupted

if TYPE_CHECKING:
    from rushlight.run.context import RunContext


@cache
def _pool(threads: int | None) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(threads, thread_name_prefix="rushlight-parallel")


class Parallel:
    """Starts work inside a `with` that ends when all of it has ended; what stops one stops all."""

    __slots__ = ("_context", "_started")

    def __init__(self, context: RunContext) -> None:
        self._context = context
        self._started: list[Future[None]] = []

    def start(self, work: Callable[[], None]) -> None:
        """Do some work on another thread, for the same run."""
        limit = self._context.app.config.get("runner.parallelMaxWorkers")
        started = _pool(None if limit is None else int(limit)).submit(copy_context().run, work)
        started.add_done_callback(self._stop_others)
        self._started.append(started)

    def __enter__(self) -> Parallel:
        return self

    def __exit__(
        self, type: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        started, self._started = self._started, []
        if value is not None and started:
            self._context.interrupt = True
        ends = [each.exception() for each in started]
        asked = [end for end in ends if end is not None and not isinstance(end, Interrupted)]
        if asked and (value is None or isinstance(value, Interrupted)):
            raise asked[0]
        if value is None and any(ends):
            raise Interrupted

    def _stop_others(self, ended: Future[None]) -> None:
        """A stop or a rerun that one asks for stops the rest."""
        if isinstance(ended.exception(), ControlFlow):
            self._context.interrupt = True
