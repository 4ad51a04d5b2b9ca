"""How long a click in the calm ones of ten apps on a host takes while the others do their worst: 95th percentiles, and their ratio.

One computes on four threads without end and fills memory, one crashes at import and is started again and again, one is updated to a
commit that does not work again and again. All have the usual limits.

python -m benchmarks.neighbours [ROUNDS]
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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
CLICKS = 210
SETTLE_SECONDS = 2.0
PAUSE_SECONDS = 0.01
MOST_MEGABYTES = 400


def main() -> None:
    """Measure in turns, alone and beside the others, and print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with host() as there:
        add_all(there)
        commit_badly(there)
        alone, beside = asyncio.run(_measure(there, rounds))
    _print("alone", alone)
    _print("beside those that do their worst", beside)
    ratios = [_p95(b) / _p95(a) for a, b in zip(alone, beside, strict=True)]
    whole = _p95(sum(beside, [])) / _p95(sum(alone, []))
    print(f"ratio of the p95 {whole:.2f}; of single rounds median {statistics.median(ratios):.2f} (goal: 1.10)")


async def _measure(there: Host, rounds: int) -> tuple[list[list[float]], list[list[float]]]:
    people = list((await visitors(there)).values())
    await _clicks(people)
    alone: list[list[float]] = []
    beside: list[list[float]] = []
    for _ in range(rounds):
        alone.append(await _clicks(people))
        async with _worst(there):
            beside.append(await _clicks(people))
    for visitor in people:
        await visitor.lose()
    return alone, beside


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
async def _worst(there: Host) -> AsyncIterator[None]:
    """Have the others do their worst meanwhile."""
    be_wild(there, CRASHING)
    be_wild(there, EATING, MOST_MEGABYTES)
    tasks = [asyncio.create_task(each) for each in (keep_looking(there, EATING), _start_again(there), _update(there))]
    try:
        yield
    finally:
        for name in (CRASHING, EATING):
            be_calm(there, name)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _start_again(there: Host) -> None:
    """Start what crashes whenever it has been given up."""
    while True:
        if await asyncio.to_thread(there.state, CRASHING) is State.FAILED:
            await asyncio.to_thread(there.supervisor.start, f"app_{CRASHING}_1")
        await asyncio.sleep(0.5)


async def _update(there: Host) -> None:
    """Update to what does not work, again and again, as whoever runs the host does."""
    words = [sys.executable, "-m", "rushlight", "host", "update", "repo"]
    environment = {**os.environ, **there.environment()}
    while True:
        process = await asyncio.create_subprocess_exec(
            *words, env=environment, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            assert await asyncio.shield(process.wait()) == 1
        except asyncio.CancelledError:
            await process.wait()
            raise


def _print(what: str, rounds: list[list[float]]) -> None:
    times = sum(rounds, [])
    median, p95 = statistics.median(times), _p95(times)
    print(f"{what:34} median {median:6.2f} ms   p95 {p95:6.2f} ms   ({len(times)} clicks)")


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
