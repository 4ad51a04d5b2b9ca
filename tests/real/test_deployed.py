"""The proxies that `rushlight deploy` writes files for, really in front of apps."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
from pathlib import Path

import httpx2
import pytest
import websockets

from tests.real.deployed import PASSWORD, Behind, app, caddy, nginx

SCRIPT = """
import streamlit as st
n = st.slider("n", 0, 10, 5)
files = st.file_uploader("files", accept_multiple_files=True)
st.text(f"n is {n}, files {[(f.name, len(f.getvalue())) for f in files]}")
h = st.context.headers
st.text(f"host {h.get('host')} url {st.context.url} from {st.context.ip_address}")
st.text(f"passed on: {[h.get(k) for k in ('authorization', 'x-forwarded-user', 'x-forwarded-prefix', 'forwarded')]}")
"""
FORGED = {
    "X_Forwarded_For": "6.6.6.6",
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Prefix": "/evil",
    "X_Forwarded_User": "root",
    "Forwarded": "for=6.6.6.6",
}


async def journey(behind: Behind, auth: tuple[str, str] | None = None) -> None:
    """Load the page and its files, change a widget, upload 3 MB and too much, and try to pose as somebody else."""
    base = behind.base
    with behind.browser(auth) as browser:
        page = browser.get(f"{base}/")
        assert page.status_code == 200
        assert f'<base href="{base}/">' in page.text
        files = re.findall(r'(?:src|href)="\./?([^"]+\.(?:js|css))"', page.text)
        assert files
        for file in files:
            answer = browser.get(f"{base}/{file}")
            assert answer.status_code == 200, file
            assert answer.headers["content-encoding"] in ("br", "gzip")
        tab = await behind.tab(auth, **FORGED)
        await tab.until_kind("file_uploader")
        await tab.change("slider", 7)
        await tab.until_text("n is 7, files []")
        headers = {"x-rushlight-session": tab.session, "x-rushlight-name": "big.bin", "cookie": tab.cookies}
        upload = f"{base}/_rushlight/upload/abcdefgh1234"
        assert browser.put(upload, content=b"0" * 3_000_000, headers=headers).status_code == 204
        await tab.change("file_uploader", ["abcdefgh1234"])
        await tab.until_text("n is 7, files [('big.bin', 3000000)]")
        assert browser.put(upload.replace("1234", "5678"), content=b"0" * 6_000_000, headers=headers).status_code == 413
        texts = " ".join(tab.texts())
        assert f"host localhost:{behind.port}" in texts
        assert "from 127.0.0.1" in texts or "from None" in texts, texts
        assert not re.search(r"6\.6\.6\.6|evil|root|Basic", texts), texts
    await tab.socket.close()


def test_nginx_below_a_path_with_a_password(tmp_path: Path) -> None:
    settings = {"server__baseUrlPath": "sales", "server__maxUploadSize": 4}
    with (
        app(tmp_path / "shop", {"app.py": SCRIPT}, **settings) as (root, server),
        nginx(root, server, "/sales", basic_auth=True) as behind,
    ):
        with behind.browser() as stranger:
            for path in ("/sales/", "/sales/_rushlight/static/x.js", "/sales/_rushlight/socket"):
                assert stranger.get(path).status_code == 401, path
            assert stranger.get("/sales/_rushlight/health").text == "ok"
            challenge = tmp_path / "nginx" / "html" / ".well-known" / "acme-challenge" / "token"
            challenge.parent.mkdir(parents=True)
            challenge.write_text("whose name this is")
            assert stranger.get("/.well-known/acme-challenge/token").text == "whose name this is"
        with behind.browser(PASSWORD) as ada:
            assert ada.get("/sales").headers["location"] == f"{behind.url}/sales/"
            assert ada.get("/").headers["location"] == f"{behind.url}/sales/"
            assert ada.get("/sales/_rushlight/metrics").status_code == 404
        asyncio.run(journey(behind, PASSWORD))


def test_nginx_with_tls(tmp_path: Path) -> None:
    with (
        app(tmp_path / "shop", {"app.py": SCRIPT}, server__maxUploadSize=4) as (root, server),
        nginx(root, server, domain="localhost", certificate="/etc/x") as behind,
    ):
        asyncio.run(journey(behind))
        plain = (tmp_path / "nginx" / "plain.port").read_text()
        answer = httpx2.get(f"http://localhost:{plain}/a?b=c")
        assert (answer.status_code, answer.headers["location"]) == (301, "https://localhost/a?b=c")
        with behind.browser() as browser:
            page = browser.get("/")
            assert page.headers["strict-transport-security"]
            assert all("Secure" in cookie for cookie in page.headers.get_list("set-cookie"))


def test_nginx_keeps_the_clients_files_and_nothing_else(tmp_path: Path) -> None:
    with app(tmp_path / "shop", {"app.py": SCRIPT}) as (root, server), nginx(root, server) as behind:
        with behind.browser() as browser:
            page = browser.get("/")
            (file, *_) = re.findall(r'(?:src|href)="\./?([^"]+\.js)"', page.text)
            assert [browser.get(f"/{file}").headers["x-cache"] for _ in range(3)] == ["MISS", "HIT", "HIT"]
            raw = browser.get(f"/{file}", headers={"accept-encoding": "identity"})
            assert "content-encoding" not in raw.headers, "who cannot read it compressed does not get it so"
            assert "x-cache" not in page.headers
            assert page.headers["cache-control"] == "no-store"
        server.process.kill()
        server.process.wait()
        with behind.browser() as browser:
            assert browser.get(f"/{file}").status_code == 200, "kept, though the app is gone"
            assert browser.get("/").status_code == 502


def test_the_name_that_nginx_has_checked_is_the_one_the_app_is_told(tmp_path: Path) -> None:
    settings = {
        "login__headers": {"user": "X-Forwarded-User", "roles": "X-Roles"},
        "server__trustedProxies": ["127.0.0.1"],
    }
    script = "import streamlit as st\nst.text(f'{st.user.sub} {st.user.get(\"roles\")}')\n"
    with (
        app(tmp_path / "shop", {"app.py": script}, **settings) as (root, server),
        nginx(root, server, basic_auth=True) as behind,
    ):

        async def visit() -> list[str]:
            tab = await behind.tab(PASSWORD, X_Forwarded_User="root", X_Roles="admin")
            await tab.until_kind("text")
            return tab.texts()

        (text,) = asyncio.run(visit())
        assert text.startswith("ada")
        assert "admin" not in text and "root" not in text


def test_a_socket_outlives_silence_and_a_reload_of_nginx_and_is_told_when_the_app_ends(tmp_path: Path) -> None:
    async def live(behind: Behind) -> None:
        tab = await behind.tab()
        await tab.until_kind("file_uploader")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(92):
                while True:
                    await tab.receive()
        await tab.change("slider", 3)
        await tab.until_text("n is 3, files []")
        pid = (tmp_path / "nginx" / "nginx.pid").read_text().strip()
        await asyncio.to_thread(subprocess.run, ["kill", "-HUP", pid], check=True)
        fresh = await behind.tab()
        await fresh.until_kind("file_uploader")
        await tab.change("slider", 4)
        await tab.until_text("n is 4, files []")
        behind.server.process.send_signal(signal.SIGTERM)
        for each in (tab, fresh):
            with pytest.raises(websockets.ConnectionClosed):
                while True:
                    await each.receive()
            assert each.socket.close_code == 1012

    with app(tmp_path / "shop", {"app.py": SCRIPT}) as (root, server), nginx(root, server) as behind:
        asyncio.run(live(behind))


@pytest.mark.parametrize("base", ["", "/sales"])
def test_caddy_as_compose_has_it(tmp_path: Path, base: str) -> None:
    settings: dict[str, object] = {"server__maxUploadSize": 4, "server__baseUrlPath": base.strip("/")}
    with app(tmp_path / "shop", {"app.py": SCRIPT}, **settings) as (root, server), caddy(root, server, base) as behind:
        asyncio.run(journey(behind))
        with behind.browser() as browser:
            assert browser.get("/").headers.get("location") == (f"{base}/" if base else None)
