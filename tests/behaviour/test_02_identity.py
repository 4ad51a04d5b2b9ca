"""§2: what makes a widget the same one from run to run."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from rushlight.state.identity import PREFIX
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


@pytest.mark.parametrize(
    ("second", "error"),
    [
        ("st.slider('n', 0, 9)", "DuplicateElementIdError"),
        ("st.slider('m', 0, 9)", None),
        ("st.slider('n', 0, 8)", None),
        ("st.slider('n', 0, 9, help='h')", None),
        ("st.sidebar.slider('n', 0, 9)", None),
        ("st.form('f').slider('n', 0, 9)", None),
        ("st.container().slider('n', 0, 9)", "DuplicateElementIdError"),
        ("st.number_input('n', 0, 9)", None),
        ("st.slider('n', 0, 9, key='k')", None),
    ],
)
def test_2_1a_an_id_is_made_of_kind_arguments_form_and_region(show: Show, second: str, error: str | None) -> None:
    tab = show(f"st.slider('n', 0, 9)\n{second}")
    assert tab.errors == ([] if error is None else [error])


def test_2_1b_an_id_is_of_its_page(show: Show) -> None:
    page = "n = st.slider('n', 0, 9, key='n')\nst.text(f'n {n}')"
    pages = {"one.py": page, "two.py": page}
    tab = show("st.navigation([st.Page('one.py'), st.Page('two.py')]).run()", pages)
    first = tab.widget("n").identity
    tab.set(n=5)
    tab.go("two")
    assert tab.widget("n").identity != first
    assert tab.texts == ["n 0"]


KEYED = [
    "st.slider('x', 0, 9, key='k')",
    "st.container(key='k')",
    "st.form('k')",
    "st.button('x', key='k')",
    "st.line_chart([1, 2], key='k') if False else st.vega_lite_chart([1], {'mark': 'bar'}, key='k')",
    "st.tabs(['a'], key='k', on_change='rerun')",
    "st.image('https://example.org/x.png') and st.dataframe([1], key='k')",
]


@pytest.mark.parametrize("first", KEYED)
@pytest.mark.parametrize("second", KEYED[:3])
def test_2_1c_a_key_is_given_once_for_all_that_have_keys(show: Show, first: str, second: str) -> None:
    tab = show(f"{first}\n{second}")
    assert tab.errors == ["DuplicateElementKeyError"]


def test_2_1d_an_error_of_a_duplicate_says_which(show: Show) -> None:
    tab = show("st.slider('n', 0, 9, key='mine')\nst.checkbox('n', key='mine')")
    assert "'mine'" in tab.one("exception").props["message"]
    tab = show("st.slider('n', 0, 9)\nst.slider('n', 0, 9)")
    assert "slider" in tab.one("exception").props["message"]


def test_2_2a_ids_have_a_shape(show: Show) -> None:
    tab = show("st.slider('n', 0, 9)\nst.checkbox('c', key='my key')")
    unkeyed, keyed = tab.nodes("slider", "checkbox")
    assert re.fullmatch(r"\$\$ID-[0-9a-f]+-None", unkeyed.identity or "")
    assert re.fullmatch(r"\$\$ID-[0-9a-f]+-my key", keyed.identity or "")
    assert PREFIX == "$$ID-"


@pytest.mark.parametrize("key", ["", "$$ID-x"])
@pytest.mark.parametrize("call", ["st.slider('n', 0, 9, key={})", "st.container(key={})", "st.form({})"])
def test_2_2b_keys_must_not_be_empty_nor_look_like_ids(show: Show, call: str, key: str) -> None:
    assert show(call.format(repr(key))).errors == ["InvalidValueError"]


def test_2_2c_a_key_may_be_a_number(show: Show) -> None:
    tab = show("st.slider('n', 0, 9, key=7)\nst.text(str(st.session_state['7']))\nst.text(str(st.session_state[7]))")
    tab.set(**{"7": 3})
    assert tab.texts == ["3", "3"]


CHANGED = [
    ("slider", "'a', 0, 9, 2", "'b', 0, 9, 2", 5),
    ("slider", "'a', 0, 9, 2", "'a', 0, 9, 3", 5),
    ("slider", "'a', 0, 9, 2", "'a', 0, 9, 2, help='h'", 5),
    ("checkbox", "'a'", "'b'", True),
    ("checkbox", "'a', False", "'a', True", True),
    ("text_input", "'a'", "'a', placeholder='p'", "x"),
    ("text_input", "'a', 'v'", "'a', 'w'", "x"),
    ("selectbox", "'a', ['1', '2']", "'a', ['1', '2', '3']", "2"),
    ("radio", "'a', ['1', '2'], index=0", "'a', ['1', '2'], index=None", "2"),
    ("multiselect", "'a', ['1', '2']", "'a', ['1', '2', '3']", ["2"]),
    ("number_input", "'a', 0, 9", "'a', 0, 8", 5),
    ("color_picker", "'a', '#000000'", "'a', '#000001'", "#111111"),
    ("pills", "'a', ['1', '2']", "'a', ['1', '2', '3']", ["2"]),
]


@pytest.mark.parametrize(("command", "before", "after", "raw"), CHANGED)
def test_2_3_without_a_key_a_change_of_an_argument_makes_another_widget(
    show: Show, command: str, before: str, after: str, raw: Any
) -> None:
    source = f"""
    if st.checkbox("changed", key="changed"):
        v = st.{command}({after})
    else:
        v = st.{command}({before})
    """
    tab = show(source)
    (node,) = [node for node in tab.nodes() if node.identity and node.identity.endswith("-None")]
    identity, begins = node.identity, node.value
    tab.browser.send(changed(node, raw))
    tab.settle()
    (node,) = [node for node in tab.nodes() if node.identity and node.identity.endswith("-None")]
    assert node.identity == identity
    assert node.value == raw
    tab.set(changed=True)
    (node,) = [node for node in tab.nodes() if node.identity and node.identity.endswith("-None")]
    assert node.identity != identity
    tab.set(changed=False)
    (node,) = [node for node in tab.nodes() if node.identity and node.identity.endswith("-None")]
    assert (node.identity, node.value) == (identity, begins)


def changed(node: Any, raw: Any) -> Any:
    from rushlight.wire.messages import Change

    return Change(0, {node.identity or "": raw}, {})


KEPT = [
    ("slider", "'a', 0, 9, 2", "'b', 0, 9, 3, help='h', disabled=True", 5),
    ("number_input", "'a', 0, 9, 2", "'b', 0, 8, 1, step=2", 5),
    ("text_input", "'a', 'v'", "'b', 'w', placeholder='p', type='password'", "x"),
    ("text_area", "'a', 'v'", "'b', 'w', height=200", "x"),
    ("checkbox", "'a', False", "'b', False, help='h'", True),
    ("selectbox", "'a', ['1', '2']", "'b', ['2', '3'], placeholder='p'", "2"),
    ("radio", "'a', ['1', '2']", "'b', ['2', '3'], horizontal=True", "2"),
    ("multiselect", "'a', ['1', '2']", "'b', ['2', '3'], ['3']", ["2"]),
    ("select_slider", "'a', ['1', '2']", "'b', ['2', '3']", "2"),
    ("date_input", "'a', datetime.date(2024, 1, 1)", "'b', datetime.date(2024, 1, 3), help='h'", "2024-02-02"),
    ("time_input", "'a', datetime.time(1)", "'b', datetime.time(2)", "03:30"),
    ("color_picker", "'a', '#000000'", "'b', '#000001'", "#111111"),
    ("pills", "'a', ['1', '2']", "'b', ['2', '3']", ["2"]),
    ("segmented_control", "'a', ['1', '2']", "'b', ['2', '3']", ["2"]),
    ("feedback", "'stars'", "'stars', disabled=True", 3),
]


@pytest.mark.parametrize(("command", "before", "after", "raw"), KEPT)
def test_2_4a_with_a_key_other_arguments_may_change_and_the_value_is_kept(
    show: Show, command: str, before: str, after: str, raw: Any
) -> None:
    source = f"""
    import datetime
    if st.checkbox("changed", key="changed"):
        v = st.{command}({after}, key="k")
    else:
        v = st.{command}({before}, key="k")
    """
    tab = show(source)
    identity = tab.widget("k").identity
    tab.set(k=raw)
    given = tab["k"]
    tab.set(changed=True)
    assert (tab.widget("k").identity, tab.value("k")) == (identity, raw)
    assert tab["k"] == given
    tab.set(changed=False)
    assert tab["k"] == given


RESET = [
    ("slider", "'a', 0, 9", "'a', 0, 8", 5),
    ("slider", "'a', 0, 9", "'a', -1, 9", 5),
    ("slider", "'a', 0, 9", "'a', 0, 9, step=2", 4),
    ("text_input", "'a', max_chars=9", "'a', max_chars=8", "x"),
    ("text_input", "'a'", "'a', validate='[a-z]'", "x"),
    ("text_area", "'a', max_chars=9", "'a', max_chars=8", "x"),
    ("selectbox", "'a', ['1', '2']", "'a', ['1', '2'], accept_new_options=True", "2"),
    ("multiselect", "'a', ['1', '2']", "'a', ['1', '2'], accept_new_options=True", ["2"]),
    ("multiselect", "'a', ['1', '2'], max_selections=2", "'a', ['1', '2'], max_selections=1", ["2"]),
    ("time_input", "'a', datetime.time(1), step=60", "'a', datetime.time(1), step=120", "03:30"),
    ("datetime_input", "'a', datetime.datetime(2024, 1, 1), step=60",
     "'a', datetime.datetime(2024, 1, 1), step=120", "2024-02-02T03:30"),
    ("datetime_input", "'a', datetime.datetime(2024, 1, 1)",
     "'a', datetime.datetime(2024, 1, 1), format='DD.MM.YYYY'", "2024-02-02T03:30"),
    ("date_input", "'a', datetime.date(2024, 1, 1)", "'a', datetime.date(2024, 1, 1), format='DD.MM.YYYY'", "2024-02-02"),
    ("pills", "'a', ['1', '2']", "'a', ['1', '2'], selection_mode='multi'", ["2"]),
    ("segmented_control", "'a', ['1', '2']", "'a', ['1', '2'], selection_mode='multi'", ["2"]),
    ("feedback", "'stars'", "'faces'", 3),
]  # fmt: skip


@pytest.mark.parametrize(("command", "before", "after", "raw"), RESET)
def test_2_4b_arguments_that_make_a_keyed_widget_another_one(
    show: Show, command: str, before: str, after: str, raw: Any
) -> None:
    source = f"""
    import datetime
    if st.checkbox("changed", key="changed"):
        v = st.{command}({after}, key="k")
    else:
        v = st.{command}({before}, key="k")
    """
    tab = show(source)
    identity, begins = tab.widget("k").identity, tab.value("k")
    tab.set(k=raw)
    assert tab.value("k") == raw
    tab.set(changed=True)
    assert tab.widget("k").identity != identity
    tab.set(changed=False)
    assert (tab.widget("k").identity, tab.value("k")) == (identity, begins)


FACTS = [
    ("file_uploader", "'a'", "'a', type='csv'"),
    ("file_uploader", "'a'", "'a', accept_multiple_files=True"),
    ("file_uploader", "'a'", "'a', max_upload_size=1"),
    ("chat_input", "'a'", "'a', accept_file=True"),
    ("chat_input", "'a', accept_file=True", "'a', accept_file=True, file_type='csv'"),
    ("chat_input", "'a'", "'a', max_chars=3"),
    ("chat_input", "'a', accept_file=True", "'a', accept_file=True, max_upload_size=1"),
    ("dataframe", "[1], on_select='rerun'", "[1], on_select='rerun', selection_mode='single-row'"),
    ("dataframe", "[1]", "[1], on_select='rerun'"),
    ("vega_lite_chart", "[1], {**P, 'params': [{'name': 'p', 'select': 'point'}]}, on_select='rerun', selection_mode='p'",
     "[1], {**P, 'params': [{'name': 'q', 'select': 'point'}]}, on_select='rerun', selection_mode='q'"),
    ("audio", "b'RIFF'", "b'RIFFx'"),
    ("video", "b'x'", "b'y'"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "before", "after"), FACTS)
def test_2_4c_the_same_of_uploads_chats_frames_charts_and_media(
    show: Show, command: str, before: str, after: str
) -> None:
    key = ", key='k'" if command not in ("audio", "video") else ""
    source = f"""
    P = {{"mark": "bar"}}
    if st.checkbox("changed", key="changed"):
        v = st.{command}({after}{key})
    else:
        v = st.{command}({before}{key})
    """
    tab = show(source)
    assert tab.errors == []
    identity = tab.nodes(command)[0].identity, dict(tab.nodes(command)[0].props)
    tab.set(changed=True)
    assert tab.errors == []
    assert (tab.nodes(command)[0].identity, tab.nodes(command)[0].props) != identity
    if key:
        assert tab.nodes(command)[0].identity != identity[0]


def test_2_4d_a_plotly_chart_is_another_one_with_any_other_argument(show: Show) -> None:
    source = """
    import plotly.graph_objects as go
    n = 2 if st.checkbox("changed", key="changed") else 1
    st.plotly_chart(go.Figure(go.Scatter(y=[1, n])), key="k", on_select="rerun")
    """
    tab = show(source)
    identity = tab.widget("k").identity
    tab.set(changed=True)
    assert tab.widget("k").identity != identity


@pytest.mark.parametrize(
    ("command", "raw", "default"),
    [
        ("selectbox", "c", "a"), ("radio", "c", "a"), ("multiselect", ["c"], []), ("pills", ["c"], None),
        ("segmented_control", ["c"], None), ("select_slider", "c", "a"),
    ],
)  # fmt: skip
def test_2_5a_a_value_that_is_no_option_any_more_becomes_the_default(
    show: Show, command: str, raw: Any, default: Any
) -> None:
    source = f"""
    options = ["a", "b"] if st.checkbox("fewer", key="fewer") else ["a", "b", "c"]
    v = st.{command}("x", options, key="k")
    st.text(repr(v))
    """
    tab = show(source)
    tab.set(k=raw)
    assert "c" in tab.texts[0]
    tab.set(fewer=True)
    assert tab.errors == []
    assert tab.texts == [repr(default)]
    assert tab["k"] == default
    tab.set(fewer=False)
    assert tab.texts == [repr(default)]


@pytest.mark.parametrize("command", ["multiselect", "pills", "segmented_control"])
def test_2_5b_of_several_values_those_stay_that_are_options(show: Show, command: str) -> None:
    mode = "" if command == "multiselect" else ", selection_mode='multi'"
    source = f"""
    options = ["a", "b"] if st.checkbox("fewer", key="fewer") else ["a", "b", "c"]
    st.text(repr(st.{command}("x", options, default=["b"], key="k"{mode})))
    """
    tab = show(source)
    tab.set(k=["a", "c"])
    tab.set(fewer=True)
    assert tab.texts == ["['a']"]


def test_2_6a_values_are_copies(show: Show) -> None:
    source = """
    v = st.multiselect("m", ["a", "b"], ["a"], key="m")
    v.append("mine")
    st.text(repr(st.session_state.m))
    st.session_state.m.append("too")
    st.text(repr(st.session_state.m))
    """
    tab = show(source)
    tab.rerun()
    assert tab.texts == ["['a']", "['a']"]


@pytest.mark.parametrize(
    "options", ["('x', 'y')", "{'x': 1, 'y': 2}", "pd.Series(['x', 'y'])", "np.array(['x', 'y'])", "iter(['x', 'y'])",
                "pd.Index(['x', 'y'])", "pd.DataFrame({'o': ['x', 'y'], 'p': [1, 2]})", "dict(x=1, y=2).keys()"],
)  # fmt: skip
def test_2_6b_options_may_be_any_sequence(show: Show, options: str) -> None:
    source = f"""
    import numpy as np, pandas as pd
    v = st.selectbox("s", {options}, key="s")
    st.text(str(v))
    """
    tab = show(source)
    assert tab.errors == []
    tab.set(s="y")
    assert tab.texts == ["y"]


@pytest.mark.parametrize(
    "command", ["selectbox", "radio", "multiselect", "pills", "select_slider", "segmented_control"]
)
def test_2_6c_options_may_be_unhashable_and_are_known_by_their_text(show: Show, command: str) -> None:
    source = f"""
    options = [{{"n": "one"}}, {{"n": "two"}}, ["three"]]
    v = st.{command}("s", options, format_func=lambda o: o["n"] if isinstance(o, dict) else o[0], key="s")
    st.text(repr(v))
    """
    tab = show(source)
    assert tab.errors == []
    tab.set(s=["two"] if command in ("multiselect", "pills", "segmented_control") else "two")
    assert tab.errors == []
    assert "{'n': 'two'}" in tab.texts[0]


ENUMS = """
from enum import Enum
class Color(Enum):
    RED = "r"
    BLUE = "b"
c = st.selectbox("c", Color, key="c", format_func=lambda each: each.name)
st.text(str(c is Color.BLUE))
several = st.multiselect("m", list(Color), default=[Color.RED], key="m", format_func=lambda each: each.name)
st.text(str(several[0] is Color.RED))
st.text(str(st.session_state.c in Color))
if st.button("set"):
    st.session_state.next = Color.RED
"""


def test_2_6d_enum_options_are_members_of_the_class_of_this_run(show: Show) -> None:
    tab = show(ENUMS)
    tab.set(c="BLUE")
    tab.rerun()
    assert tab.texts == ["True", "True", "True"]


COERCED = """
from enum import Enum
class Color(Enum):
    RED = "r"
    BLUE = {value}
stored = st.session_state.setdefault("stored", Color.BLUE)
st.session_state.c = stored
c = st.selectbox("c", Color, key="c", format_func=lambda each: each.name)
st.text(f"{{c is Color.BLUE}}")
"""


@pytest.mark.parametrize(
    ("coercion", "value", "found"),
    [
        ("nameOnly", "'b'", True),
        ("nameOnly", "object()", True),
        ("nameAndValue", "'b'", True),
        ("nameAndValue", "object()", False),
        ("off", "'b'", False),
    ],
)
def test_2_6e_an_enum_value_of_an_earlier_run_becomes_one_of_this(
    show: Show, coercion: str, value: str, found: bool
) -> None:
    tab = show(COERCED.format(value=value), **{"runner.enumCoercion": coercion})
    tab.rerun()
    assert (tab.texts == ["True"]) is found


def test_2_7_a_key_is_a_css_class_of_the_element(show: Show) -> None:
    tab = show("st.slider('n', 0, 9, key='my_key')\nst.container(key='box').text('x')")
    assert (tab.widget("my_key").identity or "").endswith("-my_key")
    assert tab.one("container").identity == "key:box"  # the browser makes the class of the identity: see tests/e2e
