"""Logging in and out over HTTP, and what those who have not may not have."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from rushlight.auth.hashes import hashed
from rushlight.auth.throttle import Throttle
from rushlight.auth.users import User, Users, read_users, write_users
from rushlight.server import paths
from rushlight.server.policy import POLICIES, Policy
from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Frame, Hello, Reload, Welcome
from tests.server.serving import Address, served, server_of
from tests.server.visit import cookies_of, settings_in, visit
from tests.session.browser import Page

SCRIPT = """
import rushlight as st
def home():
    st.text(f"{st.user.name} {st.user.roles}")
def admin():
    st.text("only for admins")
st.navigation([st.Page(home, default=True), st.Page(admin, roles=["admin"])]).run()
"""
PASSWORD = "a long password"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "users.json"
    write_users(path, Users(users={"ada": User(hashed(PASSWORD), ("admin",)), "bob": User(hashed(PASSWORD))}))
    return path


@pytest.fixture
def address(tmp_path: Path, people: Path) -> Iterator[Address]:
    with served(server_of(tmp_path, SCRIPT, {"login.users": str(people)})) as found:
        yield found


def browser(address: Address) -> httpx2.Client:
    return httpx2.Client(base_url=address.http)


def log_in(client: httpx2.Client, name: str, password: str = PASSWORD, **more: str) -> httpx2.Response:
    page = client.get("/auth/login")
    token = re.search(r'name="token" value="([^"]+)"', page.text)
    assert token is not None
    fields = {"token": token[1], "name": name, "password": password, "next": "", **more}
    return client.post("/auth/login", data=fields, headers={"origin": str(client.base_url)})


async def opened(client: httpx2.Client, address: Address, ticket: str | None = None, page: str = "") -> Any:
    """Open a socket as a browser does; return it."""
    ticket = visit(client).ticket if ticket is None else ticket
    headers = {"cookie": cookies_of(client)}
    socket = await websockets.connect(address.socket, additional_headers=headers, close_timeout=0.2)
    await socket.send(encode(Hello(PROTOCOL, ticket=ticket, page=page)))
    return socket


async def texts(socket: Any) -> list[str]:
    """Return the texts of the first page that is shown."""
    page: Page | None = None
    while True:
        message = decode_server(await asyncio.wait_for(socket.recv(), 10))
        if isinstance(message, Frame):
            page = Page(message.tree) if message.tree is not None else page
            assert page is not None
            for op in message.ops:
                page.apply(op)
            found = [node.props["body"] for node in page.root.walk() if node.kind == "text"]
            if found:
                return found


def test_whoever_is_not_logged_in_is_sent_to_log_in_and_back(address: Address) -> None:
    client = browser(address)
    answer = client.get("/admin?q=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/auth/login?next=%2Fadmin%3Fq%3D1"
    answer = log_in(client, "ada", next="/admin?q=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/admin?q=1")
    assert "Secure" not in answer.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= set(answer.headers["set-cookie"].split("; "))
    assert settings_in(client.get("/").text)["user"]["name"] == "ada"


@pytest.mark.parametrize(("name", "password"), [("ada", "wrong"), ("nobody", PASSWORD), ("", ""), ("ADA", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(address: Address, name: str, password: str) -> None:
    client = browser(address)
    answer = log_in(client, name, password)
    assert answer.status_code == 401
    assert "The name or the password is not right." in answer.text
    assert client.get("/").status_code == 303


def test_after_five_wrong_passwords_one_has_to_wait(tmp_path: Path, people: Path) -> None:
    server = server_of(tmp_path, SCRIPT, {"login.users": str(people)})
    server._login._throttle = Throttle(clock=lambda: 0.0)
    with served(server) as address:
        client = browser(address)
        codes = [log_in(client, "ada", "wrong").status_code for _ in range(6)]
        assert codes == [401, 401, 401, 401, 401, 429]
        answer = log_in(client, "ada", PASSWORD)
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) >= 1


def test_a_form_of_another_browser_or_page_is_refused(address: Address) -> None:
    token = re.search(r'name="token" value="([^"]+)"', browser(address).get("/auth/login").text)
    assert token is not None
    client = browser(address)
    client.get("/auth/login")
    fields = {"token": token[1], "name": "ada", "password": PASSWORD}
    assert client.post("/auth/login", data=fields).status_code == 403
    assert log_in(client, "ada", token="nonsense").status_code == 403
    page = client.get("/auth/login").text
    own = re.search(r'name="token" value="([^"]+)"', page)
    assert own is not None
    foreign = {"origin": "https://evil.example"}
    assert client.post("/auth/login", data={**fields, "token": own[1]}, headers=foreign).status_code == 403
    assert client.post("/auth/login", content=b"x" * 10_000).status_code == 413


def test_names_are_shown_back_as_text(address: Address) -> None:
    answer = log_in(browser(address), '"><script>alert(1)</script>', "x", next='"><b>')
    assert "<script>alert" not in answer.text and "<b>" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_login_gets_another_id_and_a_log_out_ends_it(address: Address) -> None:
    client = browser(address)
    log_in(client, "ada")
    first = client.cookies["rushlight_login"]
    log_in(client, "ada")
    second = client.cookies["rushlight_login"]
    assert first != second
    thief = browser(address)
    thief.cookies.set("rushlight_login", first)
    assert thief.get("/").status_code == 303
    logout = settings_in(client.get("/").text)["user"]["logout"]
    thief.cookies.set("rushlight_login", second)
    assert thief.get("/").status_code == 200
    answer = client.get(f"/{logout}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/auth/login?out")
    assert thief.get("/").status_code == 303
    assert "You are logged out" in client.get("/auth/login?out").text


def test_a_link_elsewhere_logs_nobody_out_without_asking(address: Address) -> None:
    client = browser(address)
    log_in(client, "ada")
    answer = client.get("/auth/logout")
    assert answer.status_code == 200 and "logged in as" in answer.text
    assert client.get("/auth/logout?ticket=nonsense").status_code == 200
    assert client.get("/").status_code == 200


def test_without_a_login_nothing_of_the_app_is_to_be_had(address: Address) -> None:
    """Each address of the table, asked by somebody unknown."""
    client = browser(address)
    filled = {"{id}": "x" * 20, "{name}": "app", "{path:path}": "a", "{package}": "p", "{version}": "1", "{file}": "f"}
    filled |= {"{kind}": "data", "{session}": "s_x"}
    answers: dict[str, int] = {}
    for path, policy in POLICIES.items():
        if policy in (Policy.PUBLIC, Policy.OPERATOR) or path == paths.SOCKET:
            continue
        concrete = path
        for placeholder, value in filled.items():
            concrete = concrete.replace(placeholder, value)
        method = {
            **dict.fromkeys((paths.TICKET, paths.AGENT_INTERACT, paths.AGENT_MCP), "POST"),
            paths.UPLOAD + "/{id}": "PUT",
            paths.MESSAGE + "/{id}": "PUT",
        }.get(path, "GET")
        answers[path] = client.request(method, concrete).status_code
    assert answers.pop(paths.PAGES) == 303
    assert set(answers.values()) == {401}, answers


def test_every_route_that_is_served_stands_in_the_table(tmp_path: Path, people: Path) -> None:
    server = server_of(tmp_path, SCRIPT, {"login.users": str(people), "server.scriptHealthCheckEnabled": True})
    served_paths = {route.path for route in server.routes()}
    assert served_paths | {paths.SOCKET} == set(POLICIES)


def test_a_socket_needs_a_login_a_ticket_and_the_browser_it_was_given_to(address: Address) -> None:
    async def journey() -> None:
        unknown = browser(address)
        with pytest.raises(websockets.InvalidStatus):
            await opened(unknown, address, ticket="x")
        ada = browser(address)
        log_in(ada, "ada")
        ticket = visit(ada).ticket
        assert (await texts(await opened(ada, address, ticket))) == ["ada ['admin']"]
        for bad in (ticket, "nonsense", ""):
            socket = await opened(ada, address, bad)
            with pytest.raises(websockets.ConnectionClosedError) as caught:
                await socket.recv()
            assert caught.value.rcvd is not None and caught.value.rcvd.code == 1008
        bob = browser(address)
        log_in(bob, "bob")
        socket = await opened(bob, address, visit(ada).ticket)
        with pytest.raises(websockets.ConnectionClosedError):
            await socket.recv()

    asyncio.run(journey())


def test_further_tickets_are_given_to_pages_of_the_app_only(address: Address) -> None:
    ada = browser(address)
    assert ada.post("/_rushlight/ticket").status_code == 401
    log_in(ada, "ada")
    assert ada.post("/_rushlight/ticket", headers={"origin": "https://evil.example"}).status_code == 403
    answer = ada.post("/_rushlight/ticket", headers={"origin": address.http})
    assert answer.json()["ticket"]
    assert answer.headers["cache-control"] == "no-store"


def test_a_page_of_a_role_is_not_there_for_others(address: Address) -> None:
    async def seen(name: str) -> list[str]:
        client = browser(address)
        log_in(client, name)
        return await texts(await opened(client, address, page="admin"))

    assert asyncio.run(seen("ada")) == ["only for admins"]
    assert asyncio.run(seen("bob")) == ["bob []"]


async def ending(socket: Any, within: float) -> list[type]:
    """Return what is received until the connection ends."""
    kinds: list[type] = []

    async def listen() -> None:
        while True:
            kinds.append(type(decode_server(await socket.recv())))

    with pytest.raises(websockets.ConnectionClosed):
        await asyncio.wait_for(listen(), within)
    return kinds


@pytest.mark.parametrize("how", ["log out", "disable", "remove", "new password"])
def test_what_somebody_has_open_ends_with_the_login(address: Address, people: Path, how: str) -> None:
    async def journey() -> None:
        ada, bob = browser(address), browser(address)
        log_in(ada, "ada"), log_in(bob, "bob")
        ending_one, staying = await opened(ada, address), await opened(bob, address)
        assert await texts(ending_one) and await texts(staying)
        users = dict(read_users(people).users)
        match how:
            case "log out":
                ada.get("/" + settings_in(ada.get("/").text)["user"]["logout"])
            case "disable":
                users["ada"] = User(users["ada"].password, ("admin",), disabled=True)
            case "remove":
                del users["ada"]
            case _:
                users["ada"] = User(hashed("another password"), ("admin",))
        if how != "log out":
            write_users(people, Users(users=users))
        kinds = await ending(ending_one, 5)
        assert Reload in kinds
        assert ada.get("/").status_code == 303
        await staying.ping()
        assert bob.get("/").status_code == 200

    asyncio.run(journey())


def test_other_roles_count_at_once(address: Address, people: Path) -> None:
    async def journey() -> None:
        bob = browser(address)
        log_in(bob, "bob")
        socket = await opened(bob, address, page="admin")
        assert await texts(socket) == ["bob []"]
        users = dict(read_users(people).users)
        users["bob"] = User(users["bob"].password, ("staff",))
        write_users(people, Users(users=users))
        message = decode_server(await asyncio.wait_for(socket.recv(), 5))
        while not (isinstance(message, Frame) and message.ops):
            message = decode_server(await asyncio.wait_for(socket.recv(), 5))
        assert message.ops[0].set == {"body": "bob ['staff']"}

    asyncio.run(journey())


def test_a_session_is_resumed_by_the_login_that_began_it_only(address: Address) -> None:
    async def welcome(client: httpx2.Client, session: str | None) -> Welcome:
        headers = {"cookie": cookies_of(client)}
        socket = await websockets.connect(address.socket, additional_headers=headers, close_timeout=0.2)
        await socket.send(encode(Hello(PROTOCOL, session, ticket=visit(client).ticket)))
        message = decode_server(await asyncio.wait_for(socket.recv(), 10))
        assert isinstance(message, Welcome)
        return message

    async def journey() -> None:
        ada = browser(address)
        log_in(ada, "ada")
        first = await welcome(ada, None)
        assert (await welcome(ada, first.session)).resumed
        log_in(ada, "bob")
        assert not (await welcome(ada, first.session)).resumed

    asyncio.run(journey())


def test_rules_of_access_close_the_app_and_its_pages(tmp_path: Path, people: Path) -> None:
    settings = {"login.users": str(people), "access.roles": ["admin"], "access.pages": {"admin": ["owner"]}}
    with served(server_of(tmp_path, SCRIPT, settings)) as address:
        bob, ada = browser(address), browser(address)
        log_in(bob, "bob"), log_in(ada, "ada")
        assert bob.get("/").status_code == 403 and "bob" in bob.get("/").text
        assert bob.post("/_rushlight/ticket", headers={"origin": address.http}).status_code == 403

        async def journey() -> None:
            assert await texts(await opened(ada, address, page="admin")) == ["ada ['admin']"]

        asyncio.run(journey())


def test_headers_count_from_a_trusted_proxy_only(tmp_path: Path) -> None:
    settings = {
        "login.headers": {"user": "X-User", "roles": "X-Groups"},
        "server.trustedProxies": ["127.0.0.1"],
    }
    script = "import rushlight as st\nst.text(f'{st.user.name} {st.user.roles}')"
    with served(server_of(tmp_path, script, settings)) as address:
        known = httpx2.Client(base_url=address.http, headers={"x-user": "ada", "x-groups": "admin"})
        assert settings_in(known.get("/").text)["user"] == {"name": "ada", "logout": None}
        assert browser(address).get("/").status_code == 303
    with served(server_of(tmp_path, script, {**settings, "server.trustedProxies": ["10.0.0.0/8"]})) as address:
        assert httpx2.get(f"{address.http}/", headers={"x-user": "ada"}).status_code == 303


def test_an_app_without_a_login_is_open_and_has_no_login_page(tmp_path: Path) -> None:
    with served(server_of(tmp_path, "import rushlight as st\nst.text(st.user.is_logged_in)")) as address:
        client = browser(address)
        assert client.get("/auth/login").status_code == 404
        assert client.get("/auth/logout").status_code == 303
        assert asyncio.run(_shown(client, address)) == ["False"]
    assert not (tmp_path / ".rushlight").exists()


async def _shown(client: httpx2.Client, address: Address) -> list[str]:
    return await texts(await opened(client, address))
