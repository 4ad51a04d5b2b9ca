"""How long a click in the calm ones of ten apps on a host takes beside the others: 95th percentiles, and ratios.

In trouble, one app fills memory on four threads and computes until it is ended, one crashes at import, and an update to a commit that
does not work is tried. At their worst nothing of that has an end or a pause: memory is dropped and filled again, what crashes is
started at once, and updates follow each other. The control is work of the same sorts outside of the host, at the lowest priority that
the kernel has (`SCHED_IDLE`): one process fills memory on four threads, and Python is started and imports pandas, without a pause. What
that costs the clicks is the machine's own: caches, memory and cores that are shared.

python -m benchmarks.neighbours [ROUNDS [CLICKS]]
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import sys
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from multiprocessing import get_context
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

from benchmarks.clicking import clicks, p95
from rushlight.hosting.supervisor import State

Work = Callable[[Host], Coroutine[Any, Any, None]]

ROUNDS = 6
CLICKS = 350
SETTLE_SECONDS = 2.0
MOST_MEGABYTES = 400
_FILLS = """
import os, threading, time
parent = os.getppid()
def fill():
    held = []
    while True:
        sum(range(100_000))
        held.append(b"x" * (4 << 20))
        if len(held) > 25:
            held.clear()
for _ in range(4):
    threading.Thread(target=fill, daemon=True).start()
while os.getppid() == parent:
    time.sleep(0.1)
"""
_STARTS = """
import os, subprocess, sys
parent = os.getppid()
while os.getppid() == parent:
    subprocess.run([sys.executable, "-c", "import pandas, uvicorn"])
"""


def main() -> None:
    """Measure in turns, and print the figures."""
    rounds, count = [int(word) for word in sys.argv[1:]] + [ROUNDS, CLICKS][len(sys.argv) - 1 :]
    with host() as there:
        add_all(there)
        commit_badly(there)
        found = asyncio.run(_measure(there, rounds, count))
    for what, parts in found.items():
        times = sum(parts, [])
        to_alone, to_control = (_to(parts, found[each]) for each in ("alone", "control"))
        print(
            f"{what:16} median {statistics.median(times):6.2f} ms   p95 {p95(times):6.2f} ms   to that alone {to_alone:.2f}"
            f"   to that of the control {to_control:.2f}   ({len(times)} clicks)"
        )


def _to(parts: list[list[float]], others: list[list[float]]) -> float:
    """Return the ratio of their 95th percentiles in the median round: from one round to another the machine changes."""
    return statistics.median(p95(mine) / p95(theirs) for mine, theirs in zip(parts, others, strict=True))


async def _measure(there: Host, rounds: int, count: int) -> dict[str, list[list[float]]]:
    people = list((await visitors(there)).values())
    await clicks(people, count)
    beside = {"alone": None, "in trouble": _trouble, "at their worst": _worst, "control": _control}
    found: dict[str, list[list[float]]] = {what: [] for what in beside}
    for _ in range(rounds):
        for what, work in beside.items():
            async with _meanwhile(there, work):
                await asyncio.sleep(SETTLE_SECONDS)
                found[what].append(await clicks(people, count))
    for visitor in people:
        await visitor.lose()
    return found


async def _trouble(there: Host) -> None:
    """Have the others be in trouble until this is cancelled."""
    be_wild(there, CRASHING)
    be_wild(there, EATING)
    await asyncio.gather(keep_looking(there, EATING), _update(there))


async def _worst(there: Host) -> None:
    """Have the others do their worst until this is cancelled."""
    be_wild(there, CRASHING)
    be_wild(there, EATING, MOST_MEGABYTES)
    await asyncio.gather(keep_looking(there, EATING), _start_again(there), _updates(there))


async def _control(_: Host) -> None:
    """Do the same sorts of work outside of the host until this is cancelled."""
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    group = [await asyncio.create_subprocess_exec(sys.executable, "-c", code) for code in (_FILLS, _STARTS)]
    await asyncio.gather(*(process.wait() for process in group))


@asynccontextmanager
async def _meanwhile(there: Host, work: Work | None) -> AsyncGenerator[None]:
    """Do it in a process of its own, so that who clicks does nothing else."""
    if work is None:
        yield
        return
    process = get_context("fork").Process(target=_do, args=(there, work))
    process.start()
    try:
        yield
    finally:
        process.terminate()
        await asyncio.to_thread(process.join)
        await asyncio.to_thread(_until_updated, there)
        for name in (CRASHING, EATING):
            be_calm(there, name)
            await asyncio.to_thread(there.done, "restart", name)


def _until_updated(there: Host) -> None:
    with there.place.lock("repo"):
        pass


def _do(there: Host, work: Work) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    asyncio.run(work(there))


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
    assert await process.wait() == 1


if __name__ == "__main__":
    main()
