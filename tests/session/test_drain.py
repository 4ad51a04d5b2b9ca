"""A worker that is to end: what runs ends well, and browsers go elsewhere with nothing lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.session.harness import Browser, Host, Stores, play

SLOW = """
import rushlight as st, pathlib, time
st.session_state.setdefault("n", 0)
if st.button("add"):
    pathlib.Path(r"{gate}.begun").touch()
    while not pathlib.Path(r"{gate}").exists():
        time.sleep(0.005)
    st.session_state.n += 1
st.text(f"count {{st.session_state.n}}")
"""


def test_a_run_ends_and_is_committed_and_shown_and_then_the_browser_is_sent_away(tmp_path: Path) -> None:
    gate = tmp_path / "gate"

    async def journey(host: Host) -> None:
        busy = await (await Browser(host).connect()).settle()
        idle = await (await Browser(host, "another" * 8).connect()).settle()
        busy.click("add")
        await busy.until(lambda: gate.with_suffix(".begun").exists())
        draining = asyncio.create_task(host.sessions.drain(10))
        while not (idle._link is not None and idle._link.close_code == 1012):
            await asyncio.sleep(0.005)
        assert idle._pump is not None
        await asyncio.wait_for(idle._pump, 5)
        assert not draining.done()
        assert busy._link.close_code is None
        gate.touch()
        await draining
        assert "count 1" in busy.texts()
        assert busy.acked == busy.last

    play(tmp_path, SLOW.format(gate=gate), journey)


def test_what_is_clicked_meanwhile_is_answered_by_the_worker_after(tmp_path: Path, stores: Stores) -> None:
    gate = tmp_path / "gate"

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("add")
        await browser.until(lambda: gate.with_suffix(".begun").exists())
        draining = asyncio.create_task(host.sessions.drain(10))
        await asyncio.sleep(0.02)
        browser.click("add")
        gate.touch()
        await draining
        assert browser.acked < browser.last
        browser.lose()
        host.sessions.close()
        other = host.sibling(stores)
        browser.host = other
        await (await browser.connect()).settle()
        assert "count 2" in browser.texts()
        other.close()

    play(tmp_path, SLOW.format(gate=gate), journey, store=stores())


SLOWLY_DRAWN = """
import rushlight as st, time
time.sleep(0.1)
st.text("above")
time.sleep(0.1)
if "begun" not in st.session_state:
    st.session_state.begun = True
    st.rerun()
n = st.number_input("n", value=1)
if st.button("add"):
    st.session_state.sum = n
st.text(f"sum {st.session_state.get('sum')}")
"""


def test_a_click_outlives_a_server_that_kept_nothing(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(n=5)
        await browser.settle()
        browser.lose()
        host.sessions.close()
        browser.click("add")
        browser.host = Host(tmp_path / "app.py")
        await (await browser.connect()).settle()
        assert "sum 5" in browser.texts()
        assert browser.refusals() == []
        browser.host.close()

    play(tmp_path, SLOWLY_DRAWN, journey)


def test_a_script_that_does_not_end_is_stopped_at_the_limit(tmp_path: Path) -> None:
    source = "import rushlight as st, time\nst.text('begun')\nwhile True:\n    st.text('x')\n    time.sleep(0.005)\n"

    async def journey(host: Host) -> None:
        browser = await Browser(host).connect()
        await browser.until(lambda: "begun" in browser.texts())
        await host.sessions.drain(0.1)
        host.sessions.close()
        while browser.session._running:
            await asyncio.sleep(0.005)

    play(tmp_path, source, journey)


def test_a_worker_without_sessions_ends_at_once(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        await host.sessions.drain(10)
        assert host.sessions.is_draining

    play(tmp_path, "", journey)
