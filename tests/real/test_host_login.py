"""One login at the gate for all apps of a host, with paths and with sub-domains."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from urllib.parse import urlencode, urlsplit

import pytest
import websockets

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, read_users, write_users
from rushlight.wire.codec import encode
from rushlight.wire.messages import PROTOCOL, Hello, Reload
from tests.real.hosting import Host, Page, host, proxy
from tests.server.running import Tab
from tests.server.visit import settings_in

PASSWORD = "correct horse"
SCRIPT = """
import json
import rushlight as st
st.text(json.dumps([st.user.get("name"), sorted(st.user.get("roles") or [])]))
st.text("cookies " + " ".join(sorted(st.context.cookies)))
st.text("headers " + " ".join(sorted(name.lower() for name in st.context.headers)))
"""


def with_people(there: Host) -> Host:
    people = {
        "ada": User(hashed(PASSWORD), ("admin", "sellers"), full_name="Ada Lovelace é"),
        "bob": User(hashed(PASSWORD), ("sellers",)),
    }
    write_users(there.place.gate / ".rushlight" / "users.json", Users(users=people))
    there.done("restart", "gate")
    there.until(lambda: there.get("/").status == 303)
    there.done("add", "sales", there.source("sales", SCRIPT), "--role", "sellers")
    there.done("add", "secret", there.source("secret", SCRIPT), "--role", "admin", "--title", "For Ada")
    return there


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def paths(request: pytest.FixtureRequest) -> Iterator[Host]:
    with host("--proxy", proxy(request.param)) as running:
        yield with_people(running)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def domains(request: pytest.FixtureRequest) -> Iterator[Host]:
    with host("--proxy", proxy(request.param), "--mode", "subdomain", "--domain", "apps.localhost") as running:
        running.url = f"http://apps.localhost:{running.port}"
        yield with_people(running)


class Visitor:
    """A browser: keeps the cookies of each host, and follows where it is sent."""

    def __init__(self, there: Host) -> None:
        self._there = there
        self._cookies: dict[str, dict[str, str]] = {}

    def get(self, url: str, method: str = "GET", **headers: str) -> Page:
        parts = urlsplit(url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        page = self._there.get(path, parts.netloc, method, cookie=self.cookies(url), **headers)
        for name, value in re.findall(r"(?:^|, )(\w+)=([^;,]*);", page.headers.get("set-cookie", "")):
            self._cookies.setdefault(parts.netloc, {})[name] = value
        return page

    def visit(self, url: str) -> tuple[str, Page]:
        """Go to an address, and where one is sent from there."""
        page = self.get(url)
        while page.status in (303, 307):
            to = page.headers["location"]
            url = to if "://" in to else f"{urlsplit(url).scheme}://{urlsplit(url).netloc}{to}"
            page = self.get(url)
        return url, page

    def cookies(self, url: str) -> str:
        held = self._cookies.get(urlsplit(url).netloc, {})
        return "; ".join(f"{name}={value}" for name, value in held.items())

    def log_in(self, url: str, name: str) -> tuple[str, Page]:
        """Go to an address, enter name and password in the form that comes instead, and go on."""
        at, page = self.visit(url)
        assert 'name="password"' in page.text, page
        token = re.search(r'name="token" value="([^"]+)"', page.text)
        back = re.search(r'name="next" value="([^"]*)"', page.text)
        assert token is not None and back is not None
        fields = {"name": name, "password": PASSWORD, "token": token[1], "next": back[1].replace("&amp;", "&")}
        parts = urlsplit(at)
        answer = self._there.post(parts.path, parts.netloc, urlencode(fields), cookie=self.cookies(at))
        for each, value in re.findall(r"(?:^|, )(\w+)=([^;,]*);", answer.headers.get("set-cookie", "")):
            self._cookies.setdefault(parts.netloc, {})[each] = value
        assert answer.status == 303, answer
        to = answer.headers["location"]
        return self.visit(to if "://" in to else f"{parts.scheme}://{parts.netloc}{to}")


async def texts(there: Host, visitor: Visitor, url: str, **headers: str) -> list[str]:
    """Return what a page shows to a visitor."""
    tab = await opened(there, visitor, url, **headers)
    await tab.socket.close()
    return tab.texts()


async def opened(there: Host, visitor: Visitor, url: str, **headers: str) -> Tab:
    """Open a page of the script as a visitor, and wait until it is drawn."""
    page = await asyncio.to_thread(visitor.get, url, **headers)
    assert page.status == 200, page
    ticket = settings_in(page.text)["ticket"]
    parts = urlsplit(url)
    sent = {"cookie": visitor.cookies(url), **headers}
    address = f"ws://{parts.netloc}{parts.path}_rushlight/socket"
    tab = Tab(await websockets.connect(address, additional_headers=sent, host="127.0.0.1", port=there.port))
    await tab.socket.send(encode(Hello(PROTOCOL, ticket=ticket)))
    async with asyncio.timeout(30):
        while tab.page is None or len(tab.texts()) < 3:
            await tab.receive()
    return tab


async def said_at_the_end(tab: Tab) -> object:
    """Wait until the server closes a socket; return what it said last."""
    last: object = None
    async with asyncio.timeout(20):
        while True:
            try:
                last = await tab.receive()
            except websockets.ConnectionClosed:
                return last


def test_nobody_gets_through_without_a_login(paths: Host) -> None:
    page = paths.get("/sales/")
    assert page.status == 303
    assert page.headers["location"] == "/auth/login?next=%2Fsales%2F"
    assert paths.get("/sales/_rushlight/ready", Accept="*/*").status == 401
    forged = {"X_Rushlight_User": "ada", "X_Rushlight_User_Roles": "admin", "X_Rushlight_App": "sales"}
    assert paths.get("/sales/_rushlight/ready", Accept="*/*", **forged).status == 401
    assert paths.get("/_gate/ask", **forged).status == 404
    assert paths.get("/status").status == 303


def test_who_has_logged_in_is_known_to_every_app_and_apps_see_only_that(paths: Host) -> None:
    ada = Visitor(paths)
    url, page = ada.log_in(f"{paths.url}/sales/", "ada")
    assert (url, page.status) == (f"{paths.url}/sales/", 200)
    forged = {"X-Rushlight-User": "bob", "X-Rushlight-User-Roles": "none"}
    said = asyncio.run(texts(paths, ada, f"{paths.url}/secret/", **forged))
    assert said[0] == r'["Ada Lovelace \u00e9", ["admin", "sellers"]]'
    assert said[1].startswith("cookies ")
    assert "rushlight_login" in ada.cookies(paths.url) and "login" not in said[1]
    assert "x-rushlight-app" not in said[2]


def test_roles_close_apps_and_the_status_page(paths: Host) -> None:
    bob = Visitor(paths)
    _, index = bob.log_in(f"{paths.url}/", "bob")
    assert "/sales/" in index.text and "For Ada" not in index.text
    assert bob.get(f"{paths.url}/secret/").status == 403
    assert bob.get(f"{paths.url}/secret/_rushlight/ready", accept="*/*").status == 403
    assert bob.get(f"{paths.url}/status").status == 403
    ada = Visitor(paths)
    ada.log_in(f"{paths.url}/", "ada")
    status = ada.get(f"{paths.url}/status")
    assert status.status == 200
    assert re.search(r"For Ada</th><td>1</td><td>(awake|asleep)</td><td>800 MB, 1 CPU", status.text)


def test_a_log_out_counts_for_all_apps(paths: Host) -> None:
    bob = Visitor(paths)
    _, index = bob.log_in(f"{paths.url}/", "bob")
    way_out = re.search(r'href="(/auth/logout[^"]+)"', index.text)
    assert way_out is not None
    bob.get(paths.url + way_out[1].replace("&amp;", "&"))
    assert bob.get(f"{paths.url}/sales/").status == 303


def test_open_pages_of_all_apps_end_with_the_login_and_those_of_others_do_not(paths: Host) -> None:
    ada, bob = Visitor(paths), Visitor(paths)
    _, index = bob.log_in(f"{paths.url}/", "bob")
    ada.log_in(f"{paths.url}/", "ada")
    way_out = re.search(r'href="(/auth/logout[^"]+)"', index.text)
    assert way_out is not None

    async def leave() -> None:
        his, hers = await opened(paths, bob, f"{paths.url}/sales/"), await opened(paths, ada, f"{paths.url}/sales/")
        await asyncio.to_thread(bob.get, paths.url + way_out[1].replace("&amp;", "&"))
        assert await said_at_the_end(his) == Reload("the login has ended")
        await (await hers.socket.ping())
        await hers.socket.close()

    asyncio.run(leave())


def test_roles_that_are_taken_away_close_what_is_open(paths: Host) -> None:
    cid = Visitor(paths)
    people = paths.place.gate / ".rushlight" / "users.json"
    before = people.read_bytes()
    known = read_users(people).users
    write_users(people, Users(users={**known, "cid": User(hashed(PASSWORD), ("sellers",))}))
    cid.log_in(f"{paths.url}/sales/", "cid")

    async def lose() -> None:
        tab = await opened(paths, cid, f"{paths.url}/sales/")
        people.write_bytes(before)
        assert await said_at_the_end(tab) == Reload("the login has ended")

    asyncio.run(lose())
    assert cid.get(f"{paths.url}/sales/").status == 303


def test_one_login_serves_all_sub_domains(domains: Host) -> None:
    sales, secret = (f"http://{name}.apps.localhost:{domains.port}/" for name in ("sales", "secret"))
    ada = Visitor(domains)
    url, page = ada.log_in(sales, "ada")
    assert (url, page.status) == (sales, 200)
    url, page = ada.visit(secret)
    assert (url, page.status) == (secret, 200)
    said = asyncio.run(texts(domains, ada, secret))
    assert said[0] == r'["Ada Lovelace \u00e9", ["admin", "sellers"]]'
    assert "login" not in said[1]
    _, index = ada.visit(f"{domains.url}/")
    assert f'href="{sales}"' in index.text


def test_a_ticket_to_another_host_is_of_use_to_the_browser_that_has_begun_there_only(domains: Host) -> None:
    sales = f"http://sales.apps.localhost:{domains.port}"
    ada, eve = Visitor(domains), Visitor(domains)
    ada.log_in(f"{domains.url}/", "ada")
    page = ada.get(f"{sales}/")
    ticket = ada.get(page.headers["location"]).headers["location"]
    assert ticket.startswith(f"{sales}/auth/enter?ticket=")
    eve.get(f"{sales}/")
    eve.get(ticket)
    assert eve.get(f"{sales}/").status == 303
    other = ticket.replace("sales.", "secret.")
    ada.get(f"http://secret.apps.localhost:{domains.port}/")
    ada.get(other)
    assert ada.get(f"http://secret.apps.localhost:{domains.port}/").status == 303
    assert ada.get(ticket).status == 303
    assert ada.get(f"{sales}/").status == 200
