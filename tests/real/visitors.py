"""Visitors that do as the client does: they keep what is not acknowledged, and come back and repeat it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import msgspec
import websockets

from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Change, Frame, Hello, Welcome
from tests.server.visit import visit
from tests.session.browser import Page


class Visitor:
    """One tab, over real sockets."""

    def __init__(self, url: str, browser: Callable[[], httpx2.Client] = httpx2.Client, **options: Any) -> None:
        self.url = url
        self.page: Page | None = None
        self.session: str | None = None
        self.cookies = ""
        self.acked = 0
        self.reconnects = 0
        self.kept: list[Change] = []
        self.answered: list[Change] = []
        self._browser = browser
        self._cookies = httpx2.Cookies()
        self._options = options
        self._frame = 0
        self._last = 0
        self._socket: Any = None
        self._is_open = False
        """Welcomed: what was kept has been repeated, and what is new follows it."""
        self._news = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        """Get a ticket and say hello, as who was there before if there was one."""
        ticket = await asyncio.to_thread(self._ticket)
        origin = self.url.replace("ws", "http", 1).removesuffix("_rushlight/socket").rstrip("/")
        origin = "/".join(origin.split("/")[:3])
        headers = {"cookie": self.cookies, "origin": origin}
        socket = await websockets.connect(self.url, additional_headers=headers, **self._options)
        hello = Hello(PROTOCOL, self.session, self._frame if self.page is not None else 0, ticket=ticket)
        await socket.send(encode(hello))
        self._socket = socket
        self._reading = asyncio.create_task(self._read(socket))

    async def lose(self) -> None:
        """Lose the connection."""
        socket, self._socket = self._socket, None
        self._is_open = False
        if socket is not None:
            await socket.close()
        if self._reading is not None:
            await self._reading

    async def ended(self) -> None:
        """Wait until the connection is lost."""
        assert self._reading is not None
        await asyncio.wait([self._reading])

    async def stay(self) -> None:
        """Come back whenever the connection is lost, as the client does."""
        while True:
            await self.ended()
            self.reconnects += 1
            while True:
                try:
                    await asyncio.wait_for(self.connect(), 10)
                    break
                except (OSError, TimeoutError, websockets.WebSocketException, httpx2.HTTPError, ValueError):
                    await asyncio.sleep(0.2)

    async def click(self, kind: str = "button") -> None:
        """Click, now or when there is a connection again."""
        await self._send(Change(0, {}, {await self._identity(kind): True}))

    async def change(self, kind: str, value: Any) -> None:
        """Set a widget."""
        await self._send(Change(0, {await self._identity(kind): value}))

    async def until(self, text: str, seconds: float = 30) -> None:
        """Wait until a text is shown."""

        async def wait() -> None:
            while text not in self.texts():
                self._news.clear()
                await self._news.wait()

        try:
            await asyncio.wait_for(wait(), seconds)
        except TimeoutError:
            raise AssertionError(f"{text!r} is not shown, but {self.texts()}") from None

    async def settled(self, seconds: float = 30) -> None:
        """Wait until all that was sent is acknowledged."""

        async def wait() -> None:
            while self.kept:
                self._news.clear()
                await self._news.wait()

        await asyncio.wait_for(wait(), seconds)

    def texts(self) -> list[str]:
        """Return the texts that are shown."""
        return [] if self.page is None else [n.props["body"] for n in self.page.root.walk() if "body" in n.props]

    def _ticket(self) -> str:
        address = self.url.replace("ws", "http", 1).removesuffix("_rushlight/socket")
        with self._browser() as browser:
            browser.cookies = self._cookies
            page = visit(browser, address)
            self._cookies = browser.cookies
        self.cookies = page.cookies
        return page.ticket

    async def _identity(self, kind: str) -> str:
        """Wait for the first widget of a kind: a page that is drawn anew comes part by part, on a slow machine."""

        async def wait() -> str:
            while True:
                nodes = [] if self.page is None else self.page.root.walk()
                found = next((node.identity for node in nodes if node.kind == kind), None)
                if found is not None:
                    return found
                self._news.clear()
                await self._news.wait()

        return await asyncio.wait_for(wait(), 30)

    async def _send(self, event: Change) -> None:
        self._last += 1
        event = msgspec.structs.replace(event, seq=self._last)
        self.kept.append(event)
        if self._is_open:
            await self._deliver(event)

    async def _deliver(self, event: Change) -> None:
        if self._socket is not None:
            try:
                await self._socket.send(encode(event))
            except websockets.ConnectionClosed:
                pass  # it is repeated

    async def _read(self, socket: Any) -> None:
        try:
            async for data in socket:
                await self._take(decode_server(data))
                self._news.set()
        except websockets.ConnectionClosed:
            pass
        self._is_open = False
        if self._socket is socket:
            self._socket = None

    async def _take(self, message: Any) -> None:
        match message:
            case Welcome(session=session, resumed=resumed, received=received, last=last):
                self.session = session
                kept = self.kept
                if not resumed:
                    self._last = 0
                    kept = [msgspec.structs.replace(event, seq=place) for place, event in enumerate(kept, 1)]
                    self._last = len(kept)
                self._last = max(self._last, last)
                self.kept = [event for event in kept if event.seq > received]
                for event in self.kept:
                    await self._deliver(event)
                self._is_open = True
            case Frame():
                self._frame = message.seq
                self.acked = max(self.acked, message.ack)
                self.answered += [event for event in self.kept if event.seq <= message.ack]
                self.kept = [event for event in self.kept if event.seq > message.ack]
                self.page = Page(message.tree) if message.tree is not None else self.page
                assert self.page is not None
                for op in message.ops:
                    self.page.apply(op)
