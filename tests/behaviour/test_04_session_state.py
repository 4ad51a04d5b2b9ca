"""§4: session_state and callbacks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from rushlight.wire.messages import Change
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


def test_4_1a_a_mapping_with_attributes(show: Show) -> None:
    source = """
    s = st.session_state
    s["a"] = 1
    s.b = 2
    assert s["b"] == s.b == 2
    assert s.get("c", 3) == 3
    assert s.setdefault("d", 4) == 4
    assert s.pop("d") == 4
    assert s.pop("d", 5) == 5
    s.update({"e": 6}, f=7)
    assert sorted(s.keys()) == ["a", "b", "e", "f"]
    assert sorted(s.values()) == [1, 2, 6, 7]
    assert dict(s.items()) == s.to_dict() == {"a": 1, "b": 2, "e": 6, "f": 7}
    assert "a" in s and "z" not in s
    assert len(s) == 4
    assert sorted(s) == ["a", "b", "e", "f"]
    del s["a"]
    del s.b
    s[5] = "five"
    assert s["5"] == s[5] == "five" and 5 in s
    s.clear()
    assert len(s) == 0
    """
    assert show(source).errors == []


@pytest.mark.parametrize(
    ("expression", "error"),
    [
        ("st.session_state['x']", "KeyError"), ("st.session_state.x", "AttributeError"),
        ("st.session_state.pop('x')", "KeyError"),
        ("(lambda: st.session_state.__delitem__('x'))()", "KeyError"), ("delattr(st.session_state, 'x')", "AttributeError"),
    ],
)  # fmt: skip
def test_4_1b_a_key_that_is_missing(show: Show, expression: str, error: str) -> None:
    tab = show(f"y = {expression}")
    assert tab.errors == [error]
    assert "x" in tab.one("exception").props["message"]


def test_4_1c_iteration_hides_internal_ids(show: Show) -> None:
    source = """
    st.slider("unkeyed", 0, 9)
    st.slider("keyed", 0, 9, key="keyed")
    st.session_state.own = 1
    st.text(str(sorted(st.session_state)))
    """
    tab = show(source)
    tab.set(unkeyed=3)
    assert tab.texts == ["['keyed', 'own']"]


def test_4_1d_keyed_widgets_are_among_the_entries(show: Show) -> None:
    source = """
    st.slider("n", 0, 9, 1, key="n")
    st.text(f"{st.session_state.n} {st.session_state['n']} {'n' in st.session_state}")
    """
    tab = show(source)
    tab.set(n=4)
    assert tab.texts == ["4 4 True"]


ASSIGNED = [
    ("slider", "0, 9, 5", "7", 7),
    ("slider", "0, 9", "(2, 4)", (2, 4)),
    ("checkbox", "", "True", True),
    ("toggle", "", "1", True),
    ("text_input", "", "'x'", "x"),
    ("text_input", "'v'", "None", None),
    ("text_area", "'v'", "'x\\ny'", "x\ny"),
    ("number_input", "0, 9, 5", "7", 7),
    ("number_input", "0, 9, 5", "None", None),
    ("number_input", "0, 9, 5", "99", 5),
    ("selectbox", "['a', 'b']", "'b'", "b"),
    ("selectbox", "['a', 'b']", "None", None),
    ("selectbox", "['a', 'b'], 1", "'gone'", "b"),
    ("radio", "['a', 'b']", "'b'", "b"),
    ("radio", "['a', 'b']", "None", None),
    ("radio", "['a', 'b'], 1", "'gone'", "b"),
    ("multiselect", "['a', 'b']", "['b', 'gone']", ["b"]),
    ("pills", "['a', 'b']", "'b'", "b"),
    ("pills", "['a', 'b'], default='a'", "'gone'", "a"),
    ("select_slider", "['a', 'b', 'c'], ('a', 'b')", "('b', 'c')", ("b", "c")),
    ("select_slider", "['a', 'b', 'c'], ('a', 'b')", "('b', 'gone')", ("a", "b")),
    ("color_picker", "", "'#00ff00'", "#00ff00"),
    ("feedback", "'stars'", "3", 3),
    ("feedback", "'stars'", "9", None),
    ("date_input", "dt.date(2024, 1, 1)", "dt.date(2024, 2, 2)", "datetime.date(2024, 2, 2)"),
    ("date_input", "dt.date(2024, 1, 1)", "None", None),
    ("date_input", "'today'", "(dt.date(2024, 1, 1), dt.date(2024, 1, 2))",
     "(datetime.date(2024, 1, 1), datetime.date(2024, 1, 2))"),
    ("date_input", "dt.date(2024, 1, 1)", "dt.date(1800, 1, 1)", "datetime.date(2024, 1, 1)"),
    ("time_input", "dt.time(1)", "dt.time(2, 30)", "datetime.time(2, 30)"),
    ("time_input", "dt.time(1)", "None", None),
    ("datetime_input", "dt.datetime(2024, 1, 1)", "dt.datetime(2024, 2, 2)", "datetime.datetime(2024, 2, 2, 0, 0)"),
    ("datetime_input", "dt.datetime(2024, 1, 1)", "None", None),
    ("pagination", "5", "3", 3),
    ("pagination", "5", "9", 1),
]  # fmt: skip


@pytest.mark.parametrize(("command", "arguments", "value", "expected"), ASSIGNED)
@pytest.mark.parametrize("late", [False, True], ids=["before the first", "later"])
def test_4_2a_setting_a_key_before_its_widget_is_drawn_sets_the_widget(
    show: Show, command: str, arguments: str, value: str, expected: Any, late: bool
) -> None:
    label = "" if command in ("feedback", "pagination") else "'label', "
    source = f"""
    import datetime as dt
    if (st.button("set") if {late} else "set_once" not in st.session_state):
        st.session_state.set_once = True
        st.session_state.k = {value}
    v = st.{command}({label}{arguments}{"" if not (label or arguments) else ", " if arguments else ""}key="k")
    st.text(repr(v))
    st.text(repr(st.session_state.k))
    """
    tab = show(source)
    if late:
        tab.click("set")
    assert tab.errors == []
    shown = expected if isinstance(expected, str) and expected.startswith(("datetime", "(datetime")) else repr(expected)
    assert tab.texts == [shown, shown]
    tab.rerun()
    assert tab.texts == [shown, shown]


def test_4_2b_the_default_is_then_ignored_with_one_warning(show: Show, caplog: pytest.LogCaptureFixture) -> None:
    source = """
    st.session_state.n = 3
    st.slider("n", 0, 9, 7, key="n")
    st.session_state.m = 3
    st.slider("m", 0, 9, key="m")
    """
    with caplog.at_level(logging.WARNING):
        tab = show(source)
        tab.rerun()
    assert (tab.value("n"), tab.value("m")) == (3, 3)
    warned = [record.getMessage() for record in caplog.records if "default value" in record.getMessage()]
    assert len(warned) == 1
    assert "'n'" in warned[0]


def test_4_2c_the_warning_can_be_switched_off(show: Show, caplog: pytest.LogCaptureFixture) -> None:
    source = "st.session_state.n = 3\nst.slider('n', 0, 9, 7, key='n')"
    with caplog.at_level(logging.WARNING):
        show(source, **{"global.disableWidgetStateDuplicationWarning": True})
    assert [record for record in caplog.records if "default value" in record.getMessage()] == []


def test_4_2d_setting_it_after_the_widget_is_drawn_is_an_error(show: Show) -> None:
    tab = show("st.slider('n', 0, 9, key='n')\nst.session_state.n = 3")
    assert tab.errors == ["WidgetAlreadyInstantiatedError"]
    assert "'n'" in tab.one("exception").props["message"]


def test_4_2e_setting_it_in_a_callback_is_not(show: Show) -> None:
    source = """
    def clear():
        st.session_state.word = ""
    word = st.text_input("word", key="word")
    st.button("clear", on_click=clear)
    st.text(repr(word))
    """
    tab = show(source)
    tab.set(word="x")
    tab.click("clear")
    assert tab.texts == ["''"]
    assert tab.value("word") == ""


NOT_SETTABLE = [
    "st.button('x', key='k')",
    "st.download_button('x', 'data', key='k')",
    "st.form('f').form_submit_button('x', key='k')",
    "st.form('k').form_submit_button('x')",
    "st.file_uploader('x', key='k')",
    "st.camera_input('x', key='k')",
    "st.audio_input('x', key='k')",
    "st.menu_button('x', ['a'], key='k')",
    "st.plotly_chart(go.Figure(), key='k', on_select='rerun')",
    "st.vega_lite_chart([1], {'mark': 'bar', 'params': [{'name': 'p', 'select': 'point'}]}, key='k', on_select='rerun')",
    "st.echarts_chart({'series': [{'type': 'bar', 'data': [1]}]}, key='k', on_select='rerun')",
]


@pytest.mark.parametrize("call", NOT_SETTABLE)
def test_4_3a_what_cannot_be_set(show: Show, call: str) -> None:
    tab = show(f"import plotly.graph_objects as go\nst.session_state.k = None\n{call}")
    assert tab.errors == ["ValueAssignmentNotAllowedError"]
    assert "'k'" in tab.one("exception").props["message"]


def test_4_3b_setting_a_chat_input_has_no_effect(show: Show) -> None:
    tab = show("st.session_state.k = 'x'\nst.text(repr(st.chat_input('say', key='k')))")
    assert tab.errors == []
    assert tab.texts == ["None"]


def test_4_3c_the_selection_of_a_dataframe_can_be_set(show: Show) -> None:
    source = """
    st.session_state.k = {"selection": {"rows": [1], "columns": [], "cells": []}}
    chosen = st.dataframe({"a": [1, 2, 3]}, key="k", on_select="rerun")
    st.text(str(chosen.selection.rows))
    """
    tab = show(source)
    assert tab.errors == []
    assert tab.texts == ["[1]"]


def test_4_4a_callbacks_run_before_the_script_with_new_values_and_arguments(show: Show) -> None:
    source = """
    log = st.session_state.setdefault("log", [])
    def changed(*args, **kwargs):
        st.session_state.log.append(("changed", args, kwargs, st.session_state.n))
        return "ignored"
    def clicked(word):
        st.session_state.log.append(("clicked", word))
    log.append("body")
    st.slider("n", 0, 9, key="n", on_change=changed, args=(1, "two"), kwargs={"three": 3})
    st.button("go", on_click=clicked, args=["hi"])
    """
    tab = show(source)
    tab.set(n=4)
    tab.click("go")
    assert tab["log"] == ["body", ("changed", (1, "two"), {"three": 3}, 4), "body", ("clicked", "hi"), "body"]


def test_4_4b_callbacks_of_one_event_run_in_the_order_of_its_values(show: Show) -> None:
    source = """
    log = st.session_state.setdefault("log", [])
    def noted(name):
        st.session_state.log.append(name)
    for name in "abc":
        st.checkbox(name, on_change=noted, args=(name,))
    st.button("go", on_click=noted, args=("go",))
    """
    tab = show(source)
    values = {tab.widget(name).identity or "": True for name in "cab"}
    tab.send(Change(0, values, {tab.widget("go").identity or "": True}))
    assert tab["log"] == ["c", "a", "b", "go"]


def test_4_4c_what_a_callback_draws_stands_above_the_script(show: Show) -> None:
    source = """
    def said():
        st.text("from the callback")
    st.text("first of the script")
    st.button("say", on_click=said)
    """
    tab = show(source)
    tab.click("say")
    assert tab.texts == ["from the callback", "first of the script"]
    tab.rerun()
    assert tab.texts == ["first of the script"]


def test_4_4d_an_error_in_a_callback_is_shown(show: Show) -> None:
    tab = show("def fail():\n    raise ValueError('no')\nst.button('go', on_click=fail)\nst.text('drawn')")
    tab.click("go")
    assert tab.errors == ["ValueError"]
    tab.rerun()
    assert tab.errors == []
    assert tab.texts == ["drawn"]


CALLBACKS = [
    ("st.form('f').form_submit_button('x', on_click=noted)", True, True),
    ("st.chat_input('x', key='x', on_submit=noted)", {"text": "hi", "files": [], "audio": None}, True),
    ("st.download_button('x', 'data', on_click=noted)", True, True),
    ("st.menu_button('x', ['a'], on_click=noted)", "a", True),
    ("st.dataframe({'x': [1]}, on_select=noted, key='x')", {"rows": [0], "columns": [], "cells": []}, False),
    ("st.tabs(['a', 'b'], on_change=noted, key='x')", "b", False),
]


@pytest.mark.parametrize(("call", "raw", "trigger"), CALLBACKS)
def test_4_4e_all_that_take_callbacks(show: Show, call: str, raw: Any, trigger: bool) -> None:
    tab = show(f"def noted():\n    st.session_state.noted = True\n{call}")
    id = tab.widget("x").identity or ""
    tab.send(Change(0, {} if trigger else {id: raw}, {id: raw} if trigger else {}))
    assert tab.browser.refusals() == []
    assert tab["noted"]


def test_4_4f_a_callback_may_be_async(show: Show) -> None:
    source = """
    import asyncio
    async def later():
        await asyncio.sleep(0)
        st.session_state.done = True
        st.text("drawn above")
    @st.fragment
    def part():
        st.button("inside", on_click=later)
        st.text("in the fragment")
    st.text("script")
    st.button("go", on_click=later)
    part()
    """
    tab = show(source)
    tab.click("go")
    assert tab.texts == ["drawn above", "script", "in the fragment"]
    tab.rerun()
    tab.click("inside")
    assert tab.texts == ["script", "drawn above", "in the fragment"]


def test_4_5a_a_rerun_in_a_callback_comes_after_all_callbacks(show: Show) -> None:
    source = """
    log = st.session_state.setdefault("log", [])
    def first():
        st.session_state.log.append("first")
        st.rerun()
        st.session_state.log.append("never")
    def second():
        st.session_state.log.append("second")
    log.append("body")
    st.checkbox("a", on_change=first)
    st.checkbox("b", on_change=second)
    """
    tab = show(source)
    tab.set(a=True, b=True)
    assert tab["log"] == ["body", "first", "second", "body"]


def test_4_5b_a_callback_may_rerun_fragments_by_key(show: Show) -> None:
    source = """
    runs = st.session_state.setdefault("runs", {"page": 0, "a": 0, "b": 0})
    runs["page"] += 1
    @st.fragment(key="a")
    def a():
        st.session_state.runs["a"] += 1
    @st.fragment(key="b")
    def b():
        st.session_state.runs["b"] += 1
    @st.fragment
    def c():
        st.button("go", on_click=lambda: st.rerun(scope="a"))
        st.button("both", on_click=lambda: st.rerun(scope=["a", "b"]))
    a()
    b()
    c()
    """
    tab = show(source)
    tab.click("go")
    assert tab["runs"] == {"page": 1, "a": 2, "b": 1}
    tab.click("both")
    assert tab["runs"] == {"page": 1, "a": 3, "b": 2}


IGNORED = [
    ("slider", "'x', 0, 9", 5), ("number_input", "'x', 0, 9", 5), ("text_input", "'x'", "new"), ("text_area", "'x'", "new"),
    ("checkbox", "'x'", True), ("toggle", "'x'", True), ("selectbox", "'x', ['a', 'b']", "b"),
    ("radio", "'x', ['a', 'b']", "b"), ("multiselect", "'x', ['a', 'b']", ["b"]), ("pills", "'x', ['a', 'b']", ["b"]),
    ("segmented_control", "'x', ['a', 'b']", ["b"]), ("select_slider", "'x', ['a', 'b']", "b"),
    ("color_picker", "'x'", "#00ff00"), ("date_input", "'x'", "2026-01-01"), ("time_input", "'x'", "03:00"),
    ("datetime_input", "'x'", "2026-01-01T03:00"), ("feedback", "", 1), ("pagination", "5", 2),
]  # fmt: skip


@pytest.mark.parametrize(("command", "arguments", "raw"), IGNORED)
def test_4_6a_a_change_that_is_ignored_waits_for_the_next_run(
    show: Show, command: str, arguments: str, raw: Any
) -> None:
    source = f"""
    st.session_state.runs = st.session_state.get("runs", 0) + 1
    v = st.{command}({arguments + ", " if arguments else ""}key="x", on_change="ignore")
    st.session_state.v = v
    st.button("go")
    """
    tab = show(source)
    before = tab["v"]
    assert tab.widget("x").props["quiet"] is True
    tab.set(x=raw, quiet=True)
    tab.pause(0.02)
    assert tab["runs"] == 1
    tab.click("go")
    assert tab["runs"] == 2
    assert tab["v"] != before
    assert tab.value("x") == raw


def test_4_6b_none_and_rerun_start_a_run(show: Show) -> None:
    tab = show("st.slider('a', 0, 9, on_change=None)\nst.slider('b', 0, 9, on_change='rerun')\nst.slider('c', 0, 9)")
    assert [node.props.get("quiet", False) for node in tab.nodes("slider")] == [False, False, False]


def test_4_6c_another_word_is_an_error(show: Show) -> None:
    assert show("st.slider('a', 0, 9, on_change='now')").errors == ["InvalidValueError"]


@pytest.mark.parametrize(
    ("call", "before", "after"),
    [
        ("slider('x', 0, 9, 5, on_change=noted)", 5, 6),
        ("text_input('x', 'a', on_change=noted)", "a", "b"),
        ("multiselect('x', ['a', 'b'], ['a'], on_change=noted)", ["a"], ["a", "b"]),
        ("checkbox('x', on_change=noted)", False, True),
    ],
)
def test_4_7a_a_callback_runs_only_for_another_value(show: Show, call: str, before: Any, after: Any) -> None:
    tab = show(f"def noted():\n    st.session_state.n = st.session_state.get('n', 0) + 1\nst.{call}")
    tab.set(x=before)
    assert "n" not in tab.state
    tab.set(x=after)
    tab.set(x=after)
    assert tab["n"] == 1


def test_4_7b_a_button_calls_back_at_each_click(show: Show) -> None:
    tab = show(
        "def noted():\n    st.session_state.n = st.session_state.get('n', 0) + 1\nst.button('go', on_click=noted)"
    )
    for _ in range(5):
        tab.click("go", settle=False)
    tab.settle()
    assert tab["n"] == 5


@pytest.mark.parametrize(
    ("value", "fits"), [("[1, {'a': (2,)}]", True), ("lambda: 1", False), ("(x for x in 'a')", False)]
)
def test_4_8a_values_must_be_serializable_where_the_settings_say_so(show: Show, value: str, fits: bool) -> None:
    tab = show(f"st.session_state.v = {value}\nst.text('drawn')", **{"runner.enforceSerializableSessionState": True})
    assert tab.errors == ([] if fits else ["UnserializableSessionStateError"])
    if not fits:
        assert "'v'" in tab.one("exception").props["message"]
    assert tab.texts == ["drawn"]


def test_4_8b_and_may_be_anything_where_they_do_not(show: Show) -> None:
    tab = show("st.session_state.v = lambda: 1\nst.text('drawn')")
    assert tab.errors == []


def test_4_8c_classes_of_the_script_are_serializable(show: Show) -> None:
    source = """
    class Point:
        x = 1
    st.session_state.v = Point()
    """
    assert show(source, **{"runner.enforceSerializableSessionState": True}).errors == []
