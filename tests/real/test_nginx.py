"""Apps behind a real nginx, as the guide sets it up."""

from __future__ import annotations

import asyncio
import re
import signal
from pathlib import Path
from typing import Any

import pytest
import websockets

from tests.real.nginx import KEPT, STRIPPED, Nginx, nginx, site
from tests.server.running import Process, Tab, process
from tests.server.visit import settings_in

APP = """
import rushlight as st
n = st.slider("n", 0, 10, 5)
files = st.file_uploader("files", accept_multiple_files=True)
st.text(f"n is {n}, files {[(f.name, len(f.getvalue()), f.getvalue()[-3:]) for f in files]}")
st.text(f"{st.context.ip_address} {st.context.headers.get('host')} {st.context.url}")
st.download_button("d", b"x" * 300_000)
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "app.py"
    path.write_text(APP)
    return path


def at(server: Process) -> str:
    return f"127.0.0.1:{server.port}"


async def open_tab(proxy: Nginx, base: str = "", **options: Any) -> Tab:
    origin = {"Origin": proxy.url}
    tab = await Tab.open(
        f"{proxy.socket}{base}/_rushlight/socket", proxy.browser(), ssl=proxy.tls, additional_headers=origin, **options
    )
    await tab.until_kind("file_uploader")
    return tab


async def journey(proxy: Nginx, base: str = "") -> None:
    """Load the page and its files, change a widget, upload and download."""
    with proxy.browser() as browser:
        page = browser.get(f"{base}/")
        assert page.status_code == 200
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert all("Secure" in cookie for cookie in page.headers.get_list("set-cookie"))
        assert f'<base href="{base}/">' in page.text
        files = re.findall(r'(?:src|href)="\./?([^"]+\.(?:js|css))"', page.text)
        assert files
        for file in files:
            assert browser.get(f"{base}/{file}").status_code == 200, file
        tab = await open_tab(proxy, base)
        await tab.change("slider", 7)
        await tab.until_text("n is 7, files []")
        headers = {"x-rushlight-session": tab.session, "x-rushlight-name": "big.bin", "cookie": tab.cookies}
        content = b"0" * 3_000_000 + b"end"
        answer = browser.put(f"{base}/_rushlight/upload/abcdefgh1234", content=content, headers=headers)
        assert answer.status_code == 204
        await tab.change("file_uploader", ["abcdefgh1234"])
        await tab.until_text("n is 7, files [('big.bin', 3000003, b'end')]")
        assert tab.page is not None
        address = next(node.props["url"] for node in tab.page.root.walk() if node.kind == "download_button")
        media = browser.get(f"{base}/{address}", headers={"cookie": tab.cookies})
        assert (media.status_code, len(media.content)) == (200, 300_000)
    await tab.socket.close()


def test_a_whole_site_by_tls(script: Path, tmp_path: Path) -> None:
    with process(script, "--server.trustedProxies", "127.0.0.1") as server, nginx(tmp_path, site(at(server))) as proxy:
        asyncio.run(journey(proxy))


def test_a_path_that_is_kept(script: Path, tmp_path: Path) -> None:
    words = ("--server.trustedProxies", "127.0.0.1", "--server.baseUrlPath", "sales")
    with process(script, *words) as server, nginx(tmp_path, site(at(server), location=KEPT)) as proxy:
        asyncio.run(journey(proxy, "/sales"))


def test_a_path_that_is_stripped(script: Path, tmp_path: Path) -> None:
    words = ("--server.trustedProxies", "127.0.0.1")
    with process(script, *words) as server, nginx(tmp_path, site(at(server), location=STRIPPED)) as proxy:
        asyncio.run(journey(proxy, "/sales"))


def test_a_unix_socket(script: Path, tmp_path: Path) -> None:
    path = tmp_path / "app.sock"
    words = ("--server.unixSocket", str(path), "--server.trustedProxies", "unix")
    with process(script, *words), nginx(tmp_path, site(f"unix:{path}")) as proxy:
        asyncio.run(journey(proxy))


def test_the_browsers_address_and_host_arrive_and_cannot_be_forged(script: Path, tmp_path: Path) -> None:
    async def visit(proxy: Nginx) -> None:
        headers = {"X-Forwarded-For": "6.6.6.6", "Forwarded": "for=6.6.6.6", "X-Forwarded-Host": "evil.example"}
        tab = await Tab.open(
            f"{proxy.socket}/_rushlight/socket", proxy.browser(), ssl=proxy.tls, additional_headers=headers
        )
        await tab.until_kind("download_button")
        assert "6.6.6.6" not in " ".join(tab.texts())
        page = proxy.browser().get("/", headers={"X-Forwarded-Prefix": "/evil"}).text
        assert settings_in(page)["base"] == "/"

    with process(script, "--server.trustedProxies", "127.0.0.1") as server, nginx(tmp_path, site(at(server))) as proxy:
        asyncio.run(visit(proxy))
        assert proxy.browser().get("/_rushlight/metrics").status_code == 200  # nginx tells that 127.0.0.1 asks
    with process(script) as server, nginx(tmp_path, site(at(server))) as proxy:
        assert proxy.browser().get("/_rushlight/metrics").status_code == 403


def test_a_page_of_another_origin_is_refused_and_without_trust_so_is_ones_own(script: Path, tmp_path: Path) -> None:
    async def is_refused(proxy: Nginx, origin: str) -> bool:
        try:
            socket = await websockets.connect(
                f"{proxy.socket}/_rushlight/socket", ssl=proxy.tls, additional_headers={"Origin": origin}
            )
        except websockets.InvalidStatus:
            return True
        await socket.close()
        return False

    with process(script, "--server.trustedProxies", "127.0.0.1") as server, nginx(tmp_path, site(at(server))) as proxy:
        assert not asyncio.run(is_refused(proxy, proxy.url))
        assert asyncio.run(is_refused(proxy, "https://evil.example"))
        assert asyncio.run(is_refused(proxy, "https://localhost"))


@pytest.mark.parametrize(("heartbeat", "lasts"), [("1", True), ("100", False)])
def test_a_long_silence_is_outlived_by_heartbeats(script: Path, tmp_path: Path, heartbeat: str, lasts: bool) -> None:
    async def silence(proxy: Nginx) -> bool:
        tab = await open_tab(proxy, ping_interval=None)
        try:
            async with asyncio.timeout(6):
                while True:
                    await tab.receive()
        except websockets.ConnectionClosed:
            return False
        except TimeoutError:
            pass
        await tab.change("slider", 3)
        await tab.until_text("n is 3, files []")
        return True

    words = ("--server.trustedProxies", "127.0.0.1", "--server.websocketPingInterval", heartbeat)
    with process(script, *words) as server:
        impatient = site(at(server)).replace("proxy_http_version", "proxy_read_timeout 3s; proxy_http_version")
        with nginx(tmp_path, impatient) as proxy:
            assert asyncio.run(silence(proxy)) is lasts


def test_a_browser_of_a_server_that_ends_comes_to_the_other(
    script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def roll(proxy: Nginx, servers: list[Process]) -> None:
        tab = await open_tab(proxy)
        (mine,) = [each for each in servers if await asyncio.to_thread(connections, each)]
        mine.process.send_signal(signal.SIGTERM)
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await tab.receive()
        assert tab.socket.close_code == 1012
        for _ in range(4):
            await (await open_tab(proxy)).socket.close()
        assert await asyncio.to_thread(mine.ended) == 0

    words = ("--server.trustedProxies", "127.0.0.1")
    monkeypatch.setenv("RUSHLIGHT_SERVER_COOKIE_SECRET", "the same on all servers, 32 signs or more")
    with (
        process(script, *words) as first,
        process(script, *words) as second,
        nginx(tmp_path, site(at(first), at(second))) as proxy,
    ):
        asyncio.run(roll(proxy, [first, second]))


def connections(server: Process) -> bool:
    found = re.search(r"^rushlight_connections (\S+)$", server.get("/_rushlight/metrics").body.decode(), re.MULTILINE)
    assert found is not None
    return float(found[1]) > 0
