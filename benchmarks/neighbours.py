"""How long a click in one app of a host takes while another misbehaves: 95th percentiles of both, and their ratio.

The other computes on several threads without end, fills memory, and ends and is started again; it has the usual limits.

python -m benchmarks.neighbours
"""

from __future__ import annotations

import asyncio
import statistics
import time
from pathlib import Path

from tests.real.hosting import Host, host
from tests.real.visitors import Visitor

from benchmarks.protocol import COUNTER

ROUNDS = 6
CLICKS = 60
SETTLE_SECONDS = 1.0
WILD = """
import os, pathlib, threading, time
import rushlight as st

data = pathlib.Path(os.environ["RUSHLIGHT_DATA"])

def burn():
    held = []
    while (data / "wild").exists():
        sum(range(100_000))
        held.append(bytearray(1 << 20))
        if len(held) > 300:
            held.clear()

def rage():
    while True:
        if (data / "wild").exists():
            threads = [threading.Thread(target=burn) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        time.sleep(0.05)

@st.cache_resource
def begin():
    threading.Thread(target=rage, daemon=True).start()

begin()
st.text("here")
"""


def main() -> None:
    """Measure in turns, alone and beside the other, and print the figures."""
    with host() as there:
        there.done("add", "calm", there.source("calm", COUNTER), "--idle", "0")
        there.done("add", "wild", there.source("wild", WILD), "--idle", "0")
        alone, beside = asyncio.run(_measure(there))
    a, b = _p95(alone), _p95(beside)
    print(f"alone                        median {statistics.median(alone):6.2f} ms   p95 {a:6.2f} ms")
    print(f"beside one that misbehaves   median {statistics.median(beside):6.2f} ms   p95 {b:6.2f} ms")
    print(f"ratio of the p95 {b / a:.2f} ({ROUNDS} rounds of {CLICKS} clicks each)")


async def _measure(there: Host) -> tuple[list[float], list[float]]:
    visitor = Visitor(there.socket("calm"))
    await visitor.connect()
    await visitor.until("count 0")
    wild = Path(there.place.data("wild"), "wild")
    times: dict[bool, list[float]] = {False: [], True: []}
    for _ in range(ROUNDS):
        for is_wild in (False, True):
            wild.touch() if is_wild else wild.unlink(missing_ok=True)
            await asyncio.sleep(SETTLE_SECONDS)
            for _ in range(CLICKS):
                begun = time.perf_counter()
                await visitor.click()
                await visitor.settled()
                times[is_wild].append((time.perf_counter() - begun) * 1000)
    wild.unlink(missing_ok=True)
    await visitor.lose()
    return times[False], times[True]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
