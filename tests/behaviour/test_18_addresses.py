"""§18: what an app answers over HTTP and its socket, by sentence. Where the browser's own addresses differ, their meaning counts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from rushlight.server import paths
from rushlight.server.policy import POLICIES
from rushlight.wire.codec import encode
from rushlight.wire.messages import PROTOCOL, Hello
from tests.server.running import Running, Tab, running
from tests.server.visit import visit

SCRIPT = """
import rushlight as st
files = st.file_uploader("f", accept_multiple_files=True)
st.text(",".join(f"{file.name}={file.read().decode()}" for file in files))
st.download_button("d", b"0123456789", "ten.txt", mime="text/plain")
st.audio(b"RIFF0123456789", format="audio/wav")
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path, SCRIPT) as found:
        yield found


Journey = Callable[[Tab, httpx2.AsyncClient], Awaitable[Any]]


def in_browser(server: Running, journey: Journey) -> Any:
    """Let somebody open the app and do something; return what that returns."""

    async def go() -> Any:
        tab = await Tab.open(server.socket)
        await tab.until_kind("download_button")
        try:
            headers = {"cookie": tab.cookies}
            async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{server.port}/", headers=headers) as client:
                return await journey(tab, client)
        finally:
            await tab.socket.close()

    return asyncio.run(go())


def address_in(tab: Tab, kind: str) -> str:
    """Return the address that the only element of a kind refers to."""
    assert tab.page is not None
    (node,) = [node for node in tab.page.root.walk() if node.kind == kind]
    (found,) = [each for each in node.props.values() if isinstance(each, str) and each.startswith("_rushlight/media/")]
    return found


# --- for monitors and hosts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_18_1_health(server: Running, method: str) -> None:
    answer = server.get("/_stcore/health", method)
    assert (answer.status, answer.body) == (200, b"ok" if method == "GET" else b"")
    assert answer.headers["cache-control"] == "no-store"


def test_18_1b_whether_the_script_works_where_that_is_wanted(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, server__scriptHealthCheckEnabled=True) as server:
        server.until("/_stcore/script-health-check", 200)
    with running(tmp_path, "1 / 0", server__scriptHealthCheckEnabled=True) as server:
        assert b"ZeroDivisionError" not in server.until("/_stcore/script-health-check", 503).body
    with running(tmp_path, SCRIPT) as server:
        assert server.get("/_stcore/script-health-check").headers["content-type"].startswith("text/html")


def test_18_2_metrics_are_open_metrics(server: Running) -> None:
    wanted = {"Accept": "application/openmetrics-text; version=1.0.0"}
    answer = server.get("/_stcore/metrics", **wanted)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.body.endswith(b"# EOF\n")
    assert b"# TYPE " in server.get("/_stcore/metrics").body


def test_18_3_hosts_of_apps_are_told_what_they_may_do(server: Running) -> None:
    assert server.get("/_stcore/host-config").json().keys() == {
        "allowedOrigins", "useExternalAuthToken", "enableCustomParentMessages", "enforceDownloadInNewTab", "metricsUrl",
        "blockErrorDialogs", "resourceCrossOriginMode",
    }  # fmt: skip


# --- the socket -------------------------------------------------------------------------------------------------------


def test_18_4_messages_are_binary(server: Running) -> None:
    async def first() -> Any:
        with httpx2.Client() as loading:
            page = await asyncio.to_thread(visit, loading, f"http://127.0.0.1:{server.port}/")
        async with websockets.connect(server.socket, additional_headers={"cookie": page.cookies}) as socket:
            await socket.send(encode(Hello(PROTOCOL, ticket=page.ticket)))
            return await socket.recv()

    assert isinstance(asyncio.run(first()), bytes)


def test_18_4b_a_foreign_origin_is_refused(server: Running) -> None:
    async def connects(origin: str) -> bool:
        try:
            async with websockets.connect(server.socket, additional_headers={"origin": origin}):
                return True
        except websockets.InvalidStatus as refused:
            assert refused.response.status_code == 403
            return False

    assert asyncio.run(connects(f"http://127.0.0.1:{server.port}"))
    assert not asyncio.run(connects("https://other.example"))


def test_18_4c_a_session_is_resumed_by_the_browser_that_had_it(server: Running) -> None:
    async def journey() -> tuple[str, str, str]:
        first = await Tab.open(server.socket)
        await first.socket.close()
        return first.session, await resumed(first.session, first.cookies), await resumed(first.session, "")

    async def resumed(session: str, cookies: str) -> str:
        address = f"http://127.0.0.1:{server.port}/"
        with httpx2.Client(headers={"cookie": cookies} if cookies else {}) as browser:
            page = await asyncio.to_thread(visit, browser, address)
        asked = {"cookie": cookies or page.cookies}
        async with websockets.connect(server.socket, additional_headers=asked) as socket:
            tab = Tab(socket)
            await socket.send(encode(Hello(PROTOCOL, session=session, ticket=page.ticket)))
            while not tab.session:
                await tab.receive()
            return tab.session

    first, again, stolen = asyncio.run(journey())
    assert first == again
    assert stolen != first


# --- files ------------------------------------------------------------------------------------------------------------


def test_18_5_media_by_ranges(server: Running) -> None:
    async def journey(tab: Tab, client: httpx2.AsyncClient) -> None:
        address = address_in(tab, "audio")
        whole = await client.get(address)
        assert (whole.status_code, whole.content) == (200, b"RIFF0123456789")
        assert whole.headers["content-type"] == "audio/wav"
        part = await client.get(address, headers={"range": "bytes=4-6"})
        assert (part.status_code, part.content) == (206, b"012")
        assert part.headers["content-range"] == "bytes 4-6/14"
        assert (await client.get(address, headers={"range": "bytes=99-"})).status_code == 416

    in_browser(server, journey)


def test_18_5b_downloads_have_their_name(server: Running) -> None:
    async def journey(tab: Tab, client: httpx2.AsyncClient) -> None:
        answer = await client.get(address_in(tab, "download_button"))
        assert answer.content == b"0123456789"
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''ten.txt"

    in_browser(server, journey)


def test_18_5c_nobody_else_has_them(server: Running) -> None:
    async def journey(tab: Tab, _: httpx2.AsyncClient) -> int:
        return server.get(f"/{address_in(tab, 'audio')}").status

    assert in_browser(server, journey) == 404


def test_18_6_files_are_uploaded_and_deleted(server: Running) -> None:
    async def journey(tab: Tab, client: httpx2.AsyncClient) -> None:
        headers = {"x-rushlight-session": tab.session, "x-rushlight-name": "a.txt"}
        put = await client.put("_rushlight/upload/12345678", content=b"hello", headers=headers)
        assert put.status_code == 204
        await tab.change("file_uploader", ["12345678"])
        await tab.until_text("a.txt=hello")
        assert (await client.delete("_rushlight/upload/12345678", headers=headers)).status_code == 204
        assert (await client.get("_rushlight/upload/12345678", headers=headers)).status_code == 404

    in_browser(server, journey)


def test_18_6b_an_unknown_session_is_refused(server: Running) -> None:
    async def journey(_: Tab, client: httpx2.AsyncClient) -> list[int]:
        put = partial_put(client)
        return [await put({}), await put({"x-rushlight-session": "unknown"})]

    def partial_put(client: httpx2.AsyncClient) -> Callable[[dict[str, str]], Awaitable[int]]:
        async def put(headers: dict[str, str]) -> int:
            return (await client.put("_rushlight/upload/12345678", content=b"x", headers=headers)).status_code

        return put

    assert in_browser(server, journey) == [400, 400]


def test_18_6c_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    async def journey(tab: Tab, client: httpx2.AsyncClient) -> int:
        headers = {"x-rushlight-session": tab.session}
        large = await client.put("_rushlight/upload/12345678", content=b"x" * (1 << 20 | 1), headers=headers)
        return large.status_code

    with running(tmp_path, SCRIPT, server__maxUploadSize=1) as server:
        assert in_browser(server, journey) == 413


@pytest.mark.parametrize(
    ("name", "status", "lasting"),
    [("index.html", 200, "no-cache"), ("main.js", 200, "public"), ("none.js", 404, None), ("../secret.txt", 404, None)],
)
def test_18_7_files_of_components(tmp_path: Path, name: str, status: int, lasting: str | None) -> None:
    (tmp_path / "files").mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    for file in ("index.html", "main.js"):
        (tmp_path / "files" / file).write_text("x")
    script = f"""
    import rushlight as st
    import streamlit.components.v1 as components
    components.declare_component("part_18", path={str(tmp_path / "files")!r})()
    st.text("drawn")
    """

    async def draw(url: str) -> None:
        tab = await Tab.open(url)
        await tab.until_text("drawn")
        await tab.socket.close()

    with running(tmp_path, script) as server:
        asyncio.run(draw(server.socket))
        answer = server.get(f"/component/app.part_18/{name}")
        assert answer.status == status
        assert answer.body != b"secret"
        if lasting is not None:
            assert answer.headers["cache-control"] == lasting


def test_18_8_the_folder_static_where_that_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "a.csv").write_text("a,b")
    with running(tmp_path, SCRIPT, server__enableStaticServing=True) as server:
        assert server.get("/app/static/a.csv").body == b"a,b"
        assert server.get("/app/static/../app.py").status == 404
    with running(tmp_path, SCRIPT) as server:
        assert server.get("/app/static/a.csv").status == 404


# --- people -----------------------------------------------------------------------------------------------------------


def test_18_9_people_log_in_and_out_at_their_addresses() -> None:
    assert {"/auth/login", "/auth/logout", "/oauth2callback"} <= POLICIES.keys()


def test_18_9b_a_provider_is_sent_to_and_a_foreign_answer_refused(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT) as server:
        assert server.get("/oauth2callback?code=x&state=y").status in (400, 404)
        assert server.get("/auth/logout").status in (303, 404)


# --- everything else --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/reports", "/deep/er/link", "/?a=b"])
def test_18_10_any_other_path_is_the_page(server: Running, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert b'id="rushlight-settings"' in answer.body


def test_18_11_everything_stands_below_the_base_path(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, server__baseUrlPath="one/two") as server:
        for path in ("/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", paths.HEALTH, "/"):
            assert server.get(path).status == 404
            assert server.get(f"/one/two{path}").status == 200
        assert server.get("/one/two/page").status == 200


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "interact"), ("GET", "openapi.json"), ("POST", "mcp")],
    ids=["interact", "openapi", "mcp"],
)
def test_18_12_agents_use_the_app_where_that_is_wanted(tmp_path: Path, method: str, path: str) -> None:
    with running(tmp_path, SCRIPT, server__enableAgentApi=True) as server:
        assert server.get(f"/_stcore/agent/{path}", method).status == 200
    with running(tmp_path, SCRIPT) as server:
        assert server.get(f"/_stcore/agent/{path}", method).status == 403
