"""§5: inputs that are sent together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]

FORM = """
st.session_state.runs = st.session_state.get("runs", 0) + 1
with st.form("f", clear_on_submit={clear}):
    word = st.text_input("word", "first", key="word")
    many = st.multiselect("many", ["a", "b"], key="many")
    sent = st.form_submit_button("send")
st.text(f"{{word}} {{many}} {{sent}}")
"""


def test_5_1a_all_values_arrive_at_once_with_the_click(show: Show) -> None:
    tab = show(FORM.format(clear=False))
    tab.enter(word="x", many=["b"])
    tab.pause(0.02)
    assert tab["runs"] == 1
    tab.submit("send")
    assert tab["runs"] == 2
    assert tab.texts == ["x ['b'] True"]
    tab.rerun()
    assert tab.texts == ["x ['b'] False"]


def test_5_1b_what_a_form_keeps_back_is_not_seen_by_other_runs(show: Show) -> None:
    tab = show(FORM.format(clear=False) + "st.button('other')")
    tab.enter(word="x")
    tab.click("other")
    assert tab.texts == ["first [] False"]
    assert tab.value("word") == "x"
    tab.submit("send")
    assert tab.texts == ["x [] True"]


def test_5_1c_several_submit_buttons(show: Show) -> None:
    source = """
    form = st.form("f")
    form.text_input("word", key="word")
    a = form.form_submit_button("a")
    b = form.form_submit_button("b")
    st.text(f"{a} {b}")
    """
    tab = show(source)
    tab.submit("b", word="x")
    assert tab.texts == ["False True"]
    assert tab["word"] == "x"


@pytest.mark.parametrize(
    "call", ["st.button('x')", "st.download_button('x', 'data')", "st.menu_button('x', ['a'])", "st.chat_input('x')"]
)
def test_5_2a_what_starts_runs_by_itself_is_refused(show: Show, call: str) -> None:
    tab = show(f"with st.form('f'):\n    st.form_submit_button('send')\n    {call}")
    assert tab.errors == ["InvalidLayoutContextError"]


@pytest.mark.parametrize(
    "call",
    ["st.slider('x', 0, 9, on_change=print)", "st.text_input('x', on_change=print)", "st.checkbox('x', on_change=print)",
     "st.dataframe([1], on_select=print, key='x')"],
)  # fmt: skip
def test_5_2b_only_the_submit_button_has_a_callback(show: Show, call: str) -> None:
    tab = show(f"with st.form('f'):\n    st.form_submit_button('send')\n    {call}")
    assert tab.errors == ["InvalidFormCallbackError"]


def test_5_2c_its_callback_sees_the_values(show: Show) -> None:
    source = """
    def sent(more):
        st.session_state.seen = (st.session_state.word, more)
    with st.form("f"):
        st.text_input("word", key="word")
        st.form_submit_button("send", on_click=sent, args=("more",))
    """
    tab = show(source)
    tab.submit("send", word="x")
    assert tab["seen"] == ("x", "more")


def test_5_2d_forms_do_not_nest(show: Show) -> None:
    tab = show("with st.form('a'):\n    st.form_submit_button('send')\n    with st.container():\n        st.form('b')")
    assert tab.errors == ["InvalidLayoutContextError"]


def test_5_2e_a_submit_button_needs_a_form(show: Show) -> None:
    assert show("st.form_submit_button('send')").errors == ["InvalidLayoutContextError"]


def test_5_3a_a_form_that_clears_goes_back_to_its_defaults_after_the_run_saw_the_values(show: Show) -> None:
    tab = show(FORM.format(clear=True))
    tab.submit("send", word="x", many=["b"])
    assert tab.texts == ["x ['b'] True"]
    assert (tab.value("word"), tab.value("many")) == ("first", [])
    tab.rerun()
    assert tab.texts == ["first [] False"]
    assert (tab["word"], tab["many"]) == ("first", [])


def test_5_3b_also_where_the_run_is_interrupted_before_it_saw_them(show: Show) -> None:
    source = """
    import time
    if st.slider("slow", 0, 9, key="slow"):
        for _ in range(40):
            st.empty()
            time.sleep(0.005)
    """
    tab = show(source + FORM.format(clear=True).replace("\n", "\n    ") + "\n    if sent: st.session_state.got = word")
    tab.set(slow=1)
    tab.submit("send", word="x", settle=False)
    tab.pause(0.05)
    tab.set(slow=0)
    assert tab["got"] == "x"
    assert tab.value("word") == "first"


def test_5_3c_a_callback_may_set_another_value_than_the_default(show: Show) -> None:
    source = """
    def sent():
        st.session_state.word = st.session_state.word.upper()
    with st.form("f"):
        st.text_input("word", key="word")
        st.form_submit_button("send", on_click=sent)
    """
    tab = show(source)
    tab.submit("send", word="x")
    assert tab.value("word") == "X"


def test_5_3d_enter_submits_unless_that_is_switched_off(show: Show) -> None:
    tab = show("st.form('f').form_submit_button('a')\nst.form('g', enter_to_submit=False).form_submit_button('b')")
    assert [node.props.get("enter_to_submit", True) for node in tab.nodes("form")] == [True, False]


def test_5_3e_the_key_of_a_submit_button_is_made_of_form_and_label(show: Show) -> None:
    source = """
    with st.form("f"):
        st.form_submit_button("send it")
    st.text(str("FormSubmitter:f-send it" in st.session_state))
    st.text(str(st.session_state["FormSubmitter:f-send it"]))
    """
    tab = show(source)
    assert tab.texts == ["True", "False"]
    tab.submit("send it")
    assert tab.texts == ["True", "True"]


def test_5_4_membership_follows_the_place_in_the_page(show: Show) -> None:
    source = """
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    form = st.form("f")
    with form:
        inner = st.container()
        column, _ = st.columns(2)
    with st.container():
        form.text_input("method", key="method")
    inner.text_input("inner", key="inner")
    column.text_input("column", key="column")
    with form:
        st.sidebar.text_input("outside", key="outside")
        st.form_submit_button("send")
    """
    tab = show(source)
    (form,) = tab.nodes("form")
    inside = {each.identity or "" for each in form.walk()}
    assert [(tab.widget(name).identity in inside) for name in ("method", "inner", "column", "outside")] == [
        True, True, True, False,
    ]  # fmt: skip
    tab.submit("send", method="1", inner="2", column="3")
    assert [tab[name] for name in ("method", "inner", "column", "outside")] == ["1", "2", "3", ""]
