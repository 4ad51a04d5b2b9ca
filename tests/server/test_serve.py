"""A server process: how it begins, and how it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import ssl
import stat
import time
from functools import partial
from pathlib import Path

import httpx2
import pytest
import trustme
import websockets

from rushlight.config import Config
from rushlight.errors import ConfigError
from rushlight.server.listen import bind
from rushlight.server.tls import Certificate
from tests.server.running import Answer, Process, Running, Tab, process

SLOW = """
import rushlight as st, pathlib, time
st.session_state.setdefault("n", 0)
if st.button("add"):
    pathlib.Path(r"{folder}/begun").touch()
    while not pathlib.Path(r"{folder}/gate").exists():
        time.sleep(0.005)
    st.session_state.n += 1
st.text(f"count {{st.session_state.n}}")
"""


async def shown(server: Running) -> Tab:
    tab = await Tab.open(server.socket)
    await tab.until_kind("button")
    return tab


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "app.py"
    path.write_text(SLOW.format(folder=tmp_path))
    return path


def test_a_server_that_is_told_to_end_lets_scripts_end_and_browsers_come_back_later(script: Path) -> None:
    async def journey(server: Process) -> tuple[Answer, int]:
        busy, idle = await shown(server), await shown(server)
        await busy.click()
        while not (script.parent / "begun").exists():
            await asyncio.sleep(0.01)
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await idle.receive()
        assert idle.socket.close_code == 1012
        ready = await asyncio.to_thread(server.get, "/_rushlight/ready")
        health = await asyncio.to_thread(server.get, "/_rushlight/health")
        with pytest.raises(websockets.InvalidStatus) as refused:
            await websockets.connect(server.socket)
        assert refused.value.response.status_code == 503
        (script.parent / "gate").touch()
        await busy.until_text("count 1")
        assert busy.acked == 1
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await busy.receive()
        assert busy.socket.close_code == 1012
        return ready, health.status

    with process(script) as server:
        server.until("/_rushlight/ready", 200)
        ready, health = asyncio.run(journey(server))
        assert ready.status == 503
        assert ready.json()["reasons"] == ["the server is about to end"]
        assert health == 200
        assert server.ended() == 0
        assert "Traceback" not in server.log


def test_a_script_that_goes_on_is_stopped_at_the_limit(script: Path) -> None:
    async def journey(server: Process) -> None:
        busy = await shown(server)
        await busy.click()
        while not (script.parent / "begun").exists():
            await asyncio.sleep(0.01)
        assert await asyncio.to_thread(server.end) == 0

    with process(script, "--server.drainSeconds", "0.3") as server:
        asyncio.run(journey(server))
        assert "1 scripts were still running" in server.log


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_an_idle_server_ends_at_once_and_well(script: Path, sig: int) -> None:
    with process(script) as server:
        assert server.end(sig) == 0
        assert "Traceback" not in server.log


def test_whoever_asks_at_the_terminal_does_not_wait_for_scripts(script: Path) -> None:
    async def journey(server: Process) -> None:
        busy = await shown(server)
        await busy.click()
        while not (script.parent / "begun").exists():
            await asyncio.sleep(0.01)
        server.process.send_signal(signal.SIGINT)
        with pytest.raises(websockets.ConnectionClosed):
            while True:
                await busy.receive()

    with process(script, "--server.drainSeconds", "1000") as server:
        asyncio.run(journey(server))
        assert server.ended() == 0


# --- unix sockets ----------------------------------------------------------------------------------------------------


def at_path(path: Path) -> socket.socket:
    return bind(Config({"server.unixSocket": str(path)}))


def test_a_unix_socket_is_for_its_owner_and_group(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with at_path(tmp_path / "app.sock"):
            assert stat.S_IMODE((tmp_path / "app.sock").stat().st_mode) == 0o660
        assert os.umask(0) == 0
    finally:
        os.umask(before)


def test_what_a_killed_server_has_left_is_replaced_and_what_is_used_is_not(tmp_path: Path) -> None:
    path = tmp_path / "app.sock"
    with at_path(path), pytest.raises(ConfigError, match="in use"):
        at_path(path)
    with at_path(path):
        pass
    path.unlink()
    path.write_text("a file of someone's")
    with pytest.raises(ConfigError, match="in use"):
        at_path(path)
    assert path.read_text() == "a file of someone's"
    with pytest.raises(ConfigError, match="cannot be used"):
        at_path(tmp_path / "nowhere" / "app.sock")


def test_an_app_on_a_unix_socket_answers_and_takes_it_away_at_the_end(script: Path, tmp_path: Path) -> None:
    path = tmp_path / "app.sock"

    async def visit() -> None:
        browser = httpx2.Client(transport=httpx2.HTTPTransport(uds=str(path)))
        connect = partial(websockets.unix_connect, str(path))
        tab = await Tab.open("ws://localhost/_rushlight/socket", browser, lambda url, **more: connect(uri=url, **more))
        await tab.until_kind("button")

    with process(script, "--server.unixSocket", str(path)) as server:
        asyncio.run(visit())
        assert f"unix:{path}" in server.log
        assert server.end() == 0
        assert not path.exists()
        assert "Traceback" not in server.log


# --- TLS -------------------------------------------------------------------------------------------------------------


def write_certificate(folder: Path, authority: trustme.CA) -> list[str]:
    issued = authority.issue_cert("localhost", "127.0.0.1")
    issued.private_key_pem.write_to_path(folder / "key.pem")
    (folder / "cert.pem").write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    return ["--server.sslCertFile", str(folder / "cert.pem"), "--server.sslKeyFile", str(folder / "key.pem")]


def test_a_certificate_of_its_own(script: Path, tmp_path: Path) -> None:
    authority = trustme.CA()
    context = ssl.create_default_context()
    authority.configure_trust(context)

    async def visit(port: int) -> None:
        url = f"wss://localhost:{port}/_rushlight/socket"
        tab = await Tab.open(url, httpx2.Client(verify=context), ssl=context)
        await tab.until_kind("button")

    with process(script, *write_certificate(tmp_path, authority)) as server:
        assert f"https://localhost:{server.port}" in server.log
        server.tls = context
        answer = server.get("/")
        assert "Secure" in answer.headers["set-cookie"]
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        asyncio.run(visit(server.port))
        assert server.end() == 0


def test_a_renewed_certificate_is_used_without_a_restart(tmp_path: Path) -> None:
    old, new = trustme.CA(), trustme.CA()
    write_certificate(tmp_path, old)
    certificate = Certificate(tmp_path / "cert.pem", tmp_path / "key.pem")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.load(context)
    assert not certificate.has_changed()
    assert shakes_hands(context, old)
    time.sleep(0.01)
    write_certificate(tmp_path, new)
    assert certificate.has_changed()
    certificate.load(context)
    assert shakes_hands(context, new)
    assert not shakes_hands(context, old)


def shakes_hands(server: ssl.SSLContext, trusted: trustme.CA) -> bool:
    """Tell whether a client that trusts an authority talks to a server."""
    client = ssl.create_default_context()
    trusted.configure_trust(client)
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [client.wrap_bio(down, up, server_hostname="localhost"), server.wrap_bio(up, down, server_side=True)]
    for _ in range(10):
        for side in sides:
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLError:
                return False
    return True


def test_files_that_are_no_certificate_are_one_clear_error(tmp_path: Path) -> None:
    good = tmp_path / "good"
    good.mkdir()
    write_certificate(good, trustme.CA())
    (tmp_path / "bad.pem").write_text("nonsense")
    cases = [
        {"server.sslKeyFile": str(good / "key.pem")},
        {"server.sslCertFile": str(tmp_path / "nowhere.pem")},
        {"server.sslCertFile": str(tmp_path / "bad.pem"), "server.sslKeyFile": str(good / "key.pem")},
        {"server.sslCertFile": str(good / "cert.pem"), "server.sslKeyFile": str(tmp_path / "bad.pem")},
    ]
    for settings in cases:
        with pytest.raises(ConfigError, match=r"server\.sslCertFile"):
            Certificate.of(Config(settings))
    assert Certificate.of(Config({})) is None
