"""A server in the test's process, over real sockets."""

from __future__ import annotations

import asyncio
import http.client
import json
import signal
import socket
import ssl
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import websockets

from rushlight.session.worker import Worker
from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Change, Download, Frame, Hello, Reply, Welcome
from tests.server.serving import served, server_of
from tests.server.visit import visit
from tests.session.browser import Page


class Answer(NamedTuple):
    """What a server has answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Running:
    """A server that runs."""

    tls: ssl.SSLContext | None = None
    """With what to connect, if by TLS."""

    def __init__(self, port: int, worker: Worker) -> None:
        self.port = port
        self.worker = worker
        self.socket = f"ws://127.0.0.1:{port}/_rushlight/socket"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address; names of headers have _ for -."""
        connection = (
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            if self.tls is None
            else http.client.HTTPSConnection("127.0.0.1", self.port, timeout=10, context=self.tls)
        )
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def until(self, path: str, status: int, patience: float = 20) -> Answer:
        """Ask until this is the answer's status."""
        end = time.monotonic() + patience
        while (answer := self.get(path)).status != status:
            assert time.monotonic() < end, answer
            time.sleep(0.02)
        return answer


@contextmanager
def running(folder: Path, source: str, **settings: Any) -> Iterator[Running]:
    """Serve a script; names of settings have __ for the dot."""
    named = {name.replace("__", "."): value for name, value in settings.items()}
    server = server_of(folder, textwrap.dedent(source), named)
    with served(server) as address:
        yield Running(address.port, server.worker)


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
        self._lines: list[str] = []
        self._started = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._started.wait(60), self.log
        assert "Local:" in self.log, self.log

    def end(self, sig: int = signal.SIGTERM) -> int:
        """Ask it to end and return its exit code."""
        self.process.send_signal(sig)
        return self.ended()

    def ended(self) -> int:
        """Wait for its end and return its exit code."""
        self.process.wait(30)
        self._reader.join(30)
        return self.process.returncode

    @property
    def log(self) -> str:
        """What it has written so far."""
        return "".join(self._lines)

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.append(line)
            if "Local:" in line:
                self._started.set()
        self._started.set()


@contextmanager
def process(script: Path, *words: str) -> Iterator[Process]:
    started = Process(script, *words)
    try:
        yield started
    finally:
        if started.process.poll() is None:
            started.process.kill()
            started.process.wait()


class Tab:
    """A browser's side of the protocol."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.seq = 0
        self.page: Page | None = None
        self.acked = 0
        self.cookies = ""
        self.session = ""
        self.bytes = 0
        """Of frames, as they came."""
        self.kept: bytearray | None = None
        """All that came, if it is to be kept."""

    @classmethod
    async def open(
        cls, url: str, browser: httpx2.Client | None = None, connect: Any = websockets.connect, **options: Any
    ) -> Tab:
        """Load the page (with a browser of one's own), connect, and wait until it is shown."""
        address = url.replace("ws", "http", 1).removesuffix("_rushlight/socket")
        headers = options.pop("additional_headers", {})
        with browser or httpx2.Client() as loading:
            page = await asyncio.to_thread(visit, loading, address)
        tab = cls(await connect(url, additional_headers={**headers, "cookie": page.cookies}, **options))
        tab.cookies = page.cookies
        await tab.socket.send(encode(Hello(PROTOCOL, ticket=page.ticket)))
        while tab.page is None:
            await tab.receive()
        return tab

    async def receive(self) -> Any:
        """Take one message."""
        data = await self.socket.recv()
        if self.kept is not None:
            self.kept += data
        message = decode_server(data)
        if isinstance(message, Welcome):
            self.session = message.session
        if isinstance(message, Frame):
            self.bytes += len(data)
            self.acked = max(self.acked, message.ack)
            self.page = Page(message.tree) if message.tree is not None else self.page
            assert self.page is not None
            for op in message.ops:
                self.page.apply(op)
        return message

    def identity(self, kind: str) -> str:
        assert self.page is not None
        return next(node.identity or "" for node in self.page.root.walk() if node.kind == kind)

    def texts(self) -> list[str]:
        assert self.page is not None
        return [node.props["body"] for node in self.page.root.walk() if "body" in node.props]

    async def until_text(self, text: str) -> None:
        """Receive until some text is shown."""
        while text not in self.texts():
            await self.receive()

    async def until_kind(self, kind: str) -> None:
        """Receive until an element of this kind is shown."""
        while self.page is None or all(node.kind != kind for node in self.page.root.walk()):
            await self.receive()

    async def change(self, kind: str, value: Any) -> None:
        """Give the widget of a kind a value, without waiting."""
        self.seq += 1
        await self.socket.send(encode(Change(self.seq, {self.identity(kind): value})))

    async def ask_download(self) -> Reply:
        """Ask for the download whose content is made at the click."""
        await self.socket.send(encode(Download(1, self.identity("download_button"))))
        while not isinstance(message := await self.receive(), Reply):
            pass
        return message

    async def click(self, kind: str = "button") -> None:
        """Click the widget of a kind, without waiting."""
        self.seq += 1
        await self.socket.send(encode(Change(self.seq, {}, {self.identity(kind): True})))
