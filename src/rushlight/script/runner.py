"""Running a program once, from top to bottom, for one session."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextvars import copy_context
from enum import Enum
from typing import Any, TypeAlias

import msgspec

from rushlight.run.context import RunContext, current
from rushlight.run.namespace import Names, as_main, fresh
from rushlight.run.signals import Interrupted, RerunRequested, StopRun
from rushlight.script.compile import Program


class Ending(Enum):
    """How a run ended."""

    COMPLETE = "complete"
    STOPPED = "stopped"
    """By the script's own stop, or by the user."""
    INTERRUPTED = "interrupted"
    """By a newer event."""
    RERUN = "rerun"
    FAILED = "failed"


class Outcome(msgspec.Struct, frozen=True):
    """How a run ended, and what it asks for next."""

    ending: Ending
    error: BaseException | None = None
    rerun: RerunRequested | None = None
    refused: tuple[str, ...] = ()
    """Why some of the browser's values were not taken."""
    fragments: frozenset[int] | None = None
    """Which fragments ran; None for the whole script."""


Wait: TypeAlias = Callable[[Awaitable[Any]], Any]
"""Waits for an awaitable on the event loop of this run."""


def run(context: RunContext, callbacks: Iterable[Callable[[], Any]], work: Callable[[Wait], None]) -> Outcome:
    """Call the callbacks, then do the work: that of a script or of fragments.

    Runs on the calling thread, which must have entered the context.
    """
    try:
        with _Awaiting() as wait, context.parallel:
            context.wait = wait
            _call_all(callbacks, context)
            work(wait)
    except Interrupted:
        return Outcome(Ending.INTERRUPTED)
    except StopRun:
        return Outcome(Ending.STOPPED)
    except RerunRequested as request:
        return Outcome(Ending.RERUN, rerun=request)
    except SystemExit:
        return Outcome(Ending.STOPPED)
    except BaseException as error:
        return Outcome(Ending.FAILED, error=error)
    return Outcome(Ending.COMPLETE)


def execute(program: Program, names: Mapping[str, Any], wait: Wait) -> Names:
    """Run a program from top to bottom in a fresh namespace that holds `names`; return that."""
    namespace = fresh(str(program.path), dict(names))
    begun = 0
    try:
        with as_main(namespace):
            for statement in program.statements:
                begun += 1
                result = eval(statement.code, namespace)
                if statement.awaits:
                    wait(result)
    finally:
        if (context := current()) is not None:
            context.figures.statements += begun
    return namespace


def _call_all(callbacks: Iterable[Callable[[], Any]], context: RunContext) -> None:
    """Call callbacks in order; a rerun that one asks for happens after all of them."""
    wanted: RerunRequested | None = None
    context.callback_phase = True
    try:
        for callback in callbacks:
            try:
                callback()
            except RerunRequested as request:
                wanted = request
    finally:
        context.callback_phase = False
    if wanted is not None:
        raise wanted


class _Awaiting:
    """An event loop for this run's awaits, made at the first of them."""

    def __init__(self) -> None:
        self._runner: asyncio.Runner | None = None

    def __enter__(self) -> Wait:
        return self._wait

    def __exit__(self, *_: object) -> None:
        if self._runner is not None:
            self._runner.close()

    def _wait(self, awaitable: Awaitable[Any]) -> Any:
        if self._runner is None:
            self._runner = asyncio.Runner()
        return self._runner.run(_result_of(awaitable), context=copy_context())


async def _result_of(awaitable: Awaitable[Any]) -> Any:
    return await awaitable
