"""What a server does with clients that mean no good, over real sockets."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Change, Frame, Hello
from tests.server.serving import Address, served, server_of
from tests.server.visit import visit
from tests.session.browser import Page

SCRIPT = """
import rushlight as st
n = st.slider("n", 0, 10, 5)
st.text(f"n is {n}")
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[Address]:
    with served(server_of(tmp_path, SCRIPT)) as found:
        yield found


class Client:
    """A well-behaved browser."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.seq = 0
        self.slider = ""

    @classmethod
    async def greet(cls, address: Address) -> Client:
        with httpx2.Client(base_url=address.http) as browser:
            page = visit(browser)
        headers = {"cookie": page.cookies}
        client = cls(await websockets.connect(address.socket, additional_headers=headers, close_timeout=0.2))
        await client.socket.send(encode(Hello(PROTOCOL, ticket=page.ticket)))
        shown: Page | None = None
        while not client.slider:
            frame = await client.frame(lambda f: True)
            shown = Page(frame.tree) if frame.tree is not None else shown
            assert shown is not None
            for op in frame.ops:
                shown.apply(op)
            client.slider = next((node.identity or "" for node in shown.root.walk() if node.kind == "slider"), "")
        return client

    async def frame(self, fits: Any) -> Any:
        while True:
            message = decode_server(await asyncio.wait_for(self.socket.recv(), 10))
            if isinstance(message, Frame) and fits(message):
                return message

    async def move(self, n: Any) -> Any:
        self.seq += 1
        seq = self.seq
        await self.socket.send(encode(Change(seq, {self.slider: n})))
        return await self.frame(lambda f: f.ack >= seq)


def test_a_connection_that_goes_on_sending_nonsense_is_closed(address: Address) -> None:
    async def attack() -> None:
        bad = await Client.greet(address)
        with pytest.raises(websockets.ConnectionClosed):
            for _ in range(1000):
                await bad.socket.send(b"\xc1nonsense")
                await bad.socket.recv()

    asyncio.run(attack())


@pytest.mark.parametrize("size", [(25 << 20) + 1, 1 << 30])
def test_a_message_over_the_limit_is_refused_by_its_announced_length(address: Address, size: int) -> None:
    async def attack() -> None:
        victim = await Client.greet(address)
        reader, writer = await asyncio.open_connection("127.0.0.1", address.port)
        writer.write(
            b"GET /_rushlight/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        assert b"101" in await reader.readuntil(b"\r\n\r\n")
        writer.write(b"\x82\xff" + struct.pack(">Q", size) + b"\0\0\0\0" + b"x" * 1000)
        assert await asyncio.wait_for(reader.read(100), 10)
        assert await asyncio.wait_for(reader.read(), 10) == b""
        writer.close()
        assert (await victim.move(3)).ops[0].set == {"body": "n is 3"}

    asyncio.run(attack())


@pytest.mark.parametrize("value", [11, -1, "5", None, [1], {"a": 1}, True, float("nan"), 2**62])
def test_a_value_of_a_wrong_type_or_range_is_refused(address: Address, value: Any) -> None:
    async def attack() -> None:
        client = await Client.greet(address)
        frame = await client.move(value)
        assert all(getattr(op, "set", None) != {"body": f"n is {value}"} for op in frame.ops)
        assert (await client.move(6)).ops[-1].set == {"body": "n is 6"}

    asyncio.run(attack())


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://127.0.0.1.evil.example",
        "http://127.0.0.1:1",
        "file://",
        "https://[::1",
        "",
    ],
)
def test_a_page_of_another_origin_cannot_connect(address: Address, origin: str) -> None:
    async def attack() -> None:
        with pytest.raises(websockets.InvalidStatus):
            await websockets.connect(address.socket, origin=origin)  # type: ignore[arg-type]

    asyncio.run(attack())


def test_a_page_of_the_same_origin_can_connect(address: Address) -> None:
    async def visit() -> None:
        await websockets.connect(address.socket, origin=f"http://127.0.0.1:{address.port}")  # type: ignore[arg-type]

    asyncio.run(visit())


@pytest.mark.parametrize(
    "path",
    [
        "/_rushlight/static/../app.py", "/_rushlight/static/%2e%2e/%2e%2e/serve.py", "/_rushlight/static/..%2f..%2fserve.py",
        "/_rushlight/static//etc/passwd", "/_rushlight/static/assets/%00", "/_rushlight/vendor/plotly/1/../../x",
        "/_rushlight/vendor/os/1/os.py", "/_rushlight/media/../../x", "/_rushlight/icons/../x.svg",
    ],
)  # fmt: skip
def test_no_path_leads_to_a_file_outside(address: Address, path: str) -> None:
    with socket.create_connection(("127.0.0.1", address.port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"404" in head.splitlines()[0] or b'id="app"' in body
    assert b"root:" not in body
    assert b"import" not in body.replace(b"important", b"")


def test_an_upload_without_a_session_is_refused(address: Address) -> None:
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    request = Request(f"{address.http}/_rushlight/upload/abcdefghij", data=b"x", method="PUT")
    with pytest.raises(HTTPError, match="400"):
        urlopen(request)
