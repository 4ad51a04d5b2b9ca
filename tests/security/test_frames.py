"""Messages and frames that are none: 10,000 of them leave the server, and other sessions, as they were."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Coroutine, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx2
import websockets

from rushlight.server.socket import BAD_MESSAGES
from tests.security import mutants
from tests.security.memory import MB, MOST_OF_MALFORMED, forget_peak, needs_peak, peak
from tests.security.sockets import code_of, socket
from tests.server.running import Process, Tab, process

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
"""
MESSAGES = 8000
FRAMES = 2000


async def say(server: Process, messages: list[bytes]) -> int:
    """Send messages in a session of their own; return the code that the server closes it with."""
    tab = await Tab.open(
        server.socket, httpx2.Client(verify=False)
    )  # reading certificates takes longer than all the rest

    async def listen() -> None:
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                await tab.socket.recv()

    listening = asyncio.create_task(listen())
    for message in messages:  # the last one is the one too many
        await tab.socket.send(message)
    await asyncio.wait_for(listening, 60)
    return tab.socket.close_code


async def send(server: Process, data: bytes) -> int:
    """Send what is no frame; return the code that the server closes the socket with."""
    async with socket(server.port) as (reader, writer, _):
        writer.write(data)
        return await code_of(reader)


async def attack(server: Process, seeds: Iterator[int], messages: int, frames: int) -> Counter[int]:
    """Send so many messages and frames at least; return how often each code came."""
    sessions: list[list[bytes]] = []
    while sum(map(len, sessions)) < messages:
        sessions.append(mutants.messages(seeds, BAD_MESSAGES))
    codes = await some_at_a_time(8, (say(server, each) for each in sessions))
    codes += await some_at_a_time(64, (send(server, mutants.raw(next(seeds))) for _ in range(frames)))
    assert len(codes) == len(sessions) + frames
    return Counter(codes)


async def some_at_a_time(most: int, attacks: Iterable[Coroutine[Any, Any, int]]) -> list[int]:
    places = asyncio.Semaphore(most)

    async def one(each: Coroutine[Any, Any, int]) -> int:
        async with places:
            return await each

    return list(await asyncio.gather(*map(one, attacks)))


@needs_peak
def test_ten_thousand_malformed_messages_and_frames(tmp_path: Path) -> None:
    async def meanwhile(seeds: Iterator[int], messages: int, frames: int, value: int) -> Counter[int]:
        victim = await Tab.open(server.socket)
        await victim.until_kind("slider")
        codes = await attack(server, seeds, messages, frames)
        await victim.change("slider", value)
        await victim.until_text(f"n is {value}")
        await victim.socket.close()
        return codes

    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    with process(script) as server:
        # What is loaded or made at the first use of something is there already.
        asyncio.run(meanwhile(count(1_000_000), 500, 100, 7))
        before = forget_peak(server.process.pid)
        codes = asyncio.run(meanwhile(count(), MESSAGES, FRAMES, 8))
        more = peak(server.process.pid) - before
        assert server.get("/_rushlight/health").status == 200
        assert server.end() == 0
    print(f"{MESSAGES + FRAMES} messages and frames: the server's memory grew by {more / MB:.1f} MB at most")
    assert more < MOST_OF_MALFORMED
    # Each ends by the server's own doing, as what is wrong with it says; nothing is an error of the server's (1011).
    assert set(codes) == {1002, 1007, 1008, 1009}, codes
    assert "Traceback" not in server.log
    # The log tells of each session once, and of its end, and is not filled by what it sends.
    assert (
        server.log.count(": Refused a message")
        == server.log.count(": Closed a socket that has sent 20 malformed")
        > 300
    )
