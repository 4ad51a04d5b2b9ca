"""§1: when a script runs, in what, how a run ends, and what is shown meanwhile."""

from __future__ import annotations

import asyncio
import pickle
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rushlight.config import Config
from rushlight.data.shelf import Shelf
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application
from rushlight.script.pool import Pool
from rushlight.session.worker import Worker
from rushlight.tree.build import BOTTOM, EVENT, MAIN, SIDEBAR
from rushlight.wire.messages import Rerun, Stop
from tests.behaviour.tab import App, Tab
from tests.session.harness import Browser

Start = Callable[..., App]
Show = Callable[..., Tab]

COUNTS = """
st.session_state.runs = st.session_state.get("runs", 0) + 1
"""


def test_1_1a_each_tab_is_a_session_of_its_own(start: Start) -> None:
    app = start("n = st.slider('n', 0, 9, key='n')\nst.text(f'n is {n}')")
    first, second = app.open(), app.open()
    first.set(n=4)
    assert first.texts == ["n is 4"]
    assert second.texts == ["n is 0"]
    assert first.browser.id != second.browser.id


def test_1_1b_a_run_goes_from_top_to_bottom_and_draws_all_that_is_shown(show: Show) -> None:
    tab = show("st.text('1')\nif st.checkbox('more'):\n    st.text('2')\nst.text('3')")
    assert tab.texts == ["1", "3"]
    tab.set(more=True)
    assert tab.texts == ["1", "2", "3"]


RUNS = f"""
{COUNTS}
st.slider("value", 0, 9)
st.button("click")
if st.button("again"):
    st.rerun()
with st.form("f"):
    st.text_input("word")
    st.form_submit_button("send")
@st.fragment(run_every=10)
def clock():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
clock()
"""


@pytest.mark.parametrize(
    ("act", "runs"),
    [
        (lambda tab: tab.set(value=3), 1),
        (lambda tab: tab.click("click"), 1),
        (lambda tab: tab.click("again"), 2),
        (lambda tab: tab.click("send", word="x"), 1),
        (lambda tab: tab.go("", "a=1"), 1),
        (lambda tab: tab.rerun(), 1),
        (lambda tab: tab.tick(), 0),
    ],
    ids=["value", "click", "st.rerun", "submit", "back or forward", "menu", "timer"],
)
def test_1_2a_what_starts_a_run(show: Show, act: Callable[[Tab], None], runs: int) -> None:
    tab = show(RUNS)
    assert tab["runs"] == 1
    ticks = tab["ticks"]
    act(tab)
    assert tab["runs"] == 1 + runs
    assert tab["ticks"] == ticks + 1


def test_1_2b_going_to_another_page_starts_a_run(show: Show) -> None:
    source = """
    st.navigation([st.Page("home.py"), st.Page("other.py")]).run()
    """
    tab = show(source, {"home.py": "st.text('home')", "other.py": "st.text('other')"})
    assert tab.texts == ["home"]
    tab.go("other")
    assert tab.texts == ["other"]


class Watched:
    """An app whose source is watched, as `rushlight run` does it."""

    def __init__(self, script: Path, loop: asyncio.AbstractEventLoop, **settings: object) -> None:
        self.app = Application(script, Config(settings), Shelf(), MediaStore(), Uploads())
        self.pool = Pool()
        self.worker = Worker(self.app, self.pool)
        self.worker.start(loop)
        self.sessions = self.worker.sessions

    def close(self) -> None:
        self.worker.close()


def saved(script: Path, on_save: bool, after: Callable[[Browser], bool]) -> list[str]:
    """Open a script, save another version of it, wait, and return what is shown then."""
    script.write_text("import rushlight as st\nst.text('old')", encoding="utf-8")

    async def journey() -> list[str]:
        host = Watched(script, asyncio.get_running_loop(), **{"server.runOnSave": on_save})
        try:
            browser = await (await Browser(host).connect()).settle()  # type: ignore[arg-type]
            assert browser.texts() == ["old"]
            await asyncio.sleep(0.3)
            script.write_text("import rushlight as st\nst.text('new')", encoding="utf-8")
            await browser.until(lambda: after(browser))
            before = browser.texts()
            browser.rerun()
            await browser.settle()
            assert browser.texts() == ["new"]
            return before
        finally:
            host.close()

    return asyncio.run(journey())


def test_1_2c_a_saved_source_is_run_at_once(tmp_path: Path) -> None:
    assert saved(tmp_path / "app.py", True, lambda browser: browser.texts() == ["new"]) == ["new"]


def test_1_2d_or_offered_to_the_user_where_that_is_switched_off(tmp_path: Path) -> None:
    assert saved(tmp_path / "app.py", False, lambda browser: browser.edited) == ["old"]


def test_1_3a_each_run_has_a_fresh_namespace_named_main(start: Start) -> None:
    app = start("st.text(str('left' in globals()))\nleft = 1\nst.text(__name__)\nst.text(__file__)")
    tab = app.open()
    tab.rerun()
    assert tab.texts == ["False", "__main__", str(app.folder / "app.py")]


def test_1_3b_the_namespace_is_the_module_main_while_the_script_runs(show: Show) -> None:
    source = """
    import pickle, sys, __main__
    class Point:
        def __init__(self, x):
            self.x = x
    st.text(str(__main__.Point is Point))
    st.session_state.kept = pickle.dumps(Point(3))
    st.text(str(pickle.loads(st.session_state.kept).x))
    """
    before = sys.modules["__main__"]
    tab = show(source)
    assert tab.errors == []
    assert tab.texts == ["True", "3"]
    assert sys.modules["__main__"] is before
    with pytest.raises(AttributeError):
        pickle.loads(tab["kept"])


def test_1_3c_modules_are_imported_once_and_from_the_folder_of_the_script(tmp_path: Path) -> None:
    (tmp_path / "own_module_1_3.py").write_text("loaded = []\n", encoding="utf-8")
    script = tmp_path / "app.py"
    script.write_text(
        "import rushlight as st, own_module_1_3\nown_module_1_3.loaded.append(1)\n"
        "st.text(f'loads {len(own_module_1_3.loaded)}')\nst.button('go')",
        encoding="utf-8",
    )

    async def journey() -> None:
        host = Watched(script, asyncio.get_running_loop())
        try:
            browser = await (await Browser(host).connect()).settle()  # type: ignore[arg-type]
            browser.click("go")
            await browser.settle()
            assert browser.texts() == ["loads 2"]
            (tmp_path / "own_module_1_3.py").write_text("loaded = [0, 0, 0]\n", encoding="utf-8")
            await browser.until(lambda: browser.texts() == ["loads 4"])
        finally:
            host.close()

    asyncio.run(journey())


def test_1_3d_the_script_is_compiled_once_until_it_changes(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    from rushlight.script import compile as compiling

    compiled: list[str] = []
    original = compiling.compile_program

    def noted(source: bytes, path: Path, magic: object) -> object:
        compiled.append(path.name)
        return original(source, path, magic)  # type: ignore[arg-type]

    monkeypatch.setattr(compiling, "compile_program", noted)
    app = start("st.text('old')")
    tab = app.open()
    tab.rerun()
    app.open()
    assert compiled == ["app.py"]
    app.write("app.py", "st.text('changed')")
    tab.rerun()
    assert tab.texts == ["changed"]
    assert compiled == ["app.py", "app.py"]


SLOW = """
import time
st.session_state.runs = st.session_state.get("runs", 0) + 1
n = st.slider("n", 0, 99, key="n")
m = st.slider("m", 0, 99, key="m")
if n == 1:
    for i in range(400):
        st.text(f"step {i}")
        time.sleep(0.005)
if st.button("a"):
    st.session_state.a = st.session_state.get("a", 0) + 1
if st.button("b"):
    st.session_state.b = st.session_state.get("b", 0) + 1
st.text(f"n {n} m {m}")
"""


def test_1_4a_a_newer_request_interrupts_the_run_at_its_next_command(show: Show) -> None:
    tab = show(SLOW)
    tab.set(n=1, settle=False)
    tab.wait(lambda: "step 3" in tab.texts)
    tab.set(n=2)
    assert tab.texts == ["n 2 m 0"]


def test_1_4b_code_between_commands_is_not_interrupted(show: Show) -> None:
    source = """
    import time
    n = st.slider("n", 0, 99)
    time.sleep(0.1)
    st.session_state.setdefault("passed", []).append(n)
    st.text(f"n {n}")
    """
    tab = show(source)
    tab.set(n=1, settle=False)
    tab.pause(0.02)
    tab.set(n=2)
    assert tab["passed"] == [0, 1, 2]
    assert tab.texts == ["n 2"]


def test_1_4c_without_fast_reruns_a_run_ends_before_the_next_begins(show: Show) -> None:
    source = """
    import time
    n = st.slider("n", 0, 9)
    for i in range(20):
        st.text(f"step {i}")
        time.sleep(0.005)
    st.session_state.setdefault("ended", []).append(n)
    """
    tab = show(source, **{"runner.fastReruns": False})
    tab.set(n=1, settle=False)
    tab.wait(lambda: tab.browser.running)
    tab.set(n=2)
    assert tab["ended"] == [0, 1, 2]


def test_1_4d_waiting_requests_are_merged_newest_values_and_all_clicks(show: Show) -> None:
    tab = show(SLOW)
    tab.set(n=1, settle=False)
    tab.wait(lambda: "step 3" in tab.texts)
    runs = tab["runs"]
    tab.set(n=5, settle=False)
    tab.set(m=3, settle=False)
    tab.click("a", settle=False)
    tab.set(n=7, settle=False)
    tab.click("b", settle=False)
    tab.set(m=4)
    assert tab.texts == ["n 7 m 4"]
    assert (tab["a"], tab["b"]) == (1, 1)
    assert tab["runs"] <= runs + 3


def test_1_4e_a_second_click_of_a_button_is_not_merged_with_the_first(show: Show) -> None:
    tab = show(SLOW)
    tab.set(n=1, settle=False)
    tab.wait(lambda: "step 3" in tab.texts)
    tab.set(n=0, settle=False)
    for _ in range(3):
        tab.click("a", settle=False)
    tab.settle()
    assert tab["a"] == 3


def test_1_5a_stop_and_rerun_are_no_exceptions_for_except_exception(show: Show) -> None:
    source = """
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    st.session_state.setdefault("log", [])
    try:
        if st.session_state.runs == 1:
            st.rerun()
        st.stop()
    except Exception:
        st.session_state.log.append("caught")
    except BaseException as error:
        st.session_state.log.append("base")
        raise
    finally:
        st.session_state.log.append("finally")
    st.session_state.log.append("after")
    """
    tab = show(source)
    assert tab["runs"] == 2
    assert tab["log"] == ["base", "finally", "base", "finally"]


@pytest.mark.parametrize("call", ["st.stop()", "st.rerun()"])
def test_1_5b_code_after_stop_and_rerun_never_runs(show: Show, call: str) -> None:
    source = f"""
    if "before" not in st.session_state:
        st.session_state.before = True
        {call}
        st.session_state.after = True
    """
    tab = show(source)
    assert tab["before"]
    assert "after" not in tab.state


STALE = """
import time
n = st.slider("n", 0, 9, key="n")
if n == 1:
    st.text("new")
    while not st.session_state.get("go"):
        time.sleep(0.01)
        if (__import__("pathlib").Path(__file__).parent / "go").exists():
            break
else:
    st.text("old")
    st.text("older")
    st.markdown("oldest")
"""


def test_1_6a_elements_of_the_previous_run_stay_faded_until_replaced_or_until_the_end(start: Start) -> None:
    app = start(STALE)
    tab = app.open()
    assert tab.texts == ["old", "older", "oldest"]
    old = [node.id for node in tab.nodes("text", "markdown")]
    tab.set(n=1, settle=False)
    tab.wait(lambda: tab.texts == ["new", "older", "oldest"])
    tab.wait(lambda: tab.region("main").fresh == 2)  # the first two children are of this run, the rest is faded
    assert [node.id for node in tab.nodes("text", "markdown")] == old
    app.write("go", "")
    tab.settle()
    assert tab.texts == ["new"]
    assert tab.region("main").fresh == -1


def test_1_6b_elements_keep_their_identity_by_place_and_id(show: Show) -> None:
    source = """
    if st.checkbox("above", key="above"):
        st.text("inserted")
        st.slider("inserted", 0, 9)
    st.text("a")
    st.slider("s", 0, 9, key="s")
    c = st.container()
    c.text("inside")
    st.markdown("end")
    """
    tab = show(source)
    before = {node.identity or node.kind: node.id for node in tab.nodes()}
    tab.set(above=True)
    assert tab.widget("s").id == before[tab.widget("s").identity or ""]
    tab.set(above=False)
    after = {node.identity or node.kind: node.id for node in tab.nodes()}
    assert after == before


def test_1_7a_an_uncaught_error_is_shown_at_the_end_of_what_was_drawn(show: Show) -> None:
    tab = show("st.text('above')\nif st.checkbox('fail'):\n    raise ValueError('no')\nst.text('below')")
    tab.set(fail=True)
    assert tab.texts == ["above"]
    assert [node.kind for node in tab.region("main").children or []] == ["text", "checkbox", "exception"]
    assert tab.errors == ["ValueError"]
    assert tab.one("exception").props["message"] == "no"


def test_1_7b_a_syntax_error_is_shown_and_the_previous_page_stays(start: Start) -> None:
    app = start("st.text('fine')\nst.slider('n', 0, 9, key='n')")
    tab = app.open()
    tab.set(n=4)
    app.write("app.py", "st.text('broken'\nif")
    tab.rerun()
    assert tab.texts[0] == "fine"
    assert tab.value("n") == 4
    (dialog,) = tab.region("event").children or []
    assert dialog.kind == "dialog"
    (error,) = dialog.children or []
    assert error.props["name"] == "SyntaxError"
    assert "app.py" in error.props["message"]
    app.write("app.py", "st.text('fine again')\nst.slider('n', 0, 9, key='n')")
    tab.rerun()
    assert tab.texts == ["fine again"]
    assert tab.value("n") == 4
    assert tab.region("event").children == []


@pytest.mark.parametrize(
    ("details", "name", "message", "stack"),
    [
        ("full", True, True, True),
        ("stacktrace", True, False, True),
        ("type", True, False, False),
        ("none",) + (False,) * 3,
    ],
)
def test_1_7c_the_settings_say_how_much_of_an_error_is_shown(
    show: Show, details: str, name: bool, message: bool, stack: bool
) -> None:
    tab = show("password = 1\nraise ValueError('secret')", **{"client.showErrorDetails": details})
    error = tab.one("exception").props
    assert (error.get("name") == "ValueError") is name
    assert ("secret" in error["message"]) is message
    assert bool(error.get("stack")) is stack


def test_1_8a_a_run_resets_clicks_applies_values_calls_back_runs_the_body_and_drops_what_is_not_drawn(
    show: Show,
) -> None:
    source = """
    log = st.session_state.setdefault("log", [])
    def changed():
        log = st.session_state.log
        log.append(f"callback {st.session_state.n} {st.session_state.go}")
    log.append("body")
    go = st.button("go", key="go")
    n = st.slider("n", 0, 9, key="n", on_change=changed)
    log.append(f"drawn {n} {go}")
    if n != 2:
        st.text_input("gone", key="gone")
    log.append(f"end {'gone' in st.session_state}")
    """
    tab = show(source)
    tab.set(gone="x")
    tab.state["log"].clear()
    tab.set(n=2)
    assert tab["log"] == ["callback 2 False", "body", "drawn 2 False", "end True"]
    assert "gone" not in tab.state


def test_1_8b_parallel_fragments_are_waited_for_before_state_is_dropped(show: Show) -> None:
    source = """
    import time
    @st.fragment(parallel=True)
    def slow():
        time.sleep(0.1)
        st.text_input("inner", key="inner")
        st.session_state.log.append("fragment ends")
    st.session_state.log = []
    slow()
    st.session_state.log.append("body ends")
    """
    tab = show(source)
    assert tab["log"] == ["body ends", "fragment ends"]
    tab.set(inner="kept")
    tab.rerun()
    assert tab["inner"] == "kept"
    assert tab.value("inner") == "kept"


def test_1_8c_a_click_is_reset_before_the_next_run(show: Show) -> None:
    tab = show("go = st.button('go')\nst.slider('n', 0, 9)\nst.text(str(go))")
    tab.click("go")
    assert tab.texts == ["True"]
    tab.set(n=1)
    assert tab.texts == ["False"]


def test_1_9_there_are_four_regions(show: Show) -> None:
    source = """
    st.text("main")
    st.sidebar.text("sidebar")
    st.toast("event")
    st.bottom.text("bottom")
    """
    tab = show(source)
    assert [node.id for node in tab.root.children or []] == [MAIN, SIDEBAR, EVENT, BOTTOM]
    for name in ("main", "sidebar", "event", "bottom"):
        (child,) = tab.region(name).children or []
        assert child.props["body"] == name
    tab = show("st.chat_input('say')\nst.balloons()")
    assert [node.kind for node in tab.region("bottom").children or []] == ["chat_input"]
    assert [node.kind for node in tab.region("event").children or []] == ["effect"]


def test_1_10a_a_reconnect_resumes_the_session_with_its_state(show: Show) -> None:
    tab = show(RUNS)
    tab.set(value=5)
    session, runs = tab.browser.id, tab["runs"]
    tab.lose()
    tab.pause(0.05)
    tab.connect()
    assert tab.browser.id == session
    assert tab.value("value") == 5
    assert tab["runs"] == runs


def test_1_10e_a_page_that_was_loaded_anew_resumes_its_session_and_its_clicks_count(show: Show) -> None:
    source = """
    if st.button("add"):
        st.session_state.n = st.session_state.get("n", 0) + 1
    st.text_input("word", key="word")
    """
    tab = show(source)
    for _ in range(3):
        tab.click("add")
    tab.set(word="x")
    tab.browser.reload()
    tab.connect()
    assert tab.value("word") == "x"
    tab.click("add")
    assert tab["n"] == 4


def test_1_10b_a_session_that_is_away_for_too_long_ends(start: Start) -> None:
    app = start("n = st.slider('n', 0, 9)\nst.text(str(n))", **{"server.disconnectedSessionTTL": 0.05})
    tab = app.open()
    tab.set(n=5)
    tab.state["x"] = 1
    session = tab.browser.id
    tab.lose()
    tab.pause(0.2)
    assert app.host.sessions.get(session or "") is None
    tab.connect()
    assert tab.browser.id != session
    assert "x" not in tab.state
    assert tab.texts == ["5"]  # what the page held is not lost


def test_1_10c_the_longest_away_end_where_too_many_are(start: Start) -> None:
    app = start("st.text('x')", keep_most=3)
    tabs = [app.open() for _ in range(5)]
    for tab in tabs:
        tab.lose()
    alive = [app.host.sessions.get(tab.browser.id or "") is not None for tab in tabs]
    assert alive == [False, False, True, True, True]


def test_1_10d_the_user_can_stop_a_run_and_start_it_again(show: Show) -> None:
    tab = show(SLOW)
    tab.set(n=1, settle=False)
    tab.wait(lambda: tab.browser.running)
    tab.send(Stop(), settle=False)
    tab.settle()
    assert "n 1 m 0" not in tab.texts
    tab.set(n=3, settle=False)
    tab.send(Rerun(0))
    assert tab.texts == ["n 3 m 0"]


MOVED = """
import datetime
st.text(f"read before {st.session_state.get('day')} {st.session_state.get('go')}")
st.date_input("day", datetime.date(2024, 1, 1), key="day")
go = st.button("go", key="go")
st.session_state.clicks = st.session_state.get("clicks", 0) + go
"""


def test_1_10f_on_another_worker_as_well_where_values_are_read_before_their_widgets_are_drawn(show: Show) -> None:
    tab = show(MOVED)
    tab.set(day="2024-02-02")
    tab.move()
    assert tab.texts == ["read before 2024-02-02 False"]
    assert tab.value("day") == "2024-02-02"


def test_1_10g_and_what_was_done_in_between_is_answered(show: Show) -> None:
    tab = show(MOVED)
    tab.lose()
    tab.set(day="2024-02-02", settle=False)
    for _ in range(3):
        tab.click("go", settle=False)
    tab.browser.host = tab.app.another_worker()
    tab.connect()
    assert tab.browser.refusals() == []
    assert tab["clicks"] == 3
    assert tab.value("day") == "2024-02-02"
