"""Values of visitors name nothing that is the server's: no file that it opens, no address that it asks."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server, socket

from rushlight.wire.codec import encode
from rushlight.wire.messages import Change
from tests.server.running import Tab, running

PAYLOADS = (Path(__file__).parent / "traversal.txt").read_text(encoding="utf-8").splitlines()
FILES = """
import rushlight as st
import rushlight.components.v1 as components
part = components.declare_component("part", url="http://127.0.0.1:9")
files = st.file_uploader("f", accept_multiple_files=True)
given = part(key="part")
st.text(f"{len(files)} files, {type(given).__name__}, {st.text_input('step')}")
"""
ADDRESSES = """
import rushlight as st
url = st.text_input("url")
for draw in (st.image, st.audio, st.video, st.pdf, st.iframe, st.logo):
    with st.container():
        try:
            url and draw(url)
        except Exception as error:
            st.text(type(error).__name__)
if url:
    st.link_button("a", url)
    st.page_link(url, label="b")
    st.markdown(f"[c]({url}) ![d]({url})")
    st.html(f"<img src='{url}'><link rel=stylesheet href='{url}'>")
    st.dataframe({"e": [url]}, column_config={"e": st.column_config.ImageColumn()})
    st.chat_message("user", avatar=url)
    st.text(f"end of {url}")
"""


async def settled(tab: Tab) -> None:
    while tab.acked < tab.seq:
        await tab.receive()


def test_a_value_that_names_a_file_opens_none(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("canary-outside")

    async def journey(url: str) -> bytes:
        tab = await Tab.open(url)
        await tab.until_kind("file_uploader")
        tab.kept = bytearray()
        uploader, step = tab.identity("file_uploader"), tab.identity("text_input")
        part = tab.identity("component_frame")
        for n, payload in enumerate([str(outside), f"file://{outside}", *PAYLOADS[::5]]):
            tab.seq += 1
            value = {"path": payload, "url": payload, "meta": {"_type": "gradio.FileData"}, "orig_name": payload}
            await tab.socket.send(encode(Change(tab.seq, {uploader: [payload], part: value, step: str(n)})))
            await settled(tab)
        assert tab.texts()[-1].startswith("0 files, ")
        return bytes(tab.kept)

    with running(tmp_path, FILES) as server:
        seen = asyncio.run(asyncio.wait_for(journey(server.socket), 120))
    assert b"canary-outside" not in seen and b"root:x:0:" not in seen


@contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """Listen on a port of this machine; yield it, with who has come."""
    came: list[object] = []

    def answer(server: socket) -> None:
        while True:
            try:
                connection, peer = server.accept()
            except OSError:
                return
            came.append(peer)
            connection.close()

    with create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=answer, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1], came


def test_an_address_of_a_visitor_is_never_asked_by_the_server(tmp_path: Path) -> None:
    async def journey(url: str, port: int) -> None:
        tab = await Tab.open(url)
        await tab.until_kind("text_input")
        for path in ("picture.png", "film.mp4", "page", "latest/meta-data/iam/security-credentials/"):
            address = f"http://127.0.0.1:{port}/{path}"
            await tab.change("text_input", address)
            await tab.until_text(f"end of {address}")
            await settled(tab)

    with listening() as (port, came), running(tmp_path, ADDRESSES) as server:
        asyncio.run(asyncio.wait_for(journey(server.socket, port), 60))
        assert came == []
