"""Browsers that come and go: what they took is given back."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

import pytest

from tests.security.memory import descriptors, resident, threads
from tests.server.running import Process, Tab, process

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
st.image(b"GIF89a" + bytes(200_000))
"""
OPENINGS = 1500
SESSIONS = 80
AT_ONCE = 50
_MB = 1 << 20
OPENING = (
    b"GET /_rushlight/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)


async def open_and_leave(port: int, places: asyncio.Semaphore) -> None:
    """Open a socket and be gone without a word."""
    async with places:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with contextlib.suppress(ConnectionError):
            writer.write(OPENING)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101")
        writer.transport.abort()


async def visit(url: str, places: asyncio.Semaphore) -> None:
    async with places:
        tab = await Tab.open(url)
        await tab.until_kind("slider")
        await tab.socket.close()


async def come_and_go(server: Process, openings: int, sessions: int) -> None:
    places = asyncio.Semaphore(AT_ONCE)
    await asyncio.gather(*(open_and_leave(server.port, places) for _ in range(openings)))
    few = asyncio.Semaphore(8)
    await asyncio.gather(*(visit(server.socket, few) for _ in range(sessions)))


async def until_as_before(server: Process, files: int, of_threads: int) -> None:
    async with asyncio.timeout(60):
        while descriptors(server.process.pid) > files + 3 or threads(server.process.pid) > of_threads + 2:
            await asyncio.sleep(0.1)
        while b"\nrushlight_sessions 0.0\n" not in server.get("/_rushlight/metrics").body:
            await asyncio.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what a process holds")
def test_thousands_who_come_and_go_leave_nothing_open(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    with process(script, "--server.disconnectedSessionTTL", "1") as server:
        asyncio.run(come_and_go(server, 200, 20))
        files, of_threads, before = (f(server.process.pid) for f in (descriptors, threads, resident))
        asyncio.run(come_and_go(server, OPENINGS, SESSIONS))
        asyncio.run(until_as_before(server, files, of_threads))
        assert resident(server.process.pid) - before < 32 * _MB
