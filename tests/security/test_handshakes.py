"""Requests that are none: 10,000 openings of sockets, each spoilt in some way, leave the server as it was."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.security.memory import MB, MOST_OF_MALFORMED, forget_peak, needs_peak, peak
from tests.security.mutants import handshake
from tests.security.requests import ask
from tests.server.running import Tab, process

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
"""
COUNT = 10_000
AT_ONCE = 16


async def attack(port: int, numbers: Iterable[int] = range(COUNT)) -> Counter[int]:
    """Send all of them, some at a time, and return how often each status came back."""
    statuses: Counter[int] = Counter()
    seeds = iter(numbers)

    async def one_after_the_other() -> None:
        for seed in seeds:
            statuses[(await ask(port, handshake(seed), patience=0.2)).status] += 1

    await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))
    return statuses


@needs_peak
def test_ten_thousand_spoilt_handshakes(tmp_path: Path) -> None:
    async def meanwhile(port: int, numbers: Iterable[int], value: int) -> Counter[int]:
        victim = await Tab.open(server.socket)
        await victim.until_kind("slider")
        statuses = await attack(port, numbers)
        await victim.change("slider", value)
        await victim.until_text(f"n is {value}")
        await victim.socket.close()
        return statuses

    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    with process(script) as server:
        # What is loaded or made at the first use of something is there already.
        asyncio.run(meanwhile(server.port, range(COUNT, COUNT + 500), 7))
        before = forget_peak(server.process.pid)
        statuses = asyncio.run(meanwhile(server.port, range(COUNT), 8))
        more = peak(server.process.pid) - before
        assert server.get("/_rushlight/health").status == 200
    print(f"{COUNT} handshakes: the server's memory grew by {more / MB:.1f} MB at most")
    assert more < MOST_OF_MALFORMED
    assert sum(statuses.values()) == COUNT
    # 0: closed without an answer, or still waiting for the rest; 101: the odd thing was not one that matters.
    assert {status for status in statuses if status >= 500} <= {501, 505}, statuses
    assert statuses[400] > COUNT / 10, statuses
    assert "Traceback" not in server.log
