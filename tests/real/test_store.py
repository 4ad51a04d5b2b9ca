"""Two server processes with one file of sessions, behind a real nginx that sends each request to whom it likes."""

from __future__ import annotations

import asyncio
import os
import pickle
import re
import signal
import sqlite3
from contextlib import ExitStack
from pathlib import Path

import httpx2
import msgspec
import pytest

from rushlight.store.codec import _PICKLE
from rushlight.wire.codec import encode
from rushlight.wire.messages import Change
from tests.real.nginx import Nginx, nginx, site
from tests.real.test_nginx import at
from tests.real.visitors import Visitor
from tests.server.running import Process, process
from tests.store.samples import Trap

APP = """
import os
import rushlight as st
st.session_state.setdefault("n", 0)
name = st.text_input("name")
if st.button("add"):
    st.session_state.n += 1
files = st.file_uploader("files", accept_multiple_files=True)
st.text(f"{name} count {st.session_state.n}")
st.text(f"files {[len(file.getvalue()) for file in files]}")
st.text(f"process {os.getpid()}")
"""


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RUSHLIGHT_SERVER_COOKIE_SECRET", "the same on all servers, 32 signs or more")
    path = tmp_path / "app.py"
    path.write_text(APP)
    return path


def process_of(visitor: Visitor) -> int:
    (found,) = [re.search(r"^process (\d+)$", text) for text in visitor.texts() if text.startswith("process")]
    assert found is not None
    return int(found[1])


def words() -> tuple[str, ...]:
    return ("--server.trustedProxies", "127.0.0.1", "--server.sessionStore", "sqlite")


def test_a_session_moves_between_processes_with_all_it_has(script: Path, tmp_path: Path) -> None:
    async def journey(proxy: Nginx, servers: list[Process]) -> None:
        visitor = Visitor(f"{proxy.socket}/_rushlight/socket", proxy.browser, ssl=proxy.tls)
        await visitor.connect()
        await visitor.until("count 0")
        await visitor.change("text_input", "Ada")
        await visitor.until("Ada count 0")
        seen = set[int]()
        for n in range(1, 7):
            await visitor.click()
            await visitor.until(f"Ada count {n}")
            seen.add(process_of(visitor))
            await visitor.lose()
            if n % 2:  # page and socket would take turns for ever
                assert proxy.browser().get("/_rushlight/health").status_code == 200
            await visitor.connect()
            await visitor.until(f"Ada count {n}")
        assert seen == {server.process.pid for server in servers}
        headers = {"x-rushlight-session": visitor.session or "", "x-rushlight-name": "a.bin", "cookie": visitor.cookies}
        with proxy.browser() as browser:
            for n in range(2):  # one at each process
                put = browser.put(f"/_rushlight/upload/abcdefgh000{n}", content=b"0" * 1000, headers=headers)
                assert put.status_code == 204
        await visitor.change("file_uploader", ["abcdefgh0000", "abcdefgh0001"])
        await visitor.until("files [1000, 1000]")
        await visitor.lose()
        await visitor.connect()
        await visitor.until("files [1000, 1000]")
        await visitor.lose()

    with (
        process(script, *words()) as first,
        process(script, *words()) as second,
        nginx(tmp_path, site(at(first), at(second))) as proxy,
    ):
        asyncio.run(journey(proxy, [first, second]))


def test_a_process_that_is_killed_loses_no_click_and_counts_none_twice(script: Path, tmp_path: Path) -> None:
    async def click_on(visitor: Visitor, times: int) -> None:
        for _ in range(times):
            await visitor.click()
            await asyncio.sleep(0.02)
        await visitor.settled()

    async def journey(proxy: Nginx, servers: list[Process]) -> None:
        visitors = [Visitor(f"{proxy.socket}/_rushlight/socket", proxy.browser, ssl=proxy.tls) for _ in range(6)]
        for visitor in visitors:
            await visitor.connect()
            await visitor.until("count 0")
        staying = [asyncio.create_task(visitor.stay()) for visitor in visitors]
        clicking = [asyncio.create_task(click_on(visitor, 40)) for visitor in visitors]
        await asyncio.sleep(0.3)
        victim = process_of(visitors[0])
        (other,) = [server.process.pid for server in servers if server.process.pid != victim]
        os.kill(victim, signal.SIGKILL)
        await asyncio.gather(*clicking)
        for visitor in visitors:
            await visitor.until("count 40")
        assert {process_of(visitor) for visitor in visitors} == {other}
        assert sum(visitor.reconnects for visitor in visitors) > 0
        for task in staying:
            task.cancel()

    with (
        process(script, *words()) as first,
        process(script, *words()) as second,
        nginx(tmp_path, site(at(first), at(second))) as proxy,
    ):
        asyncio.run(asyncio.wait_for(journey(proxy, [first, second]), 50))


def test_a_server_that_is_killed_and_started_again_continues(script: Path) -> None:
    async def first_half(visitor: Visitor) -> None:
        await visitor.connect()
        await visitor.until("count 0")
        await visitor.click()
        await visitor.until("count 1")

    async def second_half(visitor: Visitor) -> None:
        await visitor.connect()
        await visitor.until("count 2")

    async def journey() -> None:
        with ExitStack() as stack:
            server = stack.enter_context(process(script, *words()))
            visitor = Visitor(server.socket)
            await first_half(visitor)
            server.process.kill()
            server.process.wait()
            await visitor.lose()
            await visitor.click()  # while there is no server
            with pytest.raises(httpx2.ConnectError):
                await visitor.connect()
            again = stack.enter_context(process(script, *words()))
            visitor.url = again.socket
            await second_half(visitor)
            assert isinstance(visitor.answered[-1], Change)

    asyncio.run(asyncio.wait_for(journey(), 50))


def test_what_somebody_plants_in_the_file_is_not_run_and_ends_its_sessions_with_an_alarm(
    script: Path, tmp_path: Path
) -> None:
    sprung = tmp_path / "sprung"
    words_here = (*words(), "--server.sessionPickle", "true")
    pickled = pickle.dumps(Trap(str(sprung)))
    plant = [
        "UPDATE parts SET data = ? WHERE kind = 'entry' AND session = ?",
        "UPDATE parts SET data = ? WHERE kind = 'value' AND session = ?",
        "UPDATE sessions SET rest = ? WHERE id = ?",
        "INSERT INTO parts (data, session, kind, key, proof) VALUES (?, ?, 'entry', 'trap', x'00')",
    ]

    async def visited(visitor: Visitor, until: str) -> None:
        await visitor.connect()
        await visitor.until(until)

    async def journey() -> None:
        with ExitStack() as stack:
            server = stack.enter_context(process(script, *words_here))
            visitors = [Visitor(server.socket) for _ in range(len(plant) + 1)]
            for visitor in visitors:
                await visited(visitor, "count 0")
                await visitor.change("text_input", "Ada")
                await visitor.click()
                await visitor.until("Ada count 1")
            server.process.kill()
            server.process.wait()
            with sqlite3.connect(script.parent / ".rushlight" / "sessions.sqlite") as database:
                for visitor, statement in zip(visitors, plant, strict=False):
                    data = encode(msgspec.msgpack.Ext(_PICKLE, b"\0" * 32 + pickled))
                    assert database.execute(statement, (data, visitor.session)).rowcount
            again = stack.enter_context(process(script, *words_here))
            for visitor in visitors:
                await visitor.lose()
                visitor.url = again.socket
                visitor.page = None
            for visitor in visitors[:-1]:
                await visited(visitor, "count 0")
            await visited(visitors[-1], "Ada count 1")
            with httpx2.Client() as browser:
                text = browser.get(f"http://127.0.0.1:{again.port}/_rushlight/metrics").text
            assert f"rushlight_store_forged_total {len(plant)}.0" in text
            assert not sprung.exists()

    asyncio.run(asyncio.wait_for(journey(), 50))
