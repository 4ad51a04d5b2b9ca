"""§3: how long a widget's value lives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rushlight.wire.messages import Change
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]

HIDDEN = """
if not st.checkbox("hide", key="hide"):
    st.text(str(st.slider("n", 0, 9, 1, key="n")))
{end}
"""


@pytest.mark.parametrize("key", ["key='n'", ""])
def test_3_1a_a_widget_that_was_not_drawn_in_a_finished_run_begins_anew(show: Show, key: str) -> None:
    source = f"""
    if not st.checkbox("hide"):
        st.slider("n", 0, 9, 1, {key})
    """
    tab = show(source)
    tab.set(n=5)
    tab.set(hide=True)
    assert "n" not in tab.state
    assert list(tab.state.raw_values().values()) == [True]
    tab.set(hide=False)
    assert tab.value("n") == 1


ENDS = {
    "complete": ("", 1),
    "error": ("if st.session_state.hide: raise ValueError", 5),
    "stop": ("if st.session_state.hide: st.stop()", 5),
}


@pytest.mark.parametrize("end", ENDS)
def test_3_1b_a_run_that_did_not_finish_drops_nothing(show: Show, end: str) -> None:
    code, expected = ENDS[end]
    tab = show(HIDDEN.format(end=code))
    tab.set(n=5)
    tab.set(hide=True)
    assert ("n" in tab.state) is (expected == 5)
    tab.set(hide=False)
    assert tab.value("n") == expected
    assert tab.texts == [str(expected)]


def test_3_1c_nor_does_one_that_asks_for_a_rerun(show: Show) -> None:
    source = """
    state = st.session_state
    if st.button("again"):
        st.rerun()
    st.slider("n", 0, 9, 1, key="n")
    """
    tab = show(source)
    tab.set(n=5)
    tab.click("again")
    assert tab.value("n") == 5


def test_3_1d_nor_one_that_is_interrupted(show: Show) -> None:
    source = """
    import time
    slow = st.slider("slow", 0, 9, key="slow")
    if slow == 1:
        for _ in range(100):
            st.empty()
            time.sleep(0.005)
    st.slider("n", 0, 9, 1, key="n")
    """
    tab = show(source)
    tab.set(n=5)
    tab.set(slow=1, settle=False)
    tab.pause(0.05)
    tab.set(slow=2)
    assert tab.value("n") == 5


def test_3_2_a_run_of_a_fragment_drops_only_widgets_of_that_fragment(show: Show) -> None:
    source = """
    if not st.session_state.get("hide_outer"):
        st.slider("outer", 0, 9, 1, key="outer")
    @st.fragment
    def one():
        if not st.checkbox("hide"):
            st.slider("inner", 0, 9, 1, key="inner")
    @st.fragment
    def two():
        st.slider("other", 0, 9, 1, key="other")
    one()
    two()
    """
    tab = show(source)
    for name in ("outer", "inner", "other"):
        tab.set(**{name: 5})
    tab.set(hide=True)
    assert "inner" not in tab.state
    assert (tab["outer"], tab["other"]) == (5, 5)
    tab.set(hide=False)
    assert tab.value("inner") == 1
    tab.rerun()
    assert (tab.value("outer"), tab.value("other")) == (5, 5)


FRAME = """
page = st.navigation([st.Page("one.py"), st.Page("two.py")])
st.sidebar.slider("frame", 0, 9, 1, key="frame")
page.run()
"""


def test_3_3a_another_page_drops_the_widgets_of_the_old_but_not_those_of_the_frame(show: Show) -> None:
    tab = show(
        FRAME, {"one.py": "st.slider('one', 0, 9, 1, key='one')", "two.py": "st.slider('two', 0, 9, 1, key='two')"}
    )
    tab.set(frame=5)
    tab.set(one=5)
    tab.go("two")
    assert "one" not in tab.state
    assert tab.value("frame") == 5
    tab.go("")
    assert (tab.value("one"), tab.value("frame")) == (1, 5)


def test_3_3b_also_where_the_pages_are_files_of_a_folder(show: Show) -> None:
    source = "st.slider('n', 0, 9, 1, key='n')"
    tab = show(source, {"pages/two.py": source})
    tab.set(n=5)
    tab.go("two")
    assert tab.value("n") == 1
    tab.set(n=7)
    tab.go("")
    assert tab.value("n") == 1


PERSISTED = """
page = st.navigation([st.Page("one.py"), st.Page("two.py")])
page.run()
"""
ONE = """
if not st.checkbox("hide", key="hide"):
    st.slider("plain", 0, 9, 1, key="plain")
    st.slider("page", 0, 9, 1, key="page", persist_state="page")
    st.slider("session", 0, 9, 1, key="session", persist_state="session")
"""


def test_3_4a_persist_state_keeps_the_value_of_an_undrawn_widget(show: Show) -> None:
    tab = show(PERSISTED, {"one.py": ONE, "two.py": "st.text('two')"})
    for name in ("plain", "page", "session"):
        tab.set(**{name: 5})
    tab.set(hide=True)
    tab.set(hide=False)
    assert [tab.value(name) for name in ("plain", "page", "session")] == [1, 5, 5]
    tab.set(plain=6)
    tab.go("two")
    tab.go("")
    assert [tab.value(name) for name in ("plain", "page", "session")] == [1, 1, 5]


def test_3_4b_a_kept_value_that_the_widget_cannot_have_any_more_is_the_default(show: Show) -> None:
    source = """
    step = st.radio("step", ["all", "none", "fewer"], key="step")
    if step != "none":
        options = ["a", "b", "c"] if step == "all" else ["a", "b"]
        st.text(str(st.selectbox("s", options, key="s", persist_state="session")))
    """
    tab = show(source)
    tab.set(s="c")
    tab.set(step="none")
    tab.set(step="fewer")
    assert tab.errors == []
    assert tab.texts == ["a"]


def test_3_4c_bind_keeps_the_value_in_the_address_and_takes_it_from_there(show: Show, start: Start) -> None:
    source = "st.slider('n', 0, 9, 1, key='n', bind='query-params')"
    tab = show(source)
    assert "query" not in tab.root.props
    tab.set(n=5)
    assert tab.root.props["query"] == "n=5"
    other = start(source).open(query="n=7")
    assert other.value("n") == 7
    other.go(query="n=3")
    assert other.value("n") == 3


def test_3_4d_bind_needs_a_key(show: Show) -> None:
    assert show("st.slider('n', 0, 9, bind='query-params')").errors == ["MissingRequiredParameterError"]


@pytest.mark.parametrize(
    ("call", "raw"),
    [
        ("slider('x', 0, 9, 1, disabled=off, key='x')", 5),
        ("text_input('x', 'old', disabled=off, key='x')", "new"),
        ("selectbox('x', ['old', 'new'], disabled=off, key='x')", "new"),
        ("checkbox('x', disabled=off, key='x')", True),
    ],
)
def test_3_5a_a_disabled_widget_ignores_values_from_the_browser(show: Show, call: str, raw: Any) -> None:
    source = f"""
    off = st.checkbox("off", True)
    st.text(repr(st.{call}))
    """
    tab = show(source)
    before, shown = tab.value("x"), tab.texts
    tab.set(x=raw)
    assert tab.texts == shown
    assert tab.value("x") == before  # and the browser is told so
    tab.set(off=False)
    tab.set(x=raw)
    assert tab.texts == [repr(raw)]


def test_3_5b_a_disabled_button_ignores_clicks(show: Show) -> None:
    source = """
    def called():
        st.session_state.called = True
    st.text(str(st.button("go", on_click=called, disabled=True)))
    """
    tab = show(source)
    tab.click("go")
    assert tab.texts == ["False"]
    assert "called" not in tab.state


def test_3_6_values_of_own_keys_live_for_the_session(show: Show) -> None:
    source = """
    page = st.navigation([st.Page("one.py"), st.Page("two.py")])
    page.run()
    """
    tab = show(source, {"one.py": "st.session_state.setdefault('own', []).append(1)", "two.py": "1 / 0"})
    tab.go("two")
    tab.go("")
    tab.lose()
    tab.connect()
    assert tab["own"] == [1, 1]


TRIGGERS = {
    "button": ("button('x', key='x')", True, "True", "False"),
    "chat_input": ("chat_input('x', key='x')", {"text": "hi", "files": [], "audio": None}, "'hi'", "None"),
    "download_button": ("download_button('x', 'data', key='x')", True, "True", "False"),
    "menu_button": ("menu_button('x', ['a', 'b'], key='x')", "b", "'b'", "None"),
    "form_submit_button": ("form('f').form_submit_button('x', key='x')", True, "True", "False"),
}


@pytest.mark.parametrize("kind", TRIGGERS)
def test_3_7_a_click_lasts_for_exactly_one_run(show: Show, kind: str) -> None:
    call, raw, clicked, plain = TRIGGERS[kind]
    source = f"""
    st.text(repr(st.{call}))
    st.text(repr(st.session_state.x))
    """
    tab = show(source)
    assert tab.texts == [plain, plain]
    tab.send(Change(0, {}, {tab.widget("x").identity or "": raw}))
    assert tab.browser.refusals() == []
    assert tab.texts == [clicked, clicked]
    tab.rerun()
    assert tab.texts == [plain, plain]
