"""Which pages may talk to an app, at which names it answers, and who may show it inside their own page."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx2
import pytest
import websockets

from rushlight.config import Config
from rushlight.server.origin import allowed_origins, is_known_host, may_connect, named_origins
from rushlight.wire.codec import decode_server, encode
from rushlight.wire.messages import PROTOCOL, Hello, Welcome
from tests.server.running import running
from tests.server.visit import settings_in

SCRIPT = "import rushlight as st\nst.text('hello')\n"


@pytest.mark.parametrize(
    ("origin", "allowed", "may"),
    [
        (None, [], True),
        ("http://app.example", [], True),
        ("https://other.example", [], False),
        ("https://other.example", ["https://other.example"], True),
        ("https://other.example", ["http://other.example"], False),
        ("https://other.example:8443", ["https://other.example"], False),
        ("null", ["https://other.example"], False),
        ("https://other.example", ["*"], True),
        ("null", ["*"], True),
    ],
)
def test_a_page_may_connect_from_its_own_origin_or_one_that_is_allowed(
    origin: str | None, allowed: list[str], may: bool
) -> None:
    assert may_connect(origin, "ws", "app.example", allowed) is may


def test_the_settings_say_which_origins_are_allowed() -> None:
    own = {"browser.serverAddress": "app.example", "browser.serverPort": 8443}
    assert allowed_origins(Config()) == []
    assert allowed_origins(Config({"server.corsAllowedOrigins": ["https://a.example"]})) == ["https://a.example"]
    assert allowed_origins(Config({"browser.serverAddress": "app.example"})) == [
        "http://app.example",
        "https://app.example",
    ]
    assert "https://app.example:8443" in allowed_origins(Config(own))
    everybody = Config({"server.enableCORS": False, "server.corsAllowedOrigins": ["https://a.example"]})
    assert allowed_origins(everybody) == ["*"]
    assert named_origins(everybody) == ["https://a.example"]


@pytest.mark.parametrize(
    ("host", "allowed", "known"),
    [
        ("anything.example", [], True),
        ("app.example", ["app.example"], True),
        ("APP.example:8501", ["app.example"], True),
        ("app.example.", ["app.example"], True),
        ("a.app.example", ["app.example"], False),
        ("a.b.example.com", ["*.example.com"], True),
        ("example.com", ["*.example.com"], False),
        ("evil-example.com", ["*.example.com"], False),
        ("[::1]:8501", ["::1"], True),
        ("app.example", ["*"], True),
        (None, ["app.example"], False),
        ("", ["app.example"], False),
        ("app.example@evil.example", ["app.example"], False),
    ],
)
def test_an_app_answers_at_the_names_that_the_settings_give(host: str | None, allowed: list[str], known: bool) -> None:
    assert is_known_host(host, allowed) is known


async def connects(address: str, **options: Any) -> bool:
    try:
        socket = await websockets.connect(address, **options)
    except (websockets.InvalidStatus, websockets.ConnectionClosed):
        return False
    await socket.close()
    return True


def test_a_socket_for_a_name_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, server__allowedHosts=["127.0.0.1", "*.app.example"]) as server:
        assert asyncio.run(connects(server.socket))
        for host, may in (("a.app.example", True), ("rebound.example", False)):
            url = server.socket.replace("127.0.0.1", host)
            assert asyncio.run(connects(url, host="127.0.0.1", port=server.port)) is may
        assert server.get("/_rushlight/health", host="rebound.example").status == 200


# --- what pages of other origins may read -----------------------------------------------------------------------------


def test_other_origins_read_nothing_by_default(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT) as server:
        answer = server.get("/", origin="https://other.example")
        assert "access-control-allow-origin" not in answer.headers
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert not asyncio.run(connects(server.socket, origin="https://other.example"))


def test_the_origins_that_the_settings_name_read_and_connect(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, server__corsAllowedOrigins=["https://other.example"]) as server:
        answer = server.get("/", origin="https://other.example")
        assert answer.headers["access-control-allow-origin"] == "https://other.example"
        assert answer.headers["access-control-allow-credentials"] == "true"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "origin" in answer.headers["vary"]
        assert "access-control-allow-origin" not in server.get("/", origin="https://third.example").headers
        assert asyncio.run(connects(server.socket, origin="https://other.example"))
        assert not asyncio.run(connects(server.socket, origin="https://third.example"))
        asked = {"origin": "https://other.example", "access_control_request_method": "PUT"}
        preflight = server.get("/_rushlight/upload/12345678", "OPTIONS", **asked)
        assert preflight.status == 204
        assert "x-rushlight-session" in preflight.headers["access-control-allow-headers"]
        assert "PUT" in preflight.headers["access-control-allow-methods"]


def test_without_protection_all_origins_read_and_connect_but_without_cookies(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, server__enableCORS=False) as server:
        answer = server.get("/_rushlight/health", origin="https://other.example")
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in answer.headers
        assert asyncio.run(connects(server.socket, origin="https://other.example"))


@pytest.mark.parametrize(("protected", "status"), [(True, 403), (False, 400)])
def test_uploads_of_foreign_pages_are_refused_unless_the_settings_say_otherwise(
    tmp_path: Path, protected: bool, status: int
) -> None:
    with running(tmp_path, SCRIPT, server__enableXsrfProtection=protected) as server:
        answer = server.get("/_rushlight/upload/12345678", "PUT", origin="https://other.example")
        assert answer.status == status, "an unknown session is 400"


@pytest.mark.parametrize(("setting", "word"), [("lax", "lax"), ("strict", "strict"), ("none", "lax")])
def test_cookies_go_along_as_the_settings_say(tmp_path: Path, setting: str, word: str) -> None:
    with running(tmp_path, SCRIPT, server__xsrfCookieSameSite=setting) as server:
        # Browsers take a cookie for all sites only if it is for TLS alone, which this connection is not.
        assert f"samesite={word}" in server.get("/").headers["set-cookie"].lower()


# --- pages inside others ----------------------------------------------------------------------------------------------


def ancestors(policy: str) -> str:
    return next(part for part in policy.split("; ") if part.startswith("frame-ancestors"))


@pytest.mark.parametrize(
    ("address", "settings", "wanted"),
    [
        ("/", {}, "'self'"),
        ("/?embed=true", {}, "'self' *"),
        ("/?embed=TRUE", {}, "'self' *"),
        ("/?embed=false", {}, "'self'"),
        ("/?embed=true", {"client__allowedOrigins": ["https://a.example"]}, "'self' https://a.example"),
        ("/", {"client__allowedOrigins": ["https://a.example"]}, "'self' https://a.example"),
        ("/?embed=true", {"login__users": "users.json", "login__required": False}, "'self'"),
    ],
)
def test_who_may_show_the_page_inside_their_own(
    tmp_path: Path, address: str, settings: dict[str, Any], wanted: str
) -> None:
    if "login__users" in settings:
        (tmp_path / "users.json").write_text("{}")
        settings = {**settings, "login__users": str(tmp_path / "users.json")}
    with running(tmp_path, SCRIPT, **settings) as server:
        policy = server.get(address).headers["content-security-policy"]
        assert ancestors(policy) == f"frame-ancestors {wanted}"


def test_a_page_inside_another_site_needs_no_cookie(tmp_path: Path) -> None:
    async def greets(url: str, ticket: str) -> bool:
        socket = await websockets.connect(url)
        await socket.send(encode(Hello(PROTOCOL, ticket=ticket)))
        try:
            return isinstance(decode_server(await socket.recv()), Welcome)
        except websockets.ConnectionClosed:
            return False

    with running(tmp_path, SCRIPT) as server, httpx2.Client(base_url=f"http://127.0.0.1:{server.port}") as browser:
        answer = browser.get("/?embed=true")
        assert not browser.cookies
        ticket = settings_in(answer.text)["ticket"]
        assert asyncio.run(greets(server.socket, ticket))
        assert not asyncio.run(greets(server.socket, ticket)), "a ticket works once"
        another = browser.post("/_rushlight/ticket").json()["ticket"]
        assert asyncio.run(greets(server.socket, another))
        of_a_page = settings_in(browser.get("/").text)["ticket"]
        assert not asyncio.run(greets(server.socket, of_a_page)), "that of a page with a cookie needs the cookie"


def test_the_hosts_of_typefaces_are_the_only_foreign_ones(tmp_path: Path) -> None:
    faces = [{"family": "A", "url": "https://cdn.example.com/a.woff2"}]
    with running(tmp_path, SCRIPT, theme__fontFaces=faces) as server:
        policy = server.get("/").headers["content-security-policy"]
        assert "font-src 'self' data: https://cdn.example.com;" in policy
        assert "style-src 'self' 'nonce-" in policy
    with running(tmp_path, SCRIPT, theme__font="Nunito:https://fonts.example.org/css") as server:
        policy = server.get("/").headers["content-security-policy"]
        assert " https://fonts.example.org;" in policy
        assert "font-src 'self' data: https:;" in policy
        assert "script-src 'self';" in policy


def test_hosts_of_apps_learn_what_they_may_do(tmp_path: Path) -> None:
    with running(tmp_path, SCRIPT, client__allowedOrigins=["https://host.example"]) as server:
        facts = server.get("/_stcore/host-config").json()
    assert facts == {
        "allowedOrigins": ["https://host.example"],
        "useExternalAuthToken": False,
        "enableCustomParentMessages": False,
        "enforceDownloadInNewTab": False,
        "metricsUrl": "",
        "blockErrorDialogs": False,
        "resourceCrossOriginMode": None,
    }
