"""An app of a host is updated while people work with it and others ask for its pages: nobody notices."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.real.hosting import Host, host, proxy
from tests.real.visitors import Visitor

VISITORS = 50
APP = """
import rushlight as st
RELEASE = {release!r}
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {{st.session_state.n}}")
st.text(f"release {{RELEASE}}")
"""


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def there(request: pytest.FixtureRequest) -> Iterator[Host]:
    with host("--proxy", proxy(request.param)) as running:
        yield running


class Load:
    """What wrk has counted."""

    def __init__(self, summary: str) -> None:
        self.summary = summary
        found = re.search(r"(\d+) requests in", summary)
        assert found is not None, summary
        self.requests = int(found[1])

    @property
    def has_failures(self) -> bool:
        return "Non-2xx" in self.summary or "Socket errors" in self.summary


@contextmanager
def pages_asked_for(there: Host, name: str, into: list[Load]) -> Iterator[None]:
    """Have wrk ask for an app's page meanwhile."""
    wrk = shutil.which("wrk")
    assert wrk is not None, "This test needs wrk: apt-get install wrk"
    words = [wrk, "-t1", "-c4", "-d300s", "--timeout", "20s", f"http://127.0.0.1:{there.port}/{name}/"]
    process = subprocess.Popen([*words, "-H", f"Host: localhost:{there.port}"], stdout=subprocess.PIPE, text=True)
    try:
        yield
    finally:
        process.send_signal(signal.SIGINT)
        into.append(Load(process.communicate(timeout=30)[0]))


async def click_until(visitor: Visitor, ends: asyncio.Event) -> int:
    """Click again and again; return how often."""
    clicks = 0
    while not ends.is_set():
        await visitor.click()
        clicks += 1
        await asyncio.sleep(0.5)
    return clicks


def test_an_update_while_fifty_people_click_loses_no_click_and_fails_no_request(there: Host) -> None:
    there.done("add", "busy", there.source("busy", APP.format(release="one")))
    loads: list[Load] = []

    async def journey() -> None:
        visitors = [Visitor(there.socket("busy")) for _ in range(VISITORS)]
        for visitor in visitors:
            await visitor.connect()
            await visitor.until("release one")
        ends = asyncio.Event()
        staying = [asyncio.create_task(visitor.stay()) for visitor in visitors]
        clicking = [asyncio.create_task(click_until(visitor, ends)) for visitor in visitors]
        there.source("busy", APP.format(release="two"))
        with pages_asked_for(there, "busy", loads):
            await asyncio.sleep(1)
            await asyncio.to_thread(there.done, "update", "busy")
            for visitor in visitors:
                await visitor.until("release two")
            await asyncio.sleep(1)
        ends.set()
        for visitor, clicks in zip(visitors, await asyncio.gather(*clicking), strict=True):
            await visitor.settled()
            await visitor.until(f"count {clicks}")
            assert "release two" in visitor.texts()
            assert visitor.reconnects >= 1
        for task in staying:
            task.cancel()

    asyncio.run(asyncio.wait_for(journey(), 100))
    (load,) = loads
    assert load.requests > 0, load.summary
    assert not load.has_failures, load.summary
    assert Path(there.place.data("busy"), ".rushlight", "sessions.sqlite").is_file()


def test_a_gate_that_is_killed_is_not_missed(there: Host) -> None:
    if "busy" not in there.place.names():
        there.done("add", "busy", there.source("busy", APP.format(release="one")))
    assert there.get("/busy/").status == 200
    loads: list[Load] = []
    with pages_asked_for(there, "busy", loads):
        for _ in range(3):
            before = there.pid("gate")
            os.kill(before, signal.SIGKILL)
            there.until(lambda before=before: there.pid("gate") not in (0, before))
            there.until(lambda: there.get("/busy/").status == 200)
            time.sleep(1.5)
    (load,) = loads
    assert load.requests > 0, load.summary
    assert not load.has_failures, load.summary
