"""Connections that are slow on purpose: each begins something, and adds a drop to it now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import cycle, islice
from typing import NamedTuple, cast

from tests.security.sockets import OPENING, frame


class Way(NamedTuple):
    """Of being slow: how a connection begins, and what comes of it now and then."""

    name: str
    begin: bytes
    drop: bytes
    follow: bytes = b""
    """What comes after the first answer."""
    is_seen: bool = False
    """Whether the app has begun with it, so that it can be told nothing at its end."""


_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
_BODY = b"POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n"
_CHUNKED = b"POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"

WAYS = (
    Way("silent", b"", b""),
    Way("empty lines", b"", b"\r\n"),
    Way("one byte", b"G", b""),
    Way("a long name", _HEAD, b"X"),
    Way("header by header", _HEAD, b"X: y\r\n"),
    Way("body by byte", _BODY, b"x", is_seen=True),
    Way("no body", _BODY, b"", is_seen=True),
    Way("chunk by chunk", _CHUNKED, b"1\r\nx\r\n", is_seen=True),
    Way("no chunk", _CHUNKED, b"", is_seen=True),
)
SOCKET_WAYS = (
    Way("a socket without a message", OPENING, b""),
    Way("a message by byte", OPENING, b"x", follow=frame(0x82, b"", announced=1000)),
)
"""Those that have opened a WebSocket and never get as far as a message."""


class Drip(asyncio.Protocol):
    """One such connection."""

    def __init__(self, way: Way) -> None:
        self.way = way
        self.said = b""
        self.ended: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        """What the server has said, when it has ended the connection."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self.way.begin)

    def data_received(self, data: bytes) -> None:
        if not self.said:
            self.transport.write(self.way.follow)
        self.said += data

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ended.done():
            self.ended.set_result(self.said)

    def drop(self) -> None:
        """Send a little more."""
        if self.way.drop and not self.transport.is_closing() and (self.said or not self.way.follow):
            self.transport.write(self.way.drop)


async def open_all(port: int, count: int, ways: Sequence[Way], addresses: Sequence[str]) -> list[Drip]:
    """Open so many connections, of all ways and from all of these addresses of this machine in turn."""
    places = asyncio.Semaphore(100)

    async def one(way: Way, address: str) -> Drip:
        async with places:
            _, drip = await asyncio.get_running_loop().create_connection(
                lambda: Drip(way), "127.0.0.1", port, local_addr=(address, 0)
            )
            return drip

    each = islice(zip(cycle(ways), cycle(addresses), strict=False), count)
    return list(await asyncio.gather(*(one(way, address) for way, address in each)))


async def drop_all(drips: list[Drip], pause: float) -> None:
    """Let each drip, until the server has ended them all."""
    while waiting := [drip.ended for drip in drips if not drip.ended.done()]:
        for drip in drips:
            drip.drop()
        await asyncio.wait(waiting, timeout=pause)
