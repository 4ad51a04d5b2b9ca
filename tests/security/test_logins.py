"""Floods of logins: hashing is bounded, nothing else waits for it, and answers tell nothing of who there is."""

from __future__ import annotations

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx2
import pytest

from rushlight.auth import hashes
from rushlight.auth.hashes import hashed
from rushlight.auth.users import Directory, User, Users, write_users
from rushlight.config.login import LoginSettings
from tests.security.memory import resident
from tests.security.requests import Answer, ask_all
from tests.server.running import Process, Running, Tab, process, running
from tests.server.visit import cookies_of

SCRIPT = """
import rushlight as st
st.text(f"n is {st.slider('n', 0, 10, 5)}")
st.file_uploader("file")
"""
PASSWORD = "a long password"
LOGINS = 1000
AT_ONCE = 250
_MB = 1 << 20


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("people") / "users.json"
    known = {"ada": User(hashed(PASSWORD)), "bob": User(hashed("another")), "eve": User(hashed("x"), disabled=True)}
    write_users(path, Users(users=known))
    return path


class Form:
    """A page to log in at, as one browser has it."""

    def __init__(self, base: str) -> None:
        with httpx2.Client(base_url=base) as browser:
            found = re.search(r'name="token" value="([^"]+)"', browser.get("/auth/login").text)
            assert found is not None
            self.token, self.cookies, self.base = found[1], cookies_of(browser), base

    def request(self, name: str, password: str, address: str) -> bytes:
        """Return the bytes of a try from some address."""
        body = urlencode({"token": self.token, "name": name, "password": password, "next": ""}, quote_via=quote)
        lines = ["POST /auth/login HTTP/1.1", f"Host: {self.base.removeprefix('http://')}", "Connection: close"]
        lines += [f"Cookie: {self.cookies}", f"Origin: {self.base}", f"X-Forwarded-For: {address}"]
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def inside(form: Form, entered: Answer) -> httpx2.Client:
    """Return a browser that has logged in."""
    pairs = [each.split("=", 1) for each in form.cookies.split("; ")]
    pairs += [
        [part.decode() for part in pair] for pair in re.findall(rb"(?im)^set-cookie: ([^=]+)=([^;]*)", entered.head)
    ]
    return httpx2.Client(cookies=dict(pairs))


def stripped(answer: Answer, name: str) -> str:
    """Return a page without what differs for each: its token, and the name that was entered."""
    text = re.sub(r'name="token" value="[^"]+"', "", answer.body.decode())
    return text.replace(f'value="{name}"', "").replace("autofocus", "")


def address_of(n: int) -> str:
    return f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells what a process holds")
def test_a_thousand_wrong_logins_from_a_thousand_addresses(tmp_path: Path, people: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    names = ["ada", "bob", "eve", "nobody"] + [f"guess{n}" for n in range(LOGINS - 4)]

    async def attack(server: Process, form: Form, browser: httpx2.Client) -> tuple[list[Answer], int]:
        victim = await Tab.open(server.socket, browser)
        await victim.until_kind("slider")
        await ask_all(server.port, [form.request("warm", "x", "10.255.0.1")])
        before, most = resident(server.process.pid), 0
        requests = [form.request(name, "wrong", address_of(n)) for n, name in enumerate(names)]
        flood = asyncio.create_task(ask_all(server.port, requests, AT_ONCE, patience=300))
        while not flood.done():
            await victim.change("slider", victim.seq % 9)
            await victim.until_text(f"n is {(victim.seq - 1) % 9}")
            most = max(most, resident(server.process.pid) - before)
            await asyncio.wait([flood], timeout=0.1)
        await victim.socket.close()
        return await flood, most

    words = ("--server.trustedProxies", "127.0.0.1", "--login.users", str(people))
    with process(script, *words) as server:
        form = Form(f"http://127.0.0.1:{server.port}")
        entered = asyncio.run(ask_all(server.port, [form.request("ada", PASSWORD, "10.255.0.2")]))[0]
        assert entered.status == 303
        answers, most = asyncio.run(attack(server, form, inside(form, entered)))
    statuses = Counter(answer.status for answer in answers)
    assert sum(statuses.values()) == LOGINS and set(statuses) <= {401, 429, 503}, statuses
    # Two hashes of 64 MiB at a time, and what a thousand connections take.
    assert most < (2 * 64 + 64) * _MB
    refused = {stripped(answer, name) for answer, name in zip(answers, names, strict=True) if answer.status == 401}
    assert len(refused) == 1, refused


@pytest.fixture
def server(tmp_path: Path, people: Path) -> Iterator[Running]:
    settings = {"login__users": str(people), "login__required": False, "server__trustedProxies": ["127.0.0.1"]}
    with running(tmp_path, SCRIPT, **settings) as found:
        yield found


def test_while_hashes_are_made_everything_else_goes_on(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, lock = threading.Event(), threading.Lock()
    now: list[int] = [0, 0]

    def slow(password: str, hash: str) -> bool:
        with lock:
            now[0] += 1
            now[1] = max(now)
        go_on.wait(60)
        with lock:
            now[0] -= 1
        return False

    async def journey() -> list[Answer]:
        form = Form(f"http://127.0.0.1:{server.port}")
        requests = [form.request(f"guess{n}", "wrong", address_of(n)) for n in range(60)]
        flood = asyncio.create_task(ask_all(server.port, requests, 60))
        async with asyncio.timeout(30):
            while now[0] < 2:
                await asyncio.sleep(0.01)
        tab = await Tab.open(server.socket)
        await tab.until_kind("file_uploader")
        await tab.change("slider", 8)
        await tab.until_text("n is 8")
        headers = {"cookie": tab.cookies, "x-rushlight-session": tab.session, "x-rushlight-name": "a.bin"}
        async with httpx2.AsyncClient(base_url=form.base, headers=headers) as browser:
            address = "/_rushlight/upload/abcdefgh1"
            assert (await browser.put(address, content=b"x" * 300_000)).status_code == 204
            assert len((await browser.get(address)).content) == 300_000
        assert not flood.done()
        go_on.set()
        return await flood

    monkeypatch.setattr(hashes, "fits", slow)
    try:
        answers = asyncio.run(asyncio.wait_for(journey(), 60))
    finally:
        go_on.set()
    statuses = Counter(answer.status for answer in answers)
    assert now[1] == 2
    # Those that found the queue full were told so at once, and may come again.
    assert statuses == {401: 32, 503: 28}
    assert all(b"retry-after: 2" in answer.head.lower() for answer in answers if answer.status == 503)


@pytest.mark.parametrize("name", ["ada", "bob", "eve", "nobody", "", "ADA", "a" * 200])
def test_every_name_costs_the_same_work(people: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """How long an answer takes is told by benchmarks/login.py; here is counted what it takes."""
    asked: list[str] = []
    fits = hashes.fits

    def spy(password: str, hash: str) -> bool:
        asked.append(hash.rpartition("$")[0].rpartition("$")[0])  # kind and costs, without salt and digest
        return fits(password, hash)

    monkeypatch.setattr(hashes, "fits", spy)
    assert Directory(LoginSettings(users=people)).check(name, "wrong") is None
    kind = hashed("x").rpartition("$")[0].rpartition("$")[0]
    assert asked == [kind]
