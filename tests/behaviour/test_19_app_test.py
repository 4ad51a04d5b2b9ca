"""§19: AppTest. Each member of each class has its proof in tests/testing; here the rules, told as tests of apps are written."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rushlight.testing import AppTest, AppTestError

HEAD = "import rushlight as st, datetime as dt\n"


def app(source: str) -> AppTest:
    return AppTest.from_string(HEAD + source, default_timeout=20)


# --- 1: from file, text and function ----------------------------------------------------------------------------------


def test_19_1_a_file_is_looked_for_beside_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    at = AppTest.from_file("../testing/everything.py", default_timeout=30)
    assert at.default_timeout == 30
    (tmp_path / "own.py").write_text(f"{HEAD}st.text(__file__)")
    assert AppTest.from_file("own.py").run().text[0].value == str(tmp_path / "own.py")
    assert AppTest.from_file(tmp_path / "own.py").run().text[0].value == str(tmp_path / "own.py")


def test_19_1b_a_text_and_a_function() -> None:
    def script(name: str, greeting: str = "Hello") -> None:
        import rushlight as st

        st.text(f"{greeting} {name}")

    assert AppTest.from_function(script, args=("Ada",), kwargs={"greeting": "Hi"}).run().text[0].value == "Hi Ada"
    assert AppTest.from_string("import rushlight as st\nst.text('x')").run().text[0].value == "x"


def test_19_1c_a_function_sees_nothing_of_where_it_stands() -> None:
    outside = 1

    def script() -> None:
        import rushlight as st

        st.text(outside)

    assert "outside" in AppTest.from_function(script).run().exception[0].message


def test_19_1d_run_returns_the_test_and_is_over_in_time() -> None:
    at = app("import time\nif st.checkbox('slow', key='slow'):\n    time.sleep(5)")
    assert at.run() is at
    assert AppTest.from_string("").default_timeout == 3
    with pytest.raises(RuntimeError, match=r"within 0\.1 seconds"):
        at.checkbox("slow").check().run(timeout=0.1)


# --- 2: what is set before a run --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("give", "read", "value"),
    [
        (lambda at: at.session_state.__setitem__("a", 1), "st.session_state.a", "1"),
        (lambda at: at.session_state.__setattr__("a", 1), "st.session_state['a']", "1"),
        (lambda at: at.query_params.__setitem__("a", "x"), "st.query_params.a", "x"),
        (lambda at: at.query_params.__setitem__("a", ["x", "y"]), "st.query_params.get_all('a')", "['x', 'y']"),
        (lambda at: at.secrets.__setitem__("a", {"b": 2}), "st.secrets.a.b", "2"),
        (lambda at: at.user.update(name="Ada"), "(st.user.name, st.user.is_logged_in)", "('Ada', True)"),
        (lambda at: at.context.update(locale="de-DE"), "st.context.locale", "de-DE"),
        (lambda at: at.context.update(headers={"X-A": "1"}), "st.context.headers['x-a']", "1"),
        (lambda at: at.context.update(cookies={"a": "1"}), "st.context.cookies['a']", "1"),
    ],
)
def test_19_2_what_is_set_before_a_run(give: Callable[[AppTest], Any], read: str, value: str) -> None:
    at = app(f"st.text({read})")
    give(at)
    assert at.run().text[0].value == value
    assert at.run().text[0].value == value, "it stays"


def test_19_2b_what_the_app_sets_is_read_after_the_run() -> None:
    at = app("st.session_state.n = st.session_state.get('n', 0) + 1\nst.query_params.q = 'x'").run().run()
    assert (at.session_state.n, at.session_state["n"], "n" in at.session_state) == (2, 2, True)
    assert at.query_params == {"q": "x"}
    with pytest.raises(KeyError):
        _ = at.session_state["other"]


def test_19_2c_a_page_is_switched_to_for_the_next_run(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text(f"{HEAD}st.text('home')")
    (tmp_path / "pages" / "2_two.py").write_text(f"{HEAD}st.text('two')")
    at = AppTest.from_file(tmp_path / "app.py").run()
    assert at.switch_page("pages/2_two.py") is at
    assert at.text[0].value == "home"
    assert [at.run().text[0].value, at.run().text[0].value] == ["two", "two"]


# --- 3: finding elements ----------------------------------------------------------------------------------------------

PAGE = """
st.text("a")
with st.sidebar:
    st.text("side")
left, right = st.columns(2)
left.text("left")
right.button("b", key="b")
one, two = st.tabs(["One", "Two"])
one.text("in one")
with st.expander("E"):
    st.text("in expander")
with st.form("f"):
    st.text_input("t", key="t")
    st.form_submit_button("send")
with st.chat_message("user"):
    st.text("said")
with st.status("S"):
    st.text("in status")
with st.container(key="box"):
    st.text("in box")
with st.grid(2):
    st.text("in grid")
st.text("z")
"""


def test_19_3_elements_are_listed_in_the_order_of_the_page() -> None:
    at = app(PAGE).run()
    main = ["a", "left", "in one", "in expander", "said", "in status", "in box", "in grid", "z"]
    assert at.main.text.values == main
    assert at.text.values == [*main, "side"]
    assert at.text.len == len(at.text) == len(main) + 1
    assert at.text[0].value == "a"
    assert at.sidebar.text.values == ["side"]
    assert [each.value for each in at.get("text")] == at.text.values


def test_19_3b_widgets_have_keys() -> None:
    at = app(PAGE).run()
    assert at.button(key="b") is at.button[0] is at.get_by_key("b")
    assert at.get_by_key("box").text[0].value == "in box"
    with pytest.raises(KeyError):
        at.button(key="none")


@pytest.mark.parametrize(
    ("find", "texts"),
    [
        (lambda at: at.columns[0], ["left"]),
        (lambda at: at.tabs[0], ["in one"]),
        (lambda at: at.expander[0], ["in expander"]),
        (lambda at: at.chat_message[0], ["said"]),
        (lambda at: at.status[0], ["in status"]),
        (lambda at: at.container(key="box"), ["in box"]),
        (lambda at: at.grid[0], ["in grid"]),
    ],
)
def test_19_3c_containers_list_what_is_in_them(find: Callable[[AppTest], Any], texts: list[str]) -> None:
    block = find(app(PAGE).run())
    assert block.text.values == texts
    assert [each.value for each in block if each.type == "text"] == texts


def test_19_3d_a_form_lists_its_widgets() -> None:
    form = app(PAGE).run().form[0]
    assert form.text_input[0].form_id == "f"
    assert form.form_submit_button[0].label == "send"


def test_19_3e_what_is_not_drawn_is_an_empty_list() -> None:
    at = app("st.text('x')").run()
    assert (len(at.slider), at.slider.values, list(at.sidebar)) == (0, [], [at.sidebar])
    with pytest.raises(IndexError):
        _ = at.slider[0]


# --- 4: reading -------------------------------------------------------------------------------------------------------

READ: list[tuple[str, Callable[[AppTest], Any], Any]] = [
    ("st.title('T')", lambda at: (at.title[0].value, at.title[0].tag), ("T", "h1")),
    ("st.markdown('**m**')", lambda at: at.markdown[0].value, "**m**"),
    ("st.code('x = 1', 'python')", lambda at: (at.code[0].value, at.code[0].language), ("x = 1", "python")),
    ("st.json({'a': 1})", lambda at: at.json[0].value, '{"a": 1}'),
    ("st.metric('m', 5, -2)", lambda at: (at.metric[0].label, at.metric[0].value, at.metric[0].delta), ("m", "5", "-2")),
    ("st.slider('n', 0, 9, 3, 2)", lambda at: [getattr(at.slider[0], each) for each in ("min", "max", "step", "value")],
     [0, 9, 2, 3]),
    ("st.selectbox('s', ['a', 'b'], 1, help='H', disabled=True)",
     lambda at: [getattr(at.selectbox[0], each) for each in ("label", "options", "index", "value", "help", "disabled")],
     ["s", ["a", "b"], 1, "b", "H", True]),
    ("st.multiselect('s', ['a', 'b'], ['b'])", lambda at: (at.multiselect[0].value, at.multiselect[0].indices), (["b"], [1])),
    ("st.text_input('t', placeholder='P', key='k')", lambda at: (at.text_input[0].placeholder, at.text_input[0].key), ("P", "k")),
    ("st.date_input('d', dt.date(2026, 1, 2))", lambda at: at.date_input[0].value, dt.date(2026, 1, 2)),
    ("st.toast('t', icon='🎉')", lambda at: (at.toast[0].value, at.toast[0].icon), ("t", "🎉")),
    ("st.progress(30, 'p')", lambda at: at.progress[0].value, 30),
    ("st.expander('E', True).text('x')", lambda at: (at.expander[0].label, at.expander[0].proto.expanded), ("E", True)),
    ("st.success('s')", lambda at: at.success[0].value, "s"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "read", "value"), READ, ids=[call for call, _, _ in READ])
def test_19_4_what_elements_show(call: str, read: Callable[[AppTest], Any], value: Any) -> None:
    at = app(call).run()
    assert not at.exception
    assert read(at) == value


@pytest.mark.parametrize("command", ["dataframe", "table", "data_editor"])
def test_19_4b_tables_are_frames_of_pandas(command: str) -> None:
    at = app(f"import pandas as pd\nst.{command}(pd.DataFrame({{'a': [1, 2], 'b': ['x', 'y']}}))").run()
    pd.testing.assert_frame_equal(
        getattr(at, command)[0].value, pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}), check_dtype=False
    )


def test_19_4c_an_error_has_its_message_and_trace_and_a_clean_run_none() -> None:
    at = app("if st.checkbox('c'):\n    raise ValueError('bad')\nst.text('after')").run()
    assert not at.exception
    at.checkbox[0].check().run()
    assert at.exception[0].message == "bad"
    assert any("raise ValueError" in line for line in at.exception[0].stack_trace)
    assert len(at.text) == 0


# --- 5: acting --------------------------------------------------------------------------------------------------------

ACTS: list[tuple[str, Callable[[Any], Any], Any]] = [
    ("button('b')", lambda w: w.click(), True),
    ("checkbox('c')", lambda w: w.check(), True),
    ("checkbox('c', True)", lambda w: w.uncheck(), False),
    ("toggle('c')", lambda w: w.set_value(True), True),
    ("text_input('t')", lambda w: w.input("x"), "x"),
    ("text_area('t')", lambda w: w.set_value("x"), "x"),
    ("selectbox('s', ['a', 'b'])", lambda w: w.select("b"), "b"),
    ("selectbox('s', ['a', 'b'])", lambda w: w.select_index(1), "b"),
    ("multiselect('s', ['a', 'b'], ['a'])", lambda w: w.select("b").unselect("a"), ["b"]),
    ("pills('s', ['a', 'b'])", lambda w: w.select("b"), "b"),
    ("segmented_control('s', ['a', 'b'], default='a')", lambda w: w.unselect("a"), None),
    ("number_input('n', 0, 9, 3)", lambda w: w.increment().increment().decrement(), 4),
    ("time_input('t', dt.time(8, 45))", lambda w: w.increment(), dt.time(9, 0)),
    ("slider('n', 0, 9, (1, 2))", lambda w: w.set_range(3, 4), (3, 4)),
    ("select_slider('n', ['a', 'b', 'c'], ('a', 'b'))", lambda w: w.set_range("b", "c"), ("b", "c")),
    ("color_picker('c')", lambda w: w.pick("#123456"), "#123456"),
    ("date_input('d', dt.date(2026, 1, 2))", lambda w: w.set_value(dt.date(2026, 1, 3)), dt.date(2026, 1, 3)),
    ("chat_input()", lambda w: w.set_value("hello"), "hello"),
    ("menu_button('m', ['a', 'b'])", lambda w: w.click("b"), "b"),
    ("menu_button('m', ['a', 'b'])", lambda w: w.click_index(0), "a"),
    ("feedback('stars')", lambda w: w.set_value(2), 2),
]  # fmt: skip


@pytest.mark.parametrize(("call", "act", "value"), ACTS, ids=[f"{call}-{n}" for n, (call, _, _) in enumerate(ACTS)])
def test_19_5_what_a_user_does_is_answered_by_the_next_run(call: str, act: Callable[[Any], Any], value: Any) -> None:
    at = app(f"st.session_state.got = st.{call}").run()
    before = at.session_state.got
    widget = getattr(at, call.partition("(")[0])[0]
    assert act(widget) is widget, "it can be chained"
    assert at.session_state.got == before, "nothing runs before run()"
    widget.run()
    assert at.session_state.got == value


def test_19_5b_files() -> None:
    at = app("f = st.file_uploader('f')\nst.session_state.got = f and (f.name, f.type, f.getvalue())").run()
    at.file_uploader[0].upload("a.txt", b"hello", "text/plain").run()
    assert at.session_state.got == ("a.txt", "text/plain", b"hello")
    at.file_uploader[0].clear().run()
    assert at.session_state.got is None
    at.file_uploader[0].set_value(("b.txt", b"x", "text/plain")).run()
    assert at.session_state.got == ("b.txt", "text/plain", b"x")


def test_19_5c_a_form_waits_for_its_button() -> None:
    source = """
with st.form("f"):
    name = st.text_input("t")
    sent = st.form_submit_button("send")
st.text(f"{name} {sent}")
"""
    at = app(source).run()
    at.text_input[0].input("Ada")
    at.form_submit_button[0].click().run()
    assert at.text[0].value == "Ada True"
    assert at.run().text[0].value == "Ada False"


@pytest.mark.parametrize(
    ("call", "act"),
    [
        ("button('b', disabled=True)", lambda w: w.click()),
        ("checkbox('b', disabled=True)", lambda w: w.check()),
        ("text_input('b', disabled=True)", lambda w: w.input("x")),
        ("slider('b', disabled=True)", lambda w: w.set_value(1)),
        ("selectbox('b', ['a'], disabled=True)", lambda w: w.select("a")),
    ],
)
def test_19_5d_a_disabled_widget_cannot_be_used(call: str, act: Callable[[Any], Any]) -> None:
    at = app(f"st.{call}").run()
    with pytest.raises(AppTestError):
        act(getattr(at, call.partition("(")[0])[0])


# --- 6: where it runs -------------------------------------------------------------------------------------------------


def test_19_6_patches_of_the_test_reach_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getcwd", lambda: "/patched")
    assert app("import os\nst.text(os.getcwd())").run().text[0].value == "/patched"


def test_19_6b_it_runs_in_the_process_of_the_test() -> None:
    at = app("import os, threading\nst.session_state.where = (os.getpid(), threading.current_thread().name)").run()
    process, thread = at.session_state.where
    import os

    assert process == os.getpid()
    assert thread != threading.main_thread().name


def test_19_6c_values_stay_from_run_to_run_like_those_of_a_browser() -> None:
    at = app("a = st.slider('a', 0, 9, 1)\nb = st.text_input('b')\nst.text(f'{a} {b} {st.button(\"c\")}')").run()
    at.slider[0].set_value(5)
    at.button[0].click().run()
    assert at.text[0].value == "5  True"
    at.text_input[0].input("x").run()
    assert at.text[0].value == "5 x False"
    assert at.run().text[0].value == "5 x False"
