"""Browsers that take their time on purpose: they hold a connection as long as the setting says, and nobody else up."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
import websockets

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from rushlight.server.limits import Waiting
from rushlight.wire.codec import encode
from rushlight.wire.messages import Change
from tests.security.memory import descriptors, resident
from tests.server.running import Process, Running, Tab, process, running
from tests.server.visit import visit

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
st.text(f"files {sorted(len(f.getvalue()) for f in st.file_uploader('f', accept_multiple_files=True))}")
st.download_button("d", b"x" * 16_000_000)
"""
SOCKETS = 200
UPLOADS = 50
_MB = 1 << 20
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
BODY = b"POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n"
CHUNKED = b"POST /auth/login HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n"

needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what a process holds")


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "app.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture(scope="module")
def impatient(script: Path) -> Iterator[Process]:
    # Somebody could log in, so that there is an app that waits for the form.
    users = script.with_name("users.json")
    write_users(users, Users(users={"ada": User(hashed("a long password"))}))
    login = ("--login.users", str(users), "--login.required", "false")
    with process(script, "--server.requestTimeout", "1", "--server.maxSessionUploads", "60", *login) as found:
        yield found


async def served_meanwhile(server: Process) -> None:
    """Do what a visitor does: load the page, connect, change something."""
    tab = await Tab.open(server.socket)
    await tab.until_kind("slider")
    await tab.change("slider", 8)
    await tab.until_text("n is 8")
    await tab.socket.close()


async def drip(port: int, opening: bytes, drop: bytes) -> bytes:
    """Send a beginning, then a drop now and then, until the server ends the connection; return what it has said."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = asyncio.create_task(_all_of(reader))
    with contextlib.suppress(ConnectionError):
        writer.write(opening)
        while not answer.done():
            writer.write(drop)
            await writer.drain()
            await asyncio.wait([answer], timeout=0.1)
    writer.close()
    return await answer


async def _all_of(reader: asyncio.StreamReader) -> bytes:
    said = b""
    with contextlib.suppress(ConnectionError):
        while part := await reader.read(65536):
            said += part
    return said


WAYS = {
    "silent": (b"", b""),
    "empty lines": (b"", b"\r\n"),
    "one byte": (b"G", b""),
    "a long name": (HEAD, b"X"),
    "header by header": (HEAD, b"X: y\r\n"),
    "body by byte": (BODY, b"x"),
    "no body": (BODY, b""),
    "chunk by chunk": (CHUNKED, b"1\r\nx\r\n"),
    "no chunk": (CHUNKED, b""),
}
"""Of being slow: how a request begins, and what comes of it now and then."""


@needs_proc
def test_slowloris_ends_by_the_servers_own_time_and_holds_nobody_up(impatient: Process) -> None:
    async def attack() -> dict[str, list[bytes]]:
        each = SOCKETS // len(WAYS) + 1
        drips = {way: [asyncio.ensure_future(drip(impatient.port, *given)) for _ in range(each)] for way, given in WAYS.items()}  # fmt: skip
        for _ in range(5):
            await served_meanwhile(impatient)
        return {way: await asyncio.gather(*of_way) for way, of_way in drips.items()}

    asyncio.run(served_meanwhile(impatient))
    open_before, before = descriptors(impatient.process.pid), resident(impatient.process.pid)
    answers = asyncio.run(asyncio.wait_for(attack(), 120))
    assert resident(impatient.process.pid) - before < 32 * _MB
    # Whose head is late is told so; where the app has begun with a request, there is nothing to be said.
    said = {way: {answer[:12] for answer in found} for way, found in answers.items()}
    for way, (opening, _) in WAYS.items():
        assert said[way] <= {b""} if opening in (BODY, CHUNKED) else said[way] <= {b"HTTP/1.1 408", b""}, said
    asyncio.run(until(lambda: descriptors(impatient.process.pid) <= open_before + 5))


async def until(holds: object) -> None:
    assert callable(holds)
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.05)


def test_the_oldest_connection_without_a_request_makes_room_for_another_of_its_address() -> None:
    ended: list[str] = []
    waiting = Waiting(lambda: 2)
    for name in ("a", "b"):
        waiting.add("10.0.0.1", name, lambda name=name: ended.append(name))
    waiting.discard("a")  # it has sent its request
    for name in ("c", "d", "e"):
        waiting.add("10.0.0.1", name, lambda name=name: ended.append(name))
    waiting.add("10.0.0.2", "other", lambda: ended.append("other"))
    assert ended == ["b", "c"]
    for name in ("d", "e", "other"):
        waiting.discard(name)
    assert not waiting._ends and not waiting._addresses


def test_a_socket_that_says_nothing_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silence(server: Running) -> int | None:
        with httpx2.Client(base_url=f"http://127.0.0.1:{server.port}") as browser:
            cookies = visit(browser).cookies
        socket = await websockets.connect(server.socket, additional_headers={"cookie": cookies})
        with pytest.raises(websockets.ConnectionClosed):
            await asyncio.wait_for(socket.recv(), 30)
        return socket.close_code

    monkeypatch.setattr("rushlight.server.socket.HELLO_SECONDS", 0.2)
    with running(tmp_path, "import rushlight as st\n") as server:
        assert asyncio.run(silence(server)) == 1008


@needs_proc
def test_an_answer_that_nobody_reads_is_given_up(impatient: Process) -> None:
    async def attack() -> None:
        tab = await Tab.open(impatient.socket)
        await tab.until_kind("download_button")
        assert tab.page is not None
        address = next(node.props["url"] for node in tab.page.root.walk() if node.kind == "download_button")
        request = f"GET /{address} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {tab.cookies}\r\n\r\n".encode()
        before = descriptors(impatient.process.pid)
        writers: list[asyncio.StreamWriter] = []
        for _ in range(20):
            reader, writer = await asyncio.open_connection("127.0.0.1", impatient.port, limit=1024)
            writer.write(request)
            assert (await reader.readexactly(12)) == b"HTTP/1.1 200"
            writers.append(writer)
        await until(lambda: descriptors(impatient.process.pid) <= before + 2)
        for writer in writers:
            writer.close()
        await tab.socket.close()

    asyncio.run(attack())


@needs_proc
def test_fifty_slow_uploads_at_once(impatient: Process) -> None:
    """At some kilobytes a second each: slower than a modem, and still let through."""

    async def slowly(go_on: asyncio.Event) -> AsyncIterator[bytes]:
        while not go_on.is_set():
            yield b"x" * 200
            await asyncio.sleep(0.05)

    async def attack() -> None:
        tab = await Tab.open(impatient.socket)
        await tab.until_kind("file_uploader")
        headers = {"x-rushlight-session": tab.session, "x-rushlight-name": quote("a.bin"), "cookie": tab.cookies}
        base = f"http://127.0.0.1:{impatient.port}/_rushlight/upload"
        go_on = asyncio.Event()
        limits = httpx2.Limits(max_connections=UPLOADS + 5)
        async with httpx2.AsyncClient(headers=headers, limits=limits, timeout=60) as browser:

            async def put(n: int) -> int:
                # Each says that it has one megabyte: the session may have 60 in all.
                length = {"content-length": str(_MB)} if n else {}
                content = b"x" * _MB if not n else padded(slowly(go_on), _MB)
                return (await browser.put(f"{base}/upload{n:06}", content=content, headers=length)).status_code

            slow = [asyncio.create_task(put(n)) for n in range(1, UPLOADS + 1)]
            before = resident(impatient.process.pid)
            for _ in range(3):
                await served_meanwhile(impatient)
            # What is on its way counts: a large file has no room beside them.
            await until_refused(browser, f"{base}/toolarge1", 12 * _MB)
            assert resident(impatient.process.pid) - before < 32 * _MB
            assert not any(task.done() for task in slow)
            go_on.set()
            assert set(await asyncio.gather(*slow)) == {204}
        tab.seq += 1
        names = [f"upload{n:06}" for n in range(1, UPLOADS + 1)]
        await tab.socket.send(encode(Change(tab.seq, {tab.identity("file_uploader"): names})))
        await tab.until_text(f"files {[_MB] * UPLOADS}")
        await tab.socket.close()

    asyncio.run(asyncio.wait_for(attack(), 120))


async def padded(slow: AsyncIterator[bytes], size: int) -> AsyncIterator[bytes]:
    """Yield what comes slowly, then the rest at once."""
    sent = 0
    async for part in slow:
        sent += len(part)
        yield part
    yield b"x" * (size - sent)


async def until_refused(browser: httpx2.AsyncClient, address: str, size: int) -> None:
    async with asyncio.timeout(20):
        while (await browser.put(address, content=b"x" * size)).status_code != 413:
            await browser.delete(address)
