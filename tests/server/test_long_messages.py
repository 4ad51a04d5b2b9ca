"""Messages that are too long for the socket: they go by HTTP, and arrive in their place."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from rushlight.wire.codec import encode
from rushlight.wire.messages import MAX_MESSAGE_BYTES, Change, Hello, Refused, Stored
from tests.server.running import Running, Tab, running

SCRIPT = """
import rushlight as st
st.text(f"{len(st.text_area('t'))} letters")
st.text(f"n is {st.number_input('n', step=1)}")
"""
LARGE = "x" * (MAX_MESSAGE_BYTES * 2)


class Sender:
    """A tab, and what it sends by HTTP."""

    def __init__(self, server: Running, tab: Tab, browser: httpx2.AsyncClient) -> None:
        self.tab, self._browser = tab, browser
        self._address = f"http://127.0.0.1:{server.port}/_rushlight/message"

    async def put(self, id: str, data: bytes, session: str | None = None) -> int:
        headers = {"x-rushlight-session": session or self.tab.session, "cookie": self.tab.cookies}
        return (await self._browser.put(f"{self._address}/{id}", content=data, headers=headers)).status_code

    async def refusal(self, message: Stored | Change) -> str:
        """Send a message and return why it is refused."""
        await self.tab.socket.send(encode(message))
        while not isinstance(answer := await self.tab.receive(), Refused):
            pass
        return answer.reason


def sent(tmp_path: Path, journey: Callable[[Sender], Awaitable[Any]], **settings: Any) -> None:
    async def visit(server: Running) -> None:
        async with httpx2.AsyncClient() as browser:
            tab = await Tab.open(server.socket)
            await journey(Sender(server, tab, browser))
            await tab.socket.close()

    with running(tmp_path, SCRIPT, **settings) as server:
        asyncio.run(asyncio.wait_for(visit(server), 60))


def test_a_long_message_counts_where_it_is_named_and_is_deleted(tmp_path: Path) -> None:
    async def journey(sender: Sender) -> None:
        tab = sender.tab
        await tab.change("number_input", 1)
        assert await sender.put("a" * 32, encode(Change(2, {tab.identity("text_area"): LARGE}))) == 204
        await tab.until_text("n is 1")
        assert "0 letters" in tab.texts()
        await tab.socket.send(encode(Stored("a" * 32)))
        await tab.socket.send(encode(Change(3, {tab.identity("number_input"): 7})))
        await tab.until_text("n is 7")
        assert f"{len(LARGE)} letters" in tab.texts()
        assert "no message" in await sender.refusal(Stored("a" * 32)), "it is taken once"

    sent(tmp_path, journey)


def test_a_message_is_of_one_session(tmp_path: Path) -> None:
    async def journey(sender: Sender) -> None:
        other = await Tab.open(str(sender.tab.socket.request.headers["host"]).join(("ws://", "/_rushlight/socket")))
        assert await sender.put("a" * 32, b"x", session=other.session) == 400
        assert await sender.put("a" * 32, encode(Change(1, {sender.tab.identity("number_input"): 3}))) == 204
        await other.socket.send(encode(Stored("a" * 32)))
        while not isinstance(answer := await other.receive(), Refused):
            pass
        assert "no message" in answer.reason
        await sender.tab.socket.send(encode(Stored("a" * 32)))
        await sender.tab.until_text("n is 3")
        await other.socket.close()

    sent(tmp_path, journey)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xc1 nothing", "malformed"),
        (encode(Stored("b" * 32)), "stands for another"),
        (encode(Hello(1)), "already"),
    ],
)
def test_what_is_stored_is_judged_as_what_comes_by_the_socket(tmp_path: Path, content: bytes, reason: str) -> None:
    async def journey(sender: Sender) -> None:
        assert await sender.put("a" * 32, content) == 204
        assert reason in await sender.refusal(Stored("a" * 32))
        await sender.tab.change("number_input", 2)
        await sender.tab.until_text("n is 2")

    sent(tmp_path, journey)


def test_a_message_has_a_limit_of_its_own(tmp_path: Path) -> None:
    async def journey(sender: Sender) -> None:
        most = 3 << 20
        assert await sender.put("a" * 32, b"x" * most) == 204
        assert await sender.put("b" * 32, b"x" * (most + 1)) == 413
        assert "no message" in await sender.refusal(Stored("b" * 32))

    sent(tmp_path, journey, server__maxWidgetStateSize=3, server__maxUploadSize=1)


def test_the_socket_takes_two_megabytes(tmp_path: Path) -> None:
    async def journey(sender: Sender) -> None:
        tab = sender.tab
        empty = len(encode(Change(1, {tab.identity("text_area"): "x" * (1 << 20)}))) - (1 << 20)
        tab.seq += 1
        most = "x" * (MAX_MESSAGE_BYTES - empty)
        await tab.socket.send(encode(Change(1, {tab.identity("text_area"): most})))
        await tab.until_text(f"{len(most)} letters")
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await tab.change("text_area", most + "x")
            while True:
                await tab.receive()
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 1009

    sent(tmp_path, journey)
