"""Browsers that take their time on purpose: they hold a connection as long as the setting says, and nobody else up."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
import websockets

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from rushlight.server.limits import Connections
from rushlight.wire.codec import encode
from rushlight.wire.messages import Change
from tests.security import slowloris
from tests.security.memory import descriptors, forget_peak, peak, resident
from tests.server.running import Process, Running, Tab, process, running
from tests.server.visit import visit

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
st.text(f"files {sorted(len(f.getvalue()) for f in st.file_uploader('f', accept_multiple_files=True))}")
st.download_button("d", b"x" * 16_000_000)
"""
SOCKETS = 2000
PATIENCE = 8
"""Seconds that the server waits for a request: so long that all are open before the first is ended."""
EACH = 32 << 10
"""Bytes that a slow connection may take."""
UPLOADS = 50
_MB = 1 << 20
needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells what a process holds")


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "app.py"
    path.write_text(SCRIPT)
    return path


@pytest.fixture(scope="module")
def impatient(script: Path) -> Iterator[Process]:
    more = can_log_in(script)
    with process(script, "--server.requestTimeout", "3", "--server.maxSessionUploads", "60", *more) as found:
        yield found


def can_log_in(script: Path) -> tuple[str, ...]:
    """Return settings by which somebody could log in, so that there is an app that waits for the form."""
    return "--login.users", str(write_login(script.parent)), "--login.required", "false"


def write_login(folder: Path) -> Path:
    """Write a file of one user."""
    users = folder / "users.json"
    write_users(users, Users(users={"ada": User(hashed("a long password"))}))
    return users


async def served_meanwhile(server: Process) -> None:
    """Do what a visitor does: load the page, connect, change something."""
    tab = await Tab.open(server.socket)
    await tab.until_kind("slider")
    await tab.change("slider", 8)
    await tab.until_text("n is 8")
    await tab.socket.close()


@pytest.fixture
def open_files() -> Iterator[Callable[[int], None]]:
    """Set how many files and sockets this process, and those that it starts then, may have open at first."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < SOCKETS + 500:
        pytest.skip(f"a process may have {hard} files open here")
    yield lambda most: resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@needs_proc
def test_slowloris_ends_by_the_servers_own_time_and_holds_nobody_up(
    script: Path, open_files: Callable[[int], None]
) -> None:
    ways = (*slowloris.WAYS, *slowloris.SOCKET_WAYS)

    async def attack(server: Process) -> list[slowloris.Drip]:
        open_before = descriptors(server.process.pid)
        drips = await slowloris.open_all(server.port, SOCKETS, ways, [f"127.0.0.{n}" for n in range(2, 22)])
        await until(lambda: descriptors(server.process.pid) >= open_before + SOCKETS)
        dropping = asyncio.create_task(slowloris.drop_all(drips, 1))
        for _ in range(5):
            await served_meanwhile(server)
        assert not any(drip.ended.done() for drip in drips)
        await dropping
        await until(lambda: descriptors(server.process.pid) <= open_before + 5)
        return drips

    open_files(1024)  # as most systems have it: the server has to see to it that it may have more
    with process(script, "--server.requestTimeout", str(PATIENCE), *can_log_in(script)) as server:
        open_files(SOCKETS + 500)
        asyncio.run(served_meanwhile(server))
        before = forget_peak(server.process.pid)
        drips = asyncio.run(asyncio.wait_for(attack(server), 240))
        each = (peak(server.process.pid) - before) / SOCKETS
        assert "Traceback" not in server.log
    print(f"{SOCKETS} slow connections take {each / 1024:.1f} kB each")
    assert each < EACH
    said = {way.name: {drip.said for drip in drips if drip.way is way} for way in ways}
    for way in slowloris.WAYS:
        # Whose head is late is told so; where the app has begun with a request, there is nothing to be said.
        assert {answer[:12] for answer in said[way.name]} == {b"" if way.is_seen else b"HTTP/1.1 408"}, said[way.name]
    for way in slowloris.SOCKET_WAYS:
        assert {answer[-4:] for answer in said[way.name]} == {b"\x88\x02\x03\xf0"}, said[way.name]  # 1008


async def until(holds: object) -> None:
    assert callable(holds)
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.05)


def test_the_oldest_connection_without_a_request_makes_room_for_another_of_its_address() -> None:
    ended: list[str] = []

    def add(address: str, name: str) -> None:
        connections.add(address, name, lambda: ended.append(name))

    connections = Connections(lambda: 3)
    for name in ("a", "b", "c"):
        add("10.0.0.1", name)
    connections.begin("a")
    for name in ("d", "e"):
        add("10.0.0.1", name)
    add("10.0.0.2", "other")
    assert ended == ["b", "c"]
    connections.finish("a", lambda: ended.append("a"))  # it may send another request, and is the youngest that waits
    for name in ("f", "g"):
        add("10.0.0.1", name)
    assert ended == ["b", "c", "d", "e"]
    for name in ("a", "f", "g"):
        connections.begin(name)
    add("10.0.0.1", "too many")
    assert ended == ["b", "c", "d", "e", "too many"]
    connections.discard("f")
    add("10.0.0.1", "enough")
    assert ended[-1] == "too many"
    for name in ("a", "g", "enough", "other"):
        connections.discard(name)
    assert not connections._ends and not connections._busy and not connections._addresses


def test_an_address_has_so_many_connections_whatever_they_wait_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bodies that never end keep their places: it is their own address that gets no other."""
    monkeypatch.setattr("rushlight.server.connection.is_loopback", lambda address: False)
    health = slowloris.Way("a request", b"GET /_rushlight/health HTTP/1.1\r\nHost: a\r\n\r\n", b"")
    head = b"POST /auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n"

    async def attack(port: int) -> None:
        bodies = [await one(port, slowloris.Way("a body", head, b"")) for _ in range(100)]
        for body in bodies:
            await until(lambda body=body: body.said.startswith(b"HTTP/1.1 100"))
        too_many, elsewhere = await one(port, health), await one(port, health, "127.0.0.3")
        assert await asyncio.wait_for(too_many.ended, 10) == b""
        await until(lambda: elsewhere.said.startswith(b"HTTP/1.1 200"))
        bodies[0].transport.close()
        kept = await served(port, health)
        another = await one(port, health)  # whose request may come by the connection that is kept
        await until(lambda: another.said.startswith(b"HTTP/1.1 200"))
        assert kept.ended.done() and not any(body.ended.done() for body in bodies[1:])
        for drip in (*bodies, another, elsewhere):
            drip.transport.close()

    async def one(port: int, way: slowloris.Way, here: str = "127.0.0.2") -> slowloris.Drip:
        (drip,) = await slowloris.open_all(port, 1, [way], [here])
        return drip

    async def served(port: int, way: slowloris.Way) -> slowloris.Drip:
        """Try until the server has heard of the end of another one."""
        drip = await one(port, way)
        await until(lambda: drip.said or drip.ended.done())
        return drip if drip.said.startswith(b"HTTP/1.1 200") else await served(port, way)

    settings = {"login__users": str(write_login(tmp_path)), "login__required": False}
    with running(tmp_path, "import rushlight as st\n", **settings) as server:
        asyncio.run(asyncio.wait_for(attack(server.port), 60))


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

            # Once with nobody beside it: what a file of this size takes is not what this is about.
            assert (await browser.put(f"{base}/toolarge1", content=b"x" * 12 * _MB)).status_code == 204
            await browser.delete(f"{base}/toolarge1")
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
