"""Fragments and dialogs: parts of the page that run on their own."""

from __future__ import annotations

from pathlib import Path

from rushlight.wire.messages import Change, Refresh
from tests.session.harness import Browser, Host, play

COUNTS = """
import rushlight as st
runs = st.session_state.setdefault("runs", {"page": 0, "part": 0})
runs["page"] += 1
st.text(f"page {runs['page']}")

@st.fragment
def part(name):
    runs = st.session_state.runs
    runs["part"] += 1
    if st.button(f"in {name}"):
        st.text("clicked")
    st.text(f"{name} {runs['part']}")
    return name.upper()

st.text(part("a"))
st.button("outside")
"""


def test_a_widget_inside_runs_only_the_fragment(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["page 1", "a 1", "A"]
        browser.click("in a")
        await browser.settle()
        assert browser.texts() == ["page 1", "clicked", "a 2", "A"]
        browser.click("outside")
        await browser.settle()
        assert browser.texts() == ["page 2", "a 3", "A"]

    play(tmp_path, COUNTS, journey)


def test_widgets_of_a_fragment_that_are_not_drawn_again_lose_their_state_and_others_keep_it(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.slider("kept", 0, 9, 1, key="kept")
    @st.fragment
    def part():
        if st.checkbox("more", True):
            st.slider("inner", 0, 9, 2, key="inner")
    part()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        state = browser.session.context.state
        browser.change(kept=5)
        await browser.settle()
        browser.change(inner=7)
        await browser.settle()
        browser.change(more=False)
        await browser.settle()
        assert "inner" not in state
        assert state["kept"] == 5
        browser.change(more=True)
        await browser.settle()
        assert browser.widget("inner").value == 2
        browser.rerun()
        await browser.settle()
        assert browser.widget("kept").value == 5

    play(tmp_path, source, journey)


def test_what_a_fragment_writes_outside_is_replaced_when_it_runs(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    side = st.container()
    st.session_state.setdefault("n", 0)
    @st.fragment
    def part():
        st.session_state.n += 1
        st.button("go")
        side.text(f"outside {st.session_state.n}")
        side.button("also mine")
    side.text("before")
    part()
    side.text("after")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["before", "outside 1", "after"]
        browser.click("go")
        await browser.settle()
        assert browser.texts() == ["before", "outside 2", "after"]
        browser.click("also mine")
        await browser.settle()
        assert browser.texts() == ["before", "outside 3", "after"]

    play(tmp_path, source, journey)


def test_writing_outside_for_the_first_time_in_a_run_of_its_own_is_an_error(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    side = st.container()
    @st.fragment
    def part():
        if st.button("go"):
            side.text("new")
    part()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("go")
        await browser.settle()
        (error,) = [node for node in browser.nodes() if node.kind == "exception"]
        assert error.props["name"] == "InvalidLayoutContextError"

    play(tmp_path, source, journey)


def test_a_slot_outside_is_written_to_from_a_fragment(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    slot = st.empty()
    bar = st.progress(0)
    @st.fragment
    def part():
        if st.button("go"):
            slot.text("first")
            slot.text("filled")
            bar.progress(50)
    part()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("go")
        await browser.settle()
        assert browser.texts() == ["filled"]
        assert [node.props["value"] for node in browser.nodes() if node.kind == "progress"] == [0.5]

    play(tmp_path, source, journey)


def test_an_error_stays_in_its_fragment(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    @st.fragment
    def bad():
        if st.checkbox("fail"):
            raise ValueError("broken")
        st.text("fine")
    bad()
    st.text("below")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(fail=True)
        await browser.settle()
        assert browser.texts() == ["below"]
        kinds = [node.kind for node in browser.nodes()]
        assert kinds.index("exception") < kinds.index("text")
        browser.rerun()
        await browser.settle()
        assert browser.texts() == ["below"]
        browser.change(fail=False)
        await browser.settle()
        assert browser.texts() == ["fine", "below"]

    play(tmp_path, source, journey)


def test_a_timer_runs_its_fragment_and_one_of_a_fragment_that_is_gone_does_nothing(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.session_state.setdefault("n", 0)
    @st.fragment(run_every="10s")
    def clock():
        st.session_state.n += 1
        st.text(f"tick {st.session_state.n}")
    if not st.checkbox("off"):
        clock()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        (clock,) = [node for node in browser.nodes() if node.kind == "fragment"]
        assert clock.props["every"] == 10
        browser.send(Refresh(0, [clock.id]))
        await browser.settle()
        assert browser.texts() == ["tick 2"]
        browser.change(off=True)
        await browser.settle()
        browser.send(Refresh(0, [clock.id]))
        await browser.settle()
        assert browser.texts() == []

    play(tmp_path, source, journey)


def test_nested_fragments_run_alone_or_with_the_outer_one(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.session_state.setdefault("n", [0, 0])
    @st.fragment
    def inner():
        st.session_state.n[1] += 1
        st.button("inner")
        st.text(f"inner {st.session_state.n[1]}")
    @st.fragment
    def outer():
        st.session_state.n[0] += 1
        st.button("outer")
        st.text(f"outer {st.session_state.n[0]}")
        inner()
    outer()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("inner")
        await browser.settle()
        assert browser.texts() == ["outer 1", "inner 2"]
        browser.click("outer")
        await browser.settle()
        assert browser.texts() == ["outer 2", "inner 3"]
        browser.click("inner")
        browser.click("outer")
        await browser.settle()
        assert browser.texts()[0] == "outer 3"

    play(tmp_path, source, journey)


def test_reruns_are_scoped(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    st.session_state.setdefault("n", {"page": 0, "a": 0, "b": 0})
    st.session_state.n["page"] += 1
    st.text(f"page {st.session_state.n['page']}")
    @st.fragment(key="a")
    def a():
        st.session_state.n["a"] += 1
        st.text(f"a {st.session_state.n['a']}")
        if st.button("again"):
            st.rerun(scope="fragment")
        if st.button("whole"):
            st.rerun()
    a()
    @st.fragment(key="b")
    def b():
        st.session_state.n["b"] += 1
        st.text(f"b {st.session_state.n['b']}")
        st.button("other", on_click=lambda: st.rerun(scope=["a"]))
    b()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("again")
        await browser.settle()
        assert browser.texts() == ["page 1", "a 3", "b 1"]
        browser.click("other")
        await browser.settle()
        assert browser.texts() == ["page 1", "a 4", "b 1"]
        browser.click("whole")
        await browser.settle()
        assert browser.texts() == ["page 2", "a 6", "b 2"]

    play(tmp_path, source, journey)


def test_parallel_fragments_draw_in_their_places_and_the_run_waits_for_them(tmp_path: Path) -> None:
    source = """
    import threading
    import rushlight as st
    both = threading.Barrier(2, timeout=10)
    @st.fragment(parallel=True)
    def part(name):
        both.wait()
        st.text(name)
    assert part("a") is None
    st.text("between")
    part("b")
    @st.fragment(parallel=True)
    def outside():
        st.sidebar.text("no")
    outside()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["a", "between", "b"]
        assert [node.props["name"] for node in browser.nodes() if node.kind == "exception"] == [
            "InvalidLayoutContextError"
        ]

    play(tmp_path, source, journey)


def test_a_stop_in_one_parallel_fragment_stops_all(tmp_path: Path) -> None:
    source = """
    import time
    import rushlight as st
    @st.fragment(parallel=True)
    def endless():
        while True:
            time.sleep(0.001)
            st.text("on")
    @st.fragment(parallel=True)
    def stops():
        st.stop()
    endless()
    stops()
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert not [node for node in browser.nodes() if node.kind == "exception"]

    play(tmp_path, source, journey)


def test_an_async_fragment_runs_on_its_own(tmp_path: Path) -> None:
    source = """
    import asyncio
    import rushlight as st
    st.session_state.setdefault("n", 0)
    @st.fragment
    async def part():
        await asyncio.sleep(0)
        st.session_state.n += 1
        st.button("go")
        await asyncio.sleep(0)
        st.text(f"run {st.session_state.n}")
        return "done"
    st.text(await part())
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert browser.texts() == ["run 1", "done"]
        browser.click("go")
        await browser.settle()
        assert browser.texts() == ["run 2", "done"]

    play(tmp_path, source, journey)


DIALOG = """
import rushlight as st
st.session_state.setdefault("said", "nothing")
def dismissed():
    st.session_state.said = "dismissed"
@st.dialog("Ask", width="large", on_dismiss=dismissed)
def ask():
    name = st.text_input("Name")
    st.text(f"hello {name}")
    if st.button("Send"):
        st.session_state.said = name
        st.rerun()
if st.button("Open"):
    ask()
st.text(st.session_state.said)
"""


def test_a_dialog_runs_on_its_own_and_closes_with_a_rerun(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("Open")
        await browser.settle()
        (dialog,) = [node for node in browser.nodes() if node.kind == "dialog"]
        opening = dialog.props["opening"]
        assert dialog.props["title"] == "Ask"
        browser.change(Name="Ann")
        await browser.settle()
        assert "hello Ann" in browser.texts()
        (dialog,) = [node for node in browser.nodes() if node.kind == "dialog"]
        assert dialog.props["opening"] == opening
        browser.click("Send")
        await browser.settle()
        assert browser.texts() == ["Ann"]
        assert not [node for node in browser.nodes() if node.kind == "dialog"]

    play(tmp_path, DIALOG, journey)


def test_a_dismissed_dialog_tells_the_script_and_can_be_opened_again(tmp_path: Path) -> None:
    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("Open")
        await browser.settle()
        (dialog,) = [node for node in browser.nodes() if node.kind == "dialog"]
        opening = dialog.props["opening"]
        browser.click("Open")
        await browser.settle()
        (dialog,) = [node for node in browser.nodes() if node.kind == "dialog"]
        assert dialog.props["opening"] != opening
        browser.send(Change(0, {}, {dialog.identity or "": True}))
        await browser.settle()
        assert browser.texts() == ["dismissed"]

    play(tmp_path, DIALOG, journey)


def test_dialogs_refuse_what_they_cannot_do(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    def name_of(call):
        try:
            call()
        except Exception as error:
            return type(error).__name__
    @st.dialog("One")
    def one():
        st.text(f"nested {name_of(two)}")
        st.text(f"sidebar {name_of(lambda: st.sidebar.text('x'))}")
    @st.dialog("Two")
    def two():
        pass
    one()
    st.text(f"second {name_of(two)}")
    st.text(f"title {name_of(lambda: st.dialog(' '))}")
    st.text(f"position {name_of(lambda: st.dialog('t', position='top'))}")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        assert sorted(browser.texts()) == [
            "nested InvalidLayoutContextError",
            "position InvalidValueError",
            "second InvalidLayoutContextError",
            "sidebar InvalidLayoutContextError",
            "title APIError",
        ]

    play(tmp_path, source, journey)


def test_a_dialog_opens_from_a_fragment_and_toasts_show_from_it(tmp_path: Path) -> None:
    source = """
    import rushlight as st
    @st.dialog("Hi")
    def hi():
        st.text("in the dialog")
        st.button("inside")
    @st.fragment
    def part():
        if st.button("open"):
            hi()
        if st.button("say"):
            st.toast("said")
    part()
    st.text("page")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.click("open")
        await browser.settle()
        assert sorted(browser.texts()) == ["in the dialog", "page"]
        browser.click("inside")
        await browser.settle()
        assert sorted(browser.texts()) == ["in the dialog", "page"]
        browser.click("say")
        await browser.settle()
        assert sorted(browser.texts()) == ["page", "said"]

    play(tmp_path, source, journey)


def test_an_interrupted_run_of_the_whole_script_is_made_good(tmp_path: Path) -> None:
    source = """
    import time
    import rushlight as st
    @st.fragment
    def part():
        st.text(f"n {st.number_input('n', value=0, key='n')}")
    part()
    if st.checkbox("slow"):
        for i in range(20):
            time.sleep(0.01)
            st.text(f"step {i}")
    st.text("end")
    """

    async def journey(host: Host) -> None:
        browser = await (await Browser(host).connect()).settle()
        browser.change(slow=True)
        await browser.until(lambda: "step 3" in browser.texts())
        browser.change(n=4)
        await browser.settle()
        assert browser.texts() == ["n 4", *(f"step {i}" for i in range(20)), "end"]

    play(tmp_path, source, journey)
