"""Pages of ten origins, each with the cookies and the ticket of somebody who is logged in: only the app's own gets through."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator

import httpx2
import pytest
import websockets

from rushlight.auth.hashes import hashed
from rushlight.auth.users import User, Users, write_users
from tests.server.serving import Address, served, server_of
from tests.server.visit import cookies_of, visit

PASSWORD = "a long password"
ORIGINS = {
    "same": ("http://127.0.0.1:{port}", True),
    "null": ("null", False),
    "none": ("", False),
    "evil": ("https://evil.example", False),
    "good.evil": ("http://127.0.0.1.evil.example:{port}", False),
    "good.com.evil": ("http://127.0.0.1:{port}.evil.example", False),
    "other port": ("http://127.0.0.1:1", False),
    "other scheme": ("https://127.0.0.1:{port}", False),
    "upper case": ("HTTP://127.0.0.1:{port}", False),
    "punycode": ("http://xn--127-0-0-1-x9a:{port}", False),
    "user part": ("http://127.0.0.1:{port}@evil.example", False),
    "with a path": ("http://evil.example/http://127.0.0.1:{port}", False),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    folder = tmp_path_factory.mktemp("app")
    write_users(folder / "users.json", Users(users={"ada": User(hashed(PASSWORD))}))
    script = "import rushlight as st\nst.file_uploader('file')\n"
    with served(server_of(folder, script, {"login.users": str(folder / "users.json")})) as found:
        yield found


@pytest.fixture(scope="module")
def ada(address: Address) -> httpx2.Client:
    client = httpx2.Client(base_url=address.http)
    assert logs_in(client, address.http) == 303
    return client


def logs_in(client: httpx2.Client, origin: str) -> int:
    token = re.search(r'name="token" value="([^"]+)"', client.get("/auth/login").text)
    assert token is not None
    fields = {"token": token[1], "name": "ada", "password": PASSWORD, "next": ""}
    return client.post("/auth/login", data=fields, headers={"origin": origin}).status_code


async def connects(address: Address, ada: httpx2.Client, origin: str) -> bool:
    headers = {"cookie": cookies_of(ada), "origin": origin}
    try:
        socket = await websockets.connect(address.socket, additional_headers=headers, close_timeout=0.2)
    except websockets.InvalidStatus as error:
        assert error.response.status_code == 403
        return False
    await socket.close()
    return True


@pytest.mark.parametrize("name", ORIGINS)
def test_only_the_apps_own_origin_gets_through(address: Address, ada: httpx2.Client, name: str) -> None:
    pattern, may = ORIGINS[name]
    origin = pattern.format(port=address.port)
    visit(ada)
    assert asyncio.run(connects(address, ada, origin)) is may
    ticket = ada.post("/_rushlight/ticket", headers={"origin": origin})
    assert (ticket.status_code == 200) is may
    upload = ada.put("/_rushlight/upload/abcdefghij", content=b"x", headers={"origin": origin})
    assert (upload.text == "foreign origin") is not may
    with httpx2.Client(base_url=address.http) as stranger:
        assert logs_in(stranger, origin) == (303 if may else 403)
    # Nobody else may read an answer, whatever it is.
    for path in ("/", "/_rushlight/health", "/_rushlight/ticket"):
        assert "access-control-allow-origin" not in ada.get(path, headers={"origin": origin}).headers
