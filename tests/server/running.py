"""A server in the test's process, over real sockets."""

from __future__ import annotations

import http.client
import json
import socket
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import uvicorn
import websockets

from rushlight.config import Config
from rushlight.config.secrets import Secrets
from rushlight.data.shelf import Shelf
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application
from rushlight.script.pool import Pool
from rushlight.server.app import asgi
from rushlight.session.worker import Worker
from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Change, Frame, Hello
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

    def __init__(self, port: int, worker: Worker) -> None:
        self.port = port
        self.worker = worker
        self.socket = f"ws://127.0.0.1:{port}/_rushlight/socket"

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address; names of headers have _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
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
    script = folder / "app.py"
    script.write_text(textwrap.dedent(source), encoding="utf-8")
    named = {name.replace("__", "."): value for name, value in settings.items()}
    config = Config({"server.fileWatcherType": "none", **named})
    app = Application(script, config, Shelf(), MediaStore(), Uploads(), Secrets(config, script))
    worker = Worker(app, Pool())
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(256)
    asked = asgi(app, worker)
    server = uvicorn.Server(uvicorn.Config(asked, log_level="error", ws="websockets-sansio", proxy_headers=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Running(sock.getsockname()[1], worker)
    finally:
        server.should_exit = True
        thread.join(20)


class Tab:
    """A browser's side of the protocol."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.seq = 0
        self.page: Page | None = None
        self.acked = 0
        self.bytes = 0
        """Of frames, as they came."""

    @classmethod
    async def open(cls, url: str, **options: Any) -> Tab:
        """Connect and wait until a page is shown."""
        tab = cls(await websockets.connect(url, **options))
        await tab.socket.send(encode(Hello(PROTOCOL)))
        while tab.page is None:
            await tab.receive()
        return tab

    async def receive(self) -> Any:
        """Take one message."""
        data = await self.socket.recv()
        message = decode_server(data)
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

    async def click(self, kind: str = "button") -> None:
        """Click the widget of a kind, without waiting."""
        self.seq += 1
        await self.socket.send(encode(Change(self.seq, {}, {self.identity(kind): True})))
