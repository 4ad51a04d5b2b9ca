"""Clicks through real sockets, timed."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Sequence

from tests.real.visitors import Visitor

PAUSE_SECONDS = 0.01
"""Between two clicks: people do not click without a pause either."""


async def clicks(people: Sequence[Visitor], count: int) -> list[float]:
    """Click by each in turn; return how many milliseconds each click took until the page had changed."""
    times: list[float] = []
    for n in range(count):
        visitor = people[n % len(people)]
        begun = time.perf_counter()
        await visitor.click()
        await visitor.settled()
        times.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(PAUSE_SECONDS)
    return times


def p95(times: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]
