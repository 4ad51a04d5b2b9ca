"""Fifty people use one app at the same time, each with a tag of their own: nobody ever meets the tag of another."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from pathlib import Path

import httpx2
import websockets

from rushlight.wire.codec import encode
from rushlight.wire.messages import PROTOCOL, Change, Hello
from tests.server.running import Tab, process
from tests.server.visit import visit

USERS = 50
RERUNS = 200
RECONNECT_EVERY = 50

SCRIPT = """
import logging
import rushlight as st

log = logging.getLogger("tags")
tag = st.text_input("tag", key="tag")
n = st.slider("n", 0, 1000, key="n")
st.session_state.seen = st.session_state.get("seen", []) + [tag]

@st.cache_data
def shared(tag, n):
    return f"shared {tag} {n}"

@st.cache_data(scope="session")
def own():
    return f"own {tag}"

@st.cache_resource
def everybody():
    return {}

@st.fragment
def part():
    m = st.number_input("m", value=0, key="m")
    st.text(f"fragment {st.session_state.tag} {m} {own() if tag else ''}")

if tag:
    everybody()[tag] = everybody().get(tag, 0) + 1
    log.warning("run of %s", tag)
    st.text(shared(tag, n))
    st.text(own())
    part()
    uploaded = st.file_uploader("file", key="file")
    if uploaded is not None:
        st.text(f"upload {uploaded.name} {uploaded.getvalue().decode()}")
    st.download_button("save", f"download {tag}", file_name=f"{tag}.txt")
    st.text(f"state {sorted(set(st.session_state.seen))}")
    st.text(f"done {n} {everybody()[tag]}")
"""
TAG = re.compile(rb"tag-\d\d-[0-9a-f]{8}")


class User:
    """One of them: a browser with one tab that loses its connection now and then."""

    def __init__(self, number: int, port: int) -> None:
        self.tag = f"tag-{number:02}-{secrets.token_hex(4)}"
        self.client = httpx2.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60)
        self.url = f"ws://127.0.0.1:{port}/_rushlight/socket"
        self.tab: Tab
        self.seen = bytearray()
        self.files: dict[str, bytes] = {}
        """What this user's own addresses lead to."""

    async def arrive(self) -> None:
        self.tab = await Tab.open(self.url)
        self.tab.kept = self.seen
        await self.tab.until_kind("text_input")
        await self.set("tag", self.tag)
        await self.tab.until_kind("file_uploader")
        await self.upload()

    async def set(self, key: str, value: object) -> None:
        page = self.tab.page
        assert page is not None
        name = next(node.identity for node in page.root.walk() if node.identity and node.identity.endswith(key))
        self.tab.seq += 1
        await self.tab.socket.send(encode(Change(self.tab.seq, {name: value})))
        while self.tab.acked < self.tab.seq:
            await self.tab.receive()

    async def upload(self) -> None:
        headers = {
            "x-rushlight-session": self.tab.session,
            "x-rushlight-name": f"{self.tag}.txt",
            "cookie": self.tab.cookies,
        }
        id = "upload" + self.tag.replace("-", "")
        answer = await self.client.put(f"/_rushlight/upload/{id}", content=f"bytes of {self.tag}", headers=headers)
        assert answer.status_code == 204, answer.text
        await self.set("file", [id])
        await self.tab.until_text(f"upload {self.tag}.txt bytes of {self.tag}")

    async def reconnect(self) -> None:
        await self.tab.socket.close()
        session, seq = self.tab.session, self.tab.seq
        with httpx2.Client(headers={"cookie": self.tab.cookies}) as client:
            page = await asyncio.to_thread(visit, client, f"http://127.0.0.1:{self.client.base_url.port}/")
        socket = await websockets.connect(self.url, additional_headers={"cookie": self.tab.cookies}, close_timeout=0.2)
        await socket.send(encode(Hello(PROTOCOL, session=session, ticket=page.ticket)))
        self.tab.socket, self.tab.page = socket, None
        while self.tab.page is None:
            await self.tab.receive()
        assert (self.tab.session, self.tab.seq) == (session, seq), "the session goes on"

    async def use(self) -> None:
        for n in range(1, RERUNS + 1):
            if n % 4 == 3:
                await self.set("m", n)
                await self.tab.until_text(f"fragment {self.tag} {n} own {self.tag}")
            else:
                await self.set("n", n)
                await self.tab.until_text(f"shared {self.tag} {n}")
            if n % RECONNECT_EVERY == 0:
                await self.reconnect()
        page = self.tab.page
        assert page is not None
        for node in page.root.walk():
            if str(node.props.get("url", "")).startswith("/_rushlight/media/"):
                self.files[node.props["url"]] = f"download {self.tag}".encode()


async def everybody(port: int) -> list[User]:
    users = [User(number, port) for number in range(USERS)]
    for user in users:
        await user.arrive()
    await asyncio.gather(*(user.use() for user in users))
    await others_files(users)
    for user in users:
        await user.tab.socket.close()
        await user.client.aclose()
    return users


async def others_files(users: list[User]) -> None:
    """See that addresses of files and uploads are worth nothing to others, who know them."""
    for user, other in zip(users, users[1:] + users[:1], strict=True):
        for headers in ({"cookie": other.tab.cookies}, {}):
            for session in (user.tab.session, other.tab.session):
                id = "upload" + user.tag.replace("-", "")
                answer = await other.client.get(
                    f"/_rushlight/upload/{id}", headers={**headers, "x-rushlight-session": session}
                )
                assert answer.status_code in (400, 404), answer
            for address in user.files:
                assert user.tag not in (await other.client.get(address, headers=headers)).text


def test_nobody_meets_the_tag_of_another(tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    with process(script, "--logger.json", "true", "--server.fileWatcherType", "none") as server:
        users = asyncio.run(everybody(server.port))
        assert server.end() == 0
    for user in users:
        assert {tag.decode() for tag in TAG.findall(user.seen)} == {user.tag}
    sessions: dict[str, set[str]] = {}
    for line in server.log.splitlines():
        for tag in TAG.findall(line.encode()):
            sessions.setdefault(tag.decode(), set()).add(json.loads(line)["session"])
    assert set(sessions) == {user.tag for user in users}
    assert all(len(found) == 1 for found in sessions.values())
    assert len({next(iter(found)) for found in sessions.values()}) == USERS
