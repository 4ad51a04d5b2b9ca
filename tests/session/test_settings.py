"""What settings change in the runs of sessions."""

from __future__ import annotations

import asyncio
import logging
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from rushlight.config import Config
from rushlight.data.shelf import Shelf
from rushlight.elements.options import Options
from rushlight.errors import DefaultNotInOptionsError
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application, Client, RunContext, enter
from rushlight.script.pool import Pool
from rushlight.session.worker import Worker
from rushlight.wire.messages import Edited, Settings
from tests.session.harness import Browser, Host, play

COUNT = """
import rushlight as st
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.text(f"run {st.session_state.runs}")
"""


@pytest.mark.parametrize(
    ("usual", "may_choose", "wish", "runs"),
    [
        (True, True, None, True),
        (True, True, False, False),
        (True, False, False, True),
        (False, True, None, False),
        (False, True, True, True),
        (False, False, True, False),
    ],
)
def test_an_edited_source_runs_as_the_settings_and_the_user_wish(
    tmp_path: Path, usual: bool, may_choose: bool, wish: bool | None, runs: bool
) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.session.context.client.run_on_save = wish
        host.sessions.edited()
        if runs:
            await browser.until(lambda: browser.texts() == ["run 2"])
        else:
            await browser.until(lambda: any(isinstance(each, Edited) for each in browser.received))
        assert (await browser.settle()).texts() == [f"run {2 if runs else 1}"]

    settings = {"server.runOnSave": usual, "server.allowRunOnSave": may_choose}
    play(tmp_path, COUNT, journey, **settings)


def test_what_cannot_be_pickled_fails_the_run_where_the_settings_want_that(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    class Point:
        x = 1
    st.session_state.good = [1, Point()]
    st.session_state.bad = (number for number in range(3))
    st.text("drawn")
    """

    def errors(**settings: Any) -> list[str]:
        async def journey(host: Host) -> list[str]:
            browser = await (await Browser(host).connect()).settle()
            assert browser.texts() == ["drawn"]
            return [node.props["message"] for node in browser.nodes() if node.kind == "exception"]

        return play(tmp_path, source, journey, **settings)

    assert errors() == []
    (said,) = errors(**{"runner.enforceSerializableSessionState": True})
    assert "session_state['bad']" in said
    assert "generator" in said


@pytest.mark.parametrize(("quiet", "times"), [(False, 1), (True, 0)])
def test_a_default_beside_a_value_of_session_state_is_warned_of_once_unless_that_is_not_wanted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, quiet: bool, times: int
) -> None:
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)
    source = """
    import rushlight as st
    st.session_state.n = 3
    st.number_input("n", value=1, key="n")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.rerun()
        await browser.settle()

    play(tmp_path, source, journey, **{"global.disableWidgetStateDuplicationWarning": quiet})
    assert caplog.text.count("'n' was given a default value") == times


def test_what_is_too_large_for_a_message_is_an_error_at_its_place(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.text("before")
    st.text("x" * (2 << 20))
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert [node.kind for node in browser.nodes() if node.kind in ("text", "exception")] == ["text", "exception"]
        said = next(node.props["message"] for node in browser.nodes() if node.kind == "exception")
        assert "(1 MB)" in said
        assert "server.maxMessageSize" in said

    play(tmp_path, source, journey, **{"server.maxMessageSize": 1})

    async def all_of_it(host: Host) -> None:
        assert len((await (await Browser(host).connect()).settle()).texts()[1]) == 2 << 20

    play(tmp_path, source, all_of_it)


class _Before(Enum):
    RED = 1
    BLUE = 2


class _After(Enum):
    RED = 1
    BLUE = 3


_Before.__qualname__ = _After.__qualname__ = "Color"


@pytest.mark.parametrize(
    ("coercion", "matched"),
    [("off", []), ("nameOnly", ["RED", "BLUE"]), ("nameAndValue", ["RED"])],
)
def test_members_of_an_enum_of_an_earlier_run_are_matched_as_the_settings_say(
    tmp_path: Path, coercion: str, matched: list[str]
) -> None:
    app = Application(tmp_path / "app.py", Config({"runner.enumCoercion": coercion}), Shelf(), MediaStore(), Uploads())
    enter(RunContext("session", app, Client()))
    found: list[str] = []
    try:
        for member in _Before:
            try:
                found.append(Options(_After, lambda each: each.name).text_of(member, "value"))
            except DefaultNotInOptionsError:
                pass
    finally:
        enter(None)
    assert found == matched


@pytest.fixture
def worker(tmp_path: Path) -> Any:
    """Return a function that runs a journey with a started worker whose settings are those of a file."""

    def run(journey: Any) -> None:
        from rushlight.config import load

        script = tmp_path / "app.py"
        script.write_text("import rushlight as st\nst.text(st.get_option('client.toolbarMode'))\n")
        config = load(script, {"server.fileWatcherType": "none"}, {})

        async def main() -> None:
            found = Worker(Application(script, config, Shelf(), MediaStore(), Uploads()), Pool())
            found.start(asyncio.get_running_loop())
            try:
                await asyncio.wait_for(journey(found), 60)
            finally:
                found.close()

        asyncio.run(main())

    return run


def settings_file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / ".rushlight" / "config.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    return file


def test_browsers_are_told_of_settings_that_change(
    tmp_path: Path, worker: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("rushlight"), "propagate", True)

    async def journey(worker: Worker) -> None:
        told: list[Any] = []
        monkeypatch.setattr(worker.sessions, "tell", told.append)
        file = settings_file(tmp_path, "[theme]\nprimaryColor = 'red'\n[server]\nport = 1234\n")
        worker.changed({file})
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        (message,) = told
        assert isinstance(message, Settings)
        assert message.settings["theme"] == {"theme": {"primaryColor": "red"}}
        assert message.digest == worker.browser.digest
        assert "Restart the server for the change of server.port to count." in caplog.text
        worker.changed({settings_file(tmp_path, "[theme\n")})
        await asyncio.sleep(0)
        assert len(told) == 1
        assert "The settings stay as they are." in caplog.text

    worker(journey)


def test_browsers_are_told_of_a_setting_that_a_script_changes(
    tmp_path: Path, worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def journey(worker: Worker) -> None:
        told: list[Any] = []
        monkeypatch.setattr(worker.sessions, "tell", told.append)
        config = worker.app.config
        config.set("client.toolbarMode", "minimal")
        config.set("client.toolbarMode", "minimal")
        config.set("client.showErrorDetails", "none")
        await asyncio.sleep(0)
        assert [message.settings["toolbar"] for message in told] == ["minimal"]

    worker(journey)
