"""Requests and messages that are too large, or say that they are: refused by what they announce, before memory is taken."""

from __future__ import annotations

import asyncio
import contextlib
import zlib
from collections.abc import Iterator

import pytest

from tests.security.memory import MB, forget_peak, needs_peak, peak
from tests.security.sockets import code_of, frame, socket
from tests.server.running import Process, Tab, process

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
"""
SOCKETS = 1000
AT_ONCE = 100
"""Sockets; of those that may send as much as is allowed first, only a few, as that is held for each."""
MOST = 2
"""Megabytes of a message; larger ones are refused."""
BOUND = 10 * MB
"""By which the server may grow, at any moment."""
pytestmark = needs_peak


@pytest.fixture(scope="module", params=["false", "true"], ids=["plain", "compressed"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    script = tmp_path_factory.mktemp("app") / "app.py"
    script.write_text(SCRIPT)
    words = ("--server.maxWidgetStateSize", str(MOST), "--server.enableWebsocketCompression", request.param)
    with process(script, *words) as found:
        found.compresses = request.param == "true"  # type: ignore[attr-defined]
        yield found


def bomb(megabytes: int) -> bytes:
    """Return so many megabytes of the same byte, as an extension sends them."""
    press = zlib.compressobj(9, zlib.DEFLATED, -12)
    return (press.compress(b"\xc0" * MB) + press.flush(zlib.Z_FULL_FLUSH)) * megabytes


async def attack(server: Process, sent: bytes, count: int, at_once: int) -> list[int]:
    """Send something on many sockets, of which some are open at a time; return what each was closed with."""
    places = asyncio.Semaphore(at_once)

    async def one() -> int:
        async with places, socket(server.port) as (reader, writer, answer):
            assert answer.startswith(b"HTTP/1.1 101")
            assert (b"permessage-deflate" in answer) is server.compresses  # type: ignore[attr-defined]
            with contextlib.suppress(ConnectionError):
                writer.write(sent)
                await writer.drain()
            return await code_of(reader)

    victim = await Tab.open(server.socket)
    await victim.until_kind("slider")
    codes = await asyncio.gather(*(one() for _ in range(count)))
    await victim.change("slider", 8)
    await victim.until_text("n is 8")
    await victim.socket.close()
    return codes


def grown(server: Process, sent: bytes, count: int, at_once: int) -> tuple[set[int], int]:
    """Return with which codes an attack has ended, and how much memory it has cost."""
    # Sockets that were never there before take memory too, which is not what this is about.
    asyncio.run(attack(server, frame(0x82, b"", announced=1 << 30), AT_ONCE, AT_ONCE))
    before = forget_peak(server.process.pid)
    codes = asyncio.run(attack(server, sent, count, at_once))
    return set(codes), more_than(before, server)


def more_than(before: int, server: Process) -> int:
    """Return how much memory the server has taken since then, at any moment."""
    more = peak(server.process.pid) - before
    print(f"the server's memory grew by {more / MB:.1f} MB at most")
    return more


def test_a_thousand_messages_that_announce_a_gigabyte(server: Process) -> None:
    codes, more = grown(server, frame(0x82, b"x" * 1000, announced=1 << 30), SOCKETS, AT_ONCE)
    assert codes == {1009}
    assert more < BOUND


def test_messages_in_parts_that_never_end(server: Process) -> None:
    if server.compresses:  # type: ignore[attr-defined]
        pytest.skip("parts are counted alike")
    part = frame(0x00, b"")
    codes, more = grown(server, frame(0x02, b"x" * 10) + part * 20_000, 20, 4)
    assert codes <= {1009, 0} and 1009 in codes
    assert more < BOUND
    codes, more = grown(server, frame(0x02, b"x" * MB) + frame(0x00, b"x" * MB) * 3, 60, 4)
    assert codes <= {1009, 0} and 1009 in codes
    assert more < 4 * MOST * MB + 4 * MB  # four may bring as much as is allowed, and one is being put together


def test_compressed_messages_that_grow(server: Process) -> None:
    grows = bomb(1000)
    assert len(grows) < 1.1 * MB
    codes, more = grown(server, frame(0xC2, grows), 60, 4)
    # Where nothing is compressed such a frame is no frame at all; elsewhere it is cut where it is larger than it may be.
    assert codes <= {1009 if server.compresses else 1002, 0} and len(codes - {0}) == 1  # type: ignore[attr-defined]
    assert more < BOUND


def test_a_browser_that_pings_and_reads_nothing_is_not_remembered(server: Process) -> None:
    if server.compresses:  # type: ignore[attr-defined]
        pytest.skip("pings are never compressed")

    async def flood() -> None:
        async with socket(server.port) as (_, writer, _):
            ping = b"\x89\xfd\0\0\0\0" + b"x" * 125
            for _ in range(40):
                writer.write(ping * 8192)
                await writer.drain()

    before = forget_peak(server.process.pid)
    asyncio.run(asyncio.wait_for(flood(), 60))
    assert server.get("/_rushlight/health").status == 200  # it has read all of it
    assert more_than(before, server) < BOUND


@pytest.mark.parametrize(
    ("begin", "part", "end"),
    [
        (b"GET /", b"a" * 65536, b""),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: ", b"a" * 65536, b""),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X", b""),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X: y\r\n" * 10_000, b""),
        (b"POST /auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 70_000, b""),
        (b"POST /auth/login HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"X: y\r\n" * 10_000, b""),
    ],
    ids=["address", "value", "name", "headers", "extension of a chunk", "trailers"],
)
def test_a_head_without_an_end_is_refused(server: Process, begin: bytes, part: bytes, end: bytes) -> None:
    async def endless() -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        with contextlib.suppress(ConnectionError):
            writer.write(begin)
            for _ in range(2000):
                writer.write(part if len(part) > 1 else part * 65536)
                await writer.drain()
        said = b""
        with contextlib.suppress(ConnectionError):
            said = await reader.read(12)
        writer.close()
        return said

    asyncio.run(endless())
    before = forget_peak(server.process.pid)
    said = asyncio.run(asyncio.wait_for(endless(), 60))
    assert said in (b"HTTP/1.1 431", b"HTTP/1.1 400", b"HTTP/1.1 404", b"")
    assert more_than(before, server) < BOUND
