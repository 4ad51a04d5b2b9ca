"""Sessions that outlive the process that had them."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from rushlight.files.uploads import Upload, Uploads
from rushlight.store.sqlite import SqliteStore
from tests.session.harness import Browser, Host, Stores, play


def in_file(tmp_path: Path, source: str, journey: Callable[[Host, Stores], Awaitable[Any]], **settings: Any) -> Any:
    """Run a journey with records in a file, and what opens that file again."""

    def stores() -> SqliteStore:
        return SqliteStore(tmp_path / "sessions.sqlite")

    async def with_stores(host: Host) -> Any:
        return await journey(host, stores)

    return play(tmp_path, source, with_stores, store=stores(), **settings)


async def moved(browser: Browser, stores: Stores) -> Browser:
    """Have a browser come to another process; the one that it leaves is killed, as nothing tells it."""
    browser.lose()
    browser.host = browser.host.sibling(stores)
    await (await browser.connect()).settle()
    return browser


CART = """
import dataclasses, enum, rushlight as st

class Size(enum.Enum):
    S = 1
    L = 2

@dataclasses.dataclass
class Item:
    name: str
    size: Size

st.session_state.setdefault("cart", [])
name = st.text_input("name", key="name")
size = st.selectbox("size", Size, key="size")
if st.button("add"):
    st.session_state.cart.append(Item(name, size))
same = all(type(item) is Item and item.size in list(Size) for item in st.session_state.cart)
st.text(f"{[(item.name, item.size.name) for item in st.session_state.cart]} {name} {size.name} {same}")
"""


def test_what_a_script_has_changed_in_place_and_made_of_its_own_classes_is_there_after_a_restart(
    tmp_path: Path,
) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(name="Ada")
        await browser.settle()
        browser.click("add")
        await browser.settle()
        for _ in range(2):
            id = browser.id
            await moved(browser, stores)
            assert browser.id == id
            assert browser.texts() == ["[('Ada', 'S')] Ada S True"]
        browser.click("add")
        await browser.settle()
        await moved(browser, stores)
        assert browser.texts() == ["[('Ada', 'S'), ('Ada', 'S')] Ada S True"]

    in_file(tmp_path, CART, journey, **{"runner.enumCoercion": "off"})


COUNTER = """
import rushlight as st
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
"""


def test_a_worker_that_had_a_session_before_another_continues_where_that_one_has_left_it(tmp_path: Path) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        other = host.sibling(stores)
        for n in range(1, 7):
            browser.click("add")
            await browser.settle()
            assert browser.texts() == [f"count {n}"]
            browser.lose()
            browser.host = other if browser.host is host else host
            await (await browser.connect()).settle()
            assert browser.texts() == [f"count {n}"]
        assert len(host.sessions) + len(other.sessions) <= 2

    in_file(tmp_path, COUNTER, journey)


def test_a_click_that_was_committed_and_not_acknowledged_counts_once(tmp_path: Path) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.cut_after = 0
        browser.click("add")
        while browser.session.committed < browser.last:
            await asyncio.sleep(0.005)
        assert browser.acked < browser.last
        browser.click("add")
        await moved(browser, stores)
        assert browser.texts() == ["count 2"]

    in_file(tmp_path, COUNTER, journey)


def test_a_browser_that_still_is_where_its_session_was_taken_from_is_sent_after_it(tmp_path: Path) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        first = await (await Browser(host).connect()).settle()
        twin = Browser(host.sibling(stores))
        twin.id = first.id
        await (await twin.connect()).settle()
        first.click("add")
        await asyncio.wait_for(first._pump, 10)  # type: ignore[arg-type]
        assert first._link.close_code == 1012
        first.lose()
        assert len(host.sessions) == 0
        await (await first.connect()).settle()
        assert first.texts() == ["count 1"]

    in_file(tmp_path, COUNTER, journey)


def test_a_session_that_waited_too_long_for_its_browser_is_continued_from_the_file(tmp_path: Path) -> None:
    async def journey(host: Host, _: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("add")
        await browser.settle()
        browser.lose()
        while len(host.sessions):
            await asyncio.sleep(0.01)
        await (await browser.connect()).settle()
        assert browser.texts() == ["count 1"]

    in_file(tmp_path, COUNTER, journey, **{"server.disconnectedSessionTTL": 1})


def test_connections_that_ask_for_a_session_at_once_get_the_same_one(tmp_path: Path) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.lose()
        other = host.sibling(stores)
        twins = [Browser(other) for _ in range(5)]
        for twin in twins:
            twin.id = browser.id
        await asyncio.gather(*(twin.connect() for twin in twins))
        assert {id(twin.session) for twin in twins} == {id(twins[0].session)}
        assert not other.sessions._arriving

    in_file(tmp_path, COUNTER, journey)


UNSTORABLE = """
import threading, rushlight as st
st.session_state.setdefault("lock", threading.Lock())
st.session_state.setdefault("n", 0)
st.session_state.n += 1
st.text(f"run {st.session_state.n}")
"""


def test_what_cannot_be_stored_is_told_and_the_rest_is_kept(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.rerun()
        await browser.settle()
        await moved(browser, stores)
        assert browser.texts() == ["run 3"]

    with caplog.at_level(logging.WARNING):
        in_file(tmp_path, UNSTORABLE, journey)
    told = [record.getMessage() for record in caplog.records if "'lock'" in record.getMessage()]
    assert len(told) == 2, "once in each process"


def test_a_file_that_cannot_be_used_troubles_no_session(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def journey(host: Host, _: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("add")
        await browser.settle()
        browser.lose()
        browser.click("add")
        await (await browser.connect()).settle()
        assert browser.texts() == ["count 2"]
        assert host.store.trouble is not None

    (tmp_path / "sessions.sqlite").write_bytes(b"no database" * 500)
    with caplog.at_level(logging.ERROR):
        in_file(tmp_path, COUNTER, journey)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert str(tmp_path / "sessions.sqlite") in caplog.text


def test_a_file_that_is_removed_while_sessions_live_gets_everything_again(tmp_path: Path) -> None:
    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(name="Ada")
        await browser.settle()
        browser.click("add")
        await browser.settle()
        for file in tmp_path.glob("sessions.sqlite*"):
            file.unlink()
        host.store._file._looked["write"] = float("-inf")  # type: ignore[attr-defined]
        browser.rerun()
        await browser.settle()
        await moved(browser, stores)
        assert browser.texts() == ["[('Ada', 'S')] Ada S True"]

    in_file(tmp_path, CART, journey)


FILES = """
import rushlight as st
file = st.file_uploader("file")
st.text(f"{file.name if file else None} {file.getvalue() if file else b''}")
"""


def test_uploads_are_there_after_a_restart_and_go_with_their_session(tmp_path: Path) -> None:
    folder = tmp_path / "uploads"

    def put(uploads: Uploads, session: str) -> None:
        path = uploads.folder(session) / "content"
        path.write_bytes(b"abc")
        uploads.add(session, Upload("abcdefgh1234", "a.txt", "text/plain", 3, path))

    async def journey(host: Host, stores: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.id is not None
        put(host.app.uploads, browser.id)
        browser.change(file=["abcdefgh1234"])
        await browser.settle()
        host.close()
        await moved(browser, stores)
        assert browser.texts() == ["a.txt b'abc'"]
        uploads = browser.host.app.uploads
        assert uploads.size(browser.id) == 3
        uploads.forget_session(browser.id)
        assert list(folder.iterdir()) == []
        await moved(browser, stores)
        assert browser.texts() == ["None b''"]
        assert browser.refusals() == []

    in_file(tmp_path, FILES, journey, uploads=folder)


def test_a_commit_writes_what_has_changed_and_no_more(tmp_path: Path) -> None:
    def spoil() -> None:
        with sqlite3.connect(tmp_path / "sessions.sqlite", isolation_level=None) as database:
            database.execute("UPDATE parts SET data = x'00'")

    def written() -> set[str]:
        with sqlite3.connect(tmp_path / "sessions.sqlite") as database:
            return {key for (key,) in database.execute("SELECT key FROM parts WHERE data != x'00'")}

    async def journey(host: Host, _: Stores) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(name="Ada")
        await browser.settle()
        spoil()
        browser.click("add")
        await browser.settle()
        assert written() == {"cart"}

    in_file(tmp_path, CART, journey)
