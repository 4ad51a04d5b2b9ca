"""How much one visitor may ask for."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx2
import pytest

from rushlight.config import Config
from rushlight.server.limits import Bucket, Places
from tests.server.running import Running, Tab, running


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_so_many_messages_at_once_then_so_many_a_second() -> None:
    clock = Clock()
    bucket = Bucket(10, 5, clock)
    assert [bucket.take() for _ in range(10)] == [0] * 10
    assert bucket.take() == pytest.approx(0.2)
    assert bucket.take() == pytest.approx(0.4)
    clock.now += 10
    assert bucket.take() == 0


def test_an_address_has_so_many_connections_at_a_time_and_this_machine_any_number() -> None:
    places = Places(lambda: 2)
    with places.one("10.0.0.1") as first, places.one("10.0.0.1") as second, places.one("10.0.0.1") as third:
        assert (first, second, third) == (True, True, False)
        with places.one("10.0.0.2") as other, places.one("127.0.0.1") as here, places.one(None) as unknown:
            assert other and here and unknown
    with places.one("10.0.0.1") as free:
        assert free
    assert places._taken == {}
    with Places(lambda: 0).one("10.0.0.1") as free:
        assert free


def test_files_of_a_session_have_a_limit_together(tmp_path: Path) -> None:
    script = "import rushlight as st\nst.text([f.name for f in st.file_uploader('f', accept_multiple_files=True)])"

    async def journey(server: Running) -> None:
        tab = await Tab.open(server.socket)
        headers = {"x-rushlight-session": tab.session, "x-rushlight-name": "a.bin", "cookie": tab.cookies}
        address = f"http://127.0.0.1:{server.port}/_rushlight/upload"

        async def put(id: str, size: int) -> int:
            return (await browser.put(f"{address}/{id}", content=b"x" * size, headers=headers)).status_code

        async with httpx2.AsyncClient() as browser:
            half = 600 << 10
            assert await put("first12345", half) == 204
            assert await put("second12345", half) == 413
            assert await put("third12345", 1000) == 204
            await browser.delete(f"{address}/first12345", headers=headers)
            assert await put("second12345", half) == 204

    with running(tmp_path, script, server__maxSessionUploads=1) as server:
        asyncio.run(journey(server))


def test_a_run_that_lasts_too_long_is_stopped_and_says_so(tmp_path: Path) -> None:
    script = """
    import rushlight as st, time
    st.text("begun")
    if st.button("go on for ever"):
        while True:
            time.sleep(0.05)
            st.session_state.get("x")
            st.empty()
    st.text("ended")
    """

    async def journey(url: str) -> None:
        tab = await Tab.open(url)
        await tab.until_text("ended")
        await tab.click()
        await tab.until_kind("exception")
        assert tab.page is not None
        error = next(node for node in tab.page.root.walk() if node.kind == "exception")
        assert error.props["message"] == "This took longer than 3 seconds, and was stopped."

    with running(tmp_path, script, runner__maxRunSeconds=3) as server:
        asyncio.run(asyncio.wait_for(journey(server.socket), 60))


def test_in_production_an_error_is_a_reference_that_the_log_knows(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    script = "import rushlight as st\nraise ValueError('the secret plan')"

    async def shown(url: str) -> str:
        tab = await Tab.open(url)
        await tab.until_kind("exception")
        assert tab.page is not None
        node = next(node for node in tab.page.root.walk() if node.kind == "exception")
        assert node.props["name"] == "" and "stack" not in node.props
        return str(node.props["message"])

    with caplog.at_level("ERROR"), running(tmp_path, script, server__production=True) as server:
        message = asyncio.run(shown(server.socket))
    assert "secret plan" not in message
    reference = message.removesuffix(".").rpartition(" ")[2]
    assert any(f"({reference})" in record.getMessage() for record in caplog.records)


def test_production_changes_what_nobody_has_set_and_nothing_else() -> None:
    config = Config({"server.production": True, "server.runOnSave": True})
    assert config.get("client.showErrorDetails") == "none"
    assert config.get("client.toolbarMode") == "viewer"
    assert config.get("server.fileWatcherType") == "none"
    assert config.get("server.runOnSave") is True
    assert Config().get("client.showErrorDetails") == "full"
