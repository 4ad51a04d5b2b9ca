"""Files that go in and out: names are never paths, sizes and types are judged by the server, ranges by one rule."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import quote

import httpx2
import pytest

from rushlight.server.transfers import plain_folder, plain_name
from rushlight.wire.codec import encode
from rushlight.wire.messages import Change
from tests.server.running import Running, Tab, running

PAYLOADS = (Path(__file__).parent / "traversal.txt").read_text(encoding="utf-8").splitlines()
SCRIPT = """
import rushlight as st
for each in st.file_uploader("file", type=["csv"], accept_multiple_files=True, max_upload_size=1):
    st.text(f"got {each.name}")
st.image(b"GIF89a\\x01\\x00\\x01\\x00\\x00\\x00\\x00;")
st.text("shown")
"""


CUT = 0
"""Instead of a status: the server has closed the connection while more was coming."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("app"), SCRIPT, server__maxUploadSize=1) as found:
        yield found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_is_one_component_under_the_rules_of_every_system(payload: str) -> None:
    for given in (payload, quote(payload, safe="")):
        name = plain_name(given)
        assert name == PurePosixPath(name).name == PureWindowsPath(name).name
        assert name.isprintable() and name.strip(". ")
        folder = plain_folder(given)
        assert not folder.startswith("/") and ".." not in folder.split("/"), folder


def put(server: Running, tab: Tab, id: str, content: bytes | AsyncIterator[bytes], name: str) -> int:
    headers = {"cookie": tab.cookies, "x-rushlight-session": tab.session, "x-rushlight-name": quote(name, safe="")}

    async def ask() -> int:
        async with httpx2.AsyncClient() as client:
            address = f"http://127.0.0.1:{server.port}/_rushlight/upload/{id}"
            try:
                return (await client.put(address, content=content, headers=headers)).status_code
            except httpx2.TransportError:
                return CUT

    return asyncio.run(ask())


async def endless() -> AsyncIterator[bytes]:
    while True:
        yield b"x" * 65536


async def arrived(server: Running) -> Tab:
    tab = await Tab.open(server.socket)
    await tab.until_text("shown")
    return tab


def test_size_is_judged_by_what_comes_and_not_by_what_is_said(server: Running) -> None:
    tab = asyncio.run(arrived(server))
    assert put(server, tab, "small12345", b"a,b", "a.csv") == 204
    assert put(server, tab, "large12345", b"x" * ((1 << 20) + 1), "a.csv") == 413
    assert put(server, tab, "endless123", endless(), "a.csv") in (413, CUT)


def test_type_is_judged_by_the_server(server: Running) -> None:
    async def visit() -> list[str]:
        tab = await arrived(server)
        for id, name in (("page123456", "a.html"), ("both123456", "a.csv.html"), ("right12345", "a.csv")):
            assert await asyncio.to_thread(put, server, tab, id, b"x", name) == 204
            tab.seq += 1
            await tab.socket.send(encode(Change(tab.seq, {tab.identity("file_uploader"): [id]})))
        await tab.until_text("got a.csv")
        return tab.texts()

    assert [text for text in asyncio.run(visit()) if text.startswith("got")] == ["got a.csv"]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("bytes=0-2", 206), ("bytes=-3", 206), ("bytes=5-", 206), ("bytes=99-", 416), ("bytes=3-1", 416), ("bytes=0-1,3-4", 200),
        ("bytes=" + "0-," * 10_000, 200), ("bytes=\xb2-", 200), ("bytes=-\xb3", 200), ("lines=0-1", 200), ("bytes=" + "9" * 5000 + "-", 416), ("", 200),
    ],
)  # fmt: skip
def test_a_range_is_one_or_none(server: Running, asked: str, status: int) -> None:
    tab = asyncio.run(arrived(server))
    assert tab.page is not None
    image = next(node for node in tab.page.root.walk() if node.kind == "image")
    address = next(value for value in str(image.props).split("'") if "_rushlight/media/" in value)
    answer = server.get("/" + address.lstrip("/"), cookie=tab.cookies, range=asked)
    assert answer.status == status
    assert "attachment" not in answer.headers.get("content-disposition", "")
    assert server.get("/" + address.lstrip("/")).status == 404, "another browser has no use for the address"
