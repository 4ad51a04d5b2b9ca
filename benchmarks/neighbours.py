"""How long a click in the calm ones of ten apps on a host takes beside the others: 95th percentiles, and ratios.

In trouble, one app fills memory on four threads and computes until it is ended, one crashes at import, and an update to a commit that
does not work is tried. At their worst nothing of that has an end or a pause: memory is dropped and filled again, what crashes is
started at once, and updates follow each other. The control is one process of the lowest priority that computes outside of the host:
what the machine itself makes of two things at a time.

python -m benchmarks.neighbours [ROUNDS]
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from tests.real.hosting import Host, host
from tests.real.neighbours import (
    CRASHING,
    EATING,
    add_all,
    be_calm,
    be_wild,
    commit_badly,
    keep_looking,
    visitors,
)
from tests.real.visitors import Visitor

from rushlight.hosting.supervisor import State

ROUNDS = 6
CLICKS = 350
SETTLE_SECONDS = 2.0
PAUSE_SECONDS = 0.01
MOST_MEGABYTES = 400


def main() -> None:
    """Measure in turns, and print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with host() as there:
        add_all(there)
        commit_badly(there)
        found = asyncio.run(_measure(there, rounds))
    alone = _p95(sum(found["alone"], []))
    for what, parts in found.items():
        times = sum(parts, [])
        print(
            f"{what:20} median {statistics.median(times):6.2f} ms   p95 {_p95(times):6.2f} ms   "
            f"{_p95(times) / alone:.2f} times that alone   ({len(times)} clicks)"
        )


async def _measure(there: Host, rounds: int) -> dict[str, list[list[float]]]:
    people = list((await visitors(there)).values())
    await _clicks(people)
    beside = {"alone": lambda _: nullcontext(), "in trouble": _trouble, "at their worst": _worst, "control": _control}
    found: dict[str, list[list[float]]] = {what: [] for what in beside}
    for _ in range(rounds):
        for what, happens in beside.items():
            async with happens(there):
                found[what].append(await _clicks(people))
    for visitor in people:
        await visitor.lose()
    return found


async def _clicks(people: list[Visitor]) -> list[float]:
    """Click in each app in turn; return how many milliseconds each click took."""
    await asyncio.sleep(SETTLE_SECONDS)
    times: list[float] = []
    for n in range(CLICKS):
        visitor = people[n % len(people)]
        begun = time.perf_counter()
        await visitor.click()
        await visitor.settled()
        times.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(PAUSE_SECONDS)
    return times


@asynccontextmanager
async def _trouble(there: Host) -> AsyncIterator[None]:
    """Have the others be in trouble meanwhile."""
    async with _meanwhile(there, keep_looking(there, EATING), _update(there)):
        be_wild(there, CRASHING)
        be_wild(there, EATING)
        yield


@asynccontextmanager
async def _worst(there: Host) -> AsyncIterator[None]:
    """Have the others do their worst meanwhile."""
    async with _meanwhile(there, keep_looking(there, EATING), _start_again(there), _updates(there)):
        be_wild(there, CRASHING)
        be_wild(there, EATING, MOST_MEGABYTES)
        yield


@asynccontextmanager
async def _control(_: Host) -> AsyncIterator[None]:
    """Compute outside of the host meanwhile."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "while True: sum(range(100_000))")
    os.sched_setscheduler(process.pid, os.SCHED_IDLE, os.sched_param(0))
    try:
        yield
    finally:
        process.kill()
        await process.wait()


@asynccontextmanager
async def _meanwhile(there: Host, *works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    tasks = [asyncio.create_task(work) for work in works]
    try:
        yield
    finally:
        for name in (CRASHING, EATING):
            be_calm(there, name)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for name in (CRASHING, EATING) if works else ():
            await asyncio.to_thread(there.done, "restart", name)


async def _start_again(there: Host) -> None:
    """Start what crashes whenever it has been given up."""
    while True:
        if await asyncio.to_thread(there.state, CRASHING) is State.FAILED:
            await asyncio.to_thread(there.supervisor.start, f"app_{CRASHING}_1")
        await asyncio.sleep(0.5)


async def _updates(there: Host) -> None:
    """Update again and again, as soon as one has failed."""
    while True:
        await _update(there)


async def _update(there: Host) -> None:
    """Update to what does not work, as whoever runs the host does."""
    words = [sys.executable, "-m", "rushlight", "host", "update", "repo"]
    environment = {**os.environ, **there.environment()}
    process = await asyncio.create_subprocess_exec(
        *words, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
    )
    try:
        assert await asyncio.shield(process.wait()) == 1
    except asyncio.CancelledError:
        await process.wait()
        raise


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
