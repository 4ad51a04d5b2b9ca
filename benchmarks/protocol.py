"""What an interaction costs at the protocol: server CPU, latency and bytes, over a real socket, and the floor below it."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import websockets

from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Change, Frame, Hello, Snapshot

EVENTS = 400

COUNTER = """
import rushlight as st
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
"""


def many(count: int) -> str:
    """Return an app of some text inputs and a counter."""
    return (
        f"import rushlight as st\nfor i in range({count}):\n    st.text_input(f'field {{i}}', key=f'f{{i}}')\n"
        + COUNTER
    )


class Tab:
    """A browser's side of the protocol, as little of it as a measurement needs."""

    def __init__(self, socket: Any, ticket: str = "") -> None:
        self.socket = socket
        self.ticket = ticket
        self.seq = 0
        self.button = ""

    @classmethod
    async def at(cls, port: int) -> Tab:
        """Load the page, as a browser does, and connect."""
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            cookie = answer.headers["set-cookie"].partition(";")[0]
            ticket = json.loads(answer.read().partition(b'id="rushlight-settings">')[2].partition(b"</script>")[0])[
                "ticket"
            ]
        url = f"ws://127.0.0.1:{port}/_rushlight/socket"
        return await cls(await websockets.connect(url, additional_headers={"cookie": cookie}), ticket).open()

    async def open(self) -> Tab:
        """Greet the server and wait for the page."""
        await self.socket.send(encode(Hello(PROTOCOL, ticket=self.ticket)))
        while not self.button:
            message = decode_server(await self.socket.recv())
            if isinstance(message, Frame):
                trees = [message.tree] if message.tree else []
                trees += [op.node for op in message.ops if hasattr(op, "node")]
                self.button = next((id for tree in trees if (id := _button(tree))), "")
        return self

    async def click(self) -> tuple[float, int]:
        """Return (seconds to the acknowledgement, bytes received)."""
        self.seq += 1
        begun = time.perf_counter()
        await self.socket.send(encode(Change(self.seq, {}, {self.button: True})))
        received = 0
        while True:
            data = await self.socket.recv()
            received += len(data)
            message = decode_server(data)
            if isinstance(message, Frame) and message.ack >= self.seq:
                return time.perf_counter() - begun, received


def _button(node: Snapshot) -> str:
    if node.kind == "button":
        return node.identity or ""
    return next((id for child in node.children or [] if (id := _button(child))), "")


BARE = """
import sys, uvicorn
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive(); await send({"type": "lifespan.startup.complete"}); await receive(); return
    await receive(); await send({"type": "websocket.accept"}); await receive()
class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets); print("Local:", flush=True)
Server(uvicorn.Config(app, port=int(sys.argv[1]), ws="websockets-sansio", ws_per_message_deflate=False, log_level="error")).run()
"""
"""A server that accepts sockets and does nothing: the floor."""


class Process:
    """A server process and its CPU time."""

    def __init__(self, source: str, *, bare: bool = False) -> None:
        script = Path(tempfile.mkdtemp()) / "app.py"
        script.write_text(source)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        flags = ["--server.port", str(self.port), "--server.address", "127.0.0.1", "--server.fileWatcherType", "none"]
        command = [sys.executable, "-m", "rushlight", "run", str(script), *flags]
        if bare:
            command = [sys.executable, str(script), str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        while "Local:" not in self.process.stdout.readline():
            pass
        self.url = f"ws://127.0.0.1:{self.port}/_rushlight/socket"

    def cpu(self) -> float:
        """Return seconds of CPU used so far."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Return kilobytes of resident memory."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1000

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


async def clicks(source: str, events: int) -> tuple[float, float, float]:
    """Return (milliseconds at the median, milliseconds of CPU, bytes) of a click."""
    process = Process(source)
    try:
        tab = await Tab.at(process.port)
        for _ in range(20):
            await tab.click()
        before = process.cpu()
        results = [await tab.click() for _ in range(events)]
        cpu = (process.cpu() - before) / events * 1000
        return statistics.median(seconds for seconds, _ in results) * 1000, cpu, results[-1][1]
    finally:
        process.stop()


async def idle_kilobytes(process: Process, *, open_page: bool, count: int = 400) -> float:
    """Return kilobytes of memory per open socket, with the page of the app on it or nothing at all."""

    async def connect() -> Any:
        return (await Tab.at(process.port)).socket if open_page else await websockets.connect(process.url)

    try:
        first = [await connect() for _ in range(50)]
        before = process.memory()
        rest = [await connect() for _ in range(count)]
        await asyncio.sleep(0.5)
        after = process.memory()
        for each in [*first, *rest]:
            await each.close()
        return (after - before) / count
    finally:
        process.stop()


def main() -> None:
    """Print a table."""
    print("| page | median | server CPU | bytes down |\n| --- | --- | --- | --- |")
    for name, source, events in (
        ("counter", COUNTER, EVENTS * 5),
        ("100 widgets, one changed", many(100), EVENTS),
        ("200 widgets, one changed", many(200), EVENTS),
        ("1,000 widgets, one changed", many(1000), EVENTS // 4),
        ("2,000 widgets, one changed", many(2000), EVENTS // 4),
    ):
        milliseconds, cpu, size = asyncio.run(clicks(source, events))
        print(f"| {name} | {milliseconds:.2f} ms | {cpu:.2f} ms | {size:.0f} B |", flush=True)
    bare = asyncio.run(idle_kilobytes(Process(BARE, bare=True), open_page=False))
    whole = asyncio.run(idle_kilobytes(Process(COUNTER), open_page=True))
    print(f"\nMemory of an idle session of the counter with its open socket: {whole:.0f} kB; ", end="")
    print(f"of a bare open socket of the same server: {bare:.0f} kB")


if __name__ == "__main__":
    main()
