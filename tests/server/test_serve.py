"""A server process: how it begins, and how it ends."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import websockets

from tests.server.running import Answer, Running, Tab

SLOW = """
import rushlight as st, pathlib, time
st.session_state.setdefault("n", 0)
if st.button("add"):
    pathlib.Path(r"{folder}/begun").touch()
    while not pathlib.Path(r"{folder}/gate").exists():
        time.sleep(0.005)
    st.session_state.n += 1
st.text(f"count {{st.session_state.n}}")
"""


class Process(Running):
    """A server process of its own."""

    def __init__(self, script: Path, *words: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.socket = f"ws://127.0.0.1:{self.port}/_rushlight/socket"
        flags = ["--server.port", str(self.port), "--server.address", "127.0.0.1", "--server.headless", "true"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rushlight", "run", str(script), *flags, *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.log = ""
        assert self.process.stdout is not None
        while "Local:" not in (line := self.process.stdout.readline()):
            assert self.process.poll() is None, self.log + line
            self.log += line
        self.log += line

    def end(self, sig: int = signal.SIGTERM) -> int:
        """Ask it to end and return its exit code."""
        self.process.send_signal(sig)
        return self.ended()

    def ended(self) -> int:
        """Wait for its end and return its exit code."""
        out, _ = self.process.communicate(timeout=30)
        self.log += out
        return self.process.returncode


@contextmanager
def process(script: Path, *words: str) -> Iterator[Process]:
    started = Process(script, *words)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.process.kill()
            started.process.wait()


async def shown(server: Running) -> Tab:
    tab = await Tab.open(server.socket)
    await tab.until_kind("button")
    return tab


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "app.py"
    path.write_text(SLOW.format(folder=tmp_path))
    return path


def test_a_server_that_is_told_to_end_lets_scripts_end_and_browsers_come_back_later(script: Path) -> None:
    async def journey(server: Process) -> tuple[Answer, int]:
        busy, idle = await shown(server), await shown(server)
        await busy.click()
        while not (script.parent / "begun").exists():
            await asyncio.sleep(0.01)
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await idle.receive()
        assert idle.socket.close_code == 1012
        ready = await asyncio.to_thread(server.get, "/_rushlight/ready")
        health = await asyncio.to_thread(server.get, "/_rushlight/health")
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(server.socket)
        assert refused.value.response.status_code == 503
        (script.parent / "gate").touch()
        await busy.until_text("count 1")
        assert busy.acked == 1
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await busy.receive()
        assert busy.socket.close_code == 1012
        return ready, health.status

    with process(script) as server:
        server.until("/_rushlight/ready", 200)
        ready, health = asyncio.run(journey(server))
        assert ready.status == 503
        assert ready.json()["reasons"] == ["the server is about to end"]
        assert health == 200
        assert server.ended() == 0
        assert "Traceback" not in server.log


def test_a_script_that_goes_on_is_stopped_at_the_limit(script: Path) -> None:
    async def journey(server: Process) -> None:
        busy = await shown(server)
        await busy.click()
        while not (script.parent / "begun").exists():
            await asyncio.sleep(0.01)
        assert await asyncio.to_thread(server.end) == 0

    with process(script, "--server.drainSeconds", "0.3") as server:
        asyncio.run(journey(server))
        assert "1 scripts were still running" in server.log


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_ends_at_once_and_well(script: Path, sig: int) -> None:
    with process(script) as server:
        assert server.end(sig) == 0
        assert "Traceback" not in server.log


def test_whoever_asks_at_the_terminal_does_not_wait_for_scripts(script: Path) -> None:
    async def journey(server: Process) -> None:
        busy = await shown(server)
        await busy.click()
        while not (script.parent / "begun").exists():
            await asyncio.sleep(0.01)
        server.process.send_signal(signal.SIGINT)
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await busy.receive()

    with process(script, "--server.drainSeconds", "1000") as server:
        asyncio.run(journey(server))
        assert server.ended() == 0
