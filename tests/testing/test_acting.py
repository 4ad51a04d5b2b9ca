"""What tests can do to an app: what a user could, and nothing else."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rushlight.testing import AppTest, AppTestError

Act = Callable[[Any], Any]
HEAD = "import rushlight as st, datetime as dt\n"


def app(source: str) -> AppTest:
    return AppTest.from_string(HEAD + source, default_timeout=20)


def after(call: str, act: Act) -> str:
    """Return what a widget returns in the run after something was done to it."""
    at = app(f"value = {call}\nst.text(repr(value))").run()
    name = call.partition("st.")[2].partition("(")[0]
    widget = getattr(at, name)[0]
    assert act(widget) is widget
    at.run()
    assert not at.exception
    return at.text[0].value


FILES = "[(f.name, f.type, f.getvalue()) for f in st.file_uploader('x', accept_multiple_files=True)]"
FILE = "(lambda f: f and (f.name, f.type, f.getvalue()))"

ACTS: list[tuple[str, Act, Any]] = [
    ("st.button('x')", lambda w: w.click(), True),
    ("st.button('x')", lambda w: w.set_value(True), True),
    ("st.button('x')", lambda w: w.click().set_value(False), False),
    ("st.download_button('x', 'd')", lambda w: w.click(), True),
    ("st.checkbox('x')", lambda w: w.check(), True),
    ("st.checkbox('x', True)", lambda w: w.uncheck(), False),
    ("st.checkbox('x')", lambda w: w.set_value(True), True),
    ("st.toggle('x')", lambda w: w.set_value(True), True),
    ("st.text_input('x')", lambda w: w.input("a"), "a"),
    ("st.text_input('x', None)", lambda w: w.set_value("a").set_value(None), None),
    ("st.text_area('x')", lambda w: w.input("a"), "a"),
    ("st.number_input('x', 0, 10, 3)", lambda w: w.increment().increment(), 5),
    ("st.number_input('x', 0, 10, 10)", lambda w: w.increment(), 10),
    ("st.number_input('x', 0, 10, 0)", lambda w: w.decrement(), 0),
    ("st.number_input('x', value=None)", lambda w: w.decrement(), None),
    ("st.number_input('x', 0, 10, 3)", lambda w: w.set_value(7), 7),
    ("st.slider('x', 0, 10, 3)", lambda w: w.set_value(5), 5),
    ("st.slider('x', 0, 10, (3, 4))", lambda w: w.set_range(5, 6), (5, 6)),
    ("st.slider('x', value=dt.date(2026, 1, 2))", lambda w: w.set_value(dt.date(2026, 1, 3)), dt.date(2026, 1, 3)),
    ("st.select_slider('x', ['a', 'b', 'c'])", lambda w: w.set_value("c"), "c"),
    ("st.select_slider('x', ['a', 'b', 'c'], ('a', 'b'))", lambda w: w.set_range("b", "c"), ("b", "c")),
    ("st.selectbox('x', ['a', 'b'])", lambda w: w.select("b"), "b"),
    ("st.selectbox('x', ['a', 'b'])", lambda w: w.select_index(1), "b"),
    ("st.selectbox('x', ['a', 'b'], None)", lambda w: w.select("b").select_index(None), None),
    ("st.selectbox('x', ['a', 'b'], accept_new_options=True)", lambda w: w.select("new"), "new"),
    ("st.selectbox('x', [1, 2], format_func=lambda n: f'no. {n}')", lambda w: w.select(2), 2),
    ("st.selectbox('x', [1, 2], format_func=lambda n: f'no. {n}')", lambda w: w.select("no. 2"), 2),
    ("st.radio('x', ['a', 'b'])", lambda w: w.set_value("b"), "b"),
    ("st.multiselect('x', ['a', 'b'])", lambda w: w.select("b").select("a").select("b"), ["b", "a"]),
    ("st.multiselect('x', ['a', 'b'], ['a', 'b'])", lambda w: w.unselect("a"), ["b"]),
    ("st.multiselect('x', ['a', 'b'])", lambda w: w.set_value(["b"]), ["b"]),
    ("st.multiselect('x', ['a', 'b'])", lambda w: w.select_index(1).select_index(1), ["b"]),
    ("st.pills('x', ['a', 'b'])", lambda w: w.select("b"), "b"),
    ("st.pills('x', ['a', 'b'])", lambda w: w.set_value("b"), "b"),
    ("st.pills('x', ['a', 'b'], default='a')", lambda w: w.set_value(None), None),
    ("st.pills('x', ['a', 'b'], default='a')", lambda w: w.unselect("a"), None),
    ("st.pills('x', ['a', 'b'], selection_mode='multi')", lambda w: w.select("a").select("b"), ["a", "b"]),
    ("st.segmented_control('x', ['a', 'b'])", lambda w: w.select("b"), "b"),
    ("st.feedback('stars')", lambda w: w.set_value(3), 3),
    ("st.color_picker('x')", lambda w: w.pick("#123456"), "#123456"),
    ("st.color_picker('x')", lambda w: w.pick("123456"), "#123456"),
    ("st.date_input('x', dt.date(2026, 1, 2))", lambda w: w.set_value(dt.date(2026, 1, 3)), dt.date(2026, 1, 3)),
    ("st.date_input('x', dt.date(2026, 1, 2))", lambda w: w, dt.date(2026, 1, 2)),
    (
        "st.date_input('x', (dt.date(2026, 1, 2), dt.date(2026, 1, 4)))",
        lambda w: w.set_value((dt.date(2026, 1, 3), dt.date(2026, 1, 5))),
        (dt.date(2026, 1, 3), dt.date(2026, 1, 5)),
    ),
    ("st.time_input('x', dt.time(9))", lambda w: w.increment(), dt.time(9, 15)),
    ("st.time_input('x', dt.time(0))", lambda w: w.decrement(), dt.time(23, 45)),
    ("st.time_input('x', None)", lambda w: w.increment(), None),
    (
        "st.datetime_input('x', dt.datetime(2026, 1, 2, 9))",
        lambda w: w.set_value(dt.datetime(2026, 1, 3, 10)),
        dt.datetime(2026, 1, 3, 10),
    ),
    ("st.pagination(5)", lambda w: w.select(3), 3),
    ("st.pagination(5)", lambda w: w.set_value(4), 4),
    ("st.menu_button('x', ['a', 'b'])", lambda w: w.click("b"), "b"),
    ("st.menu_button('x', ['a', 'b'])", lambda w: w.click_index(0), "a"),
    ("st.menu_button('x', ['a', 'b'])", lambda w: w.set_value("b"), "b"),
    ("st.menu_button('x', ['a', 'b'])", lambda w: w.click("b").set_value(None), None),
    ("st.chat_input('x')", lambda w: w.set_value("hey"), "hey"),
    ("st.chat_input('x')", lambda w: w.set_value("hey").clear(), None),
    (FILES, lambda w: w.upload("a.txt", b"a", "text/plain").upload("b.txt", b"b", "text/plain"), [("a.txt", "text/plain", b"a"), ("b.txt", "text/plain", b"b")]),
    (FILES, lambda w: w.set_value([("a.txt", b"a", "text/plain")]), [("a.txt", "text/plain", b"a")]),
    (FILES, lambda w: w.upload("a.txt", b"a").clear(), []),
    (f"{FILE}(st.file_uploader('x'))", lambda w: w.upload("a.bin", b"a"), ("a.bin", "application/octet-stream", b"a")),
    (f"{FILE}(st.file_uploader('x'))", lambda w: w.upload("a.txt", b"a").upload("b.txt", b"b", "x/y"), ("b.txt", "x/y", b"b")),
    (f"{FILE}(st.file_uploader('x'))", lambda w: w.set_value(("a.txt", b"a", "x/y")).set_value(None), None),
    (f"{FILE}(st.camera_input('x'))", lambda w: w.upload("a.jpg", b"a"), ("a.jpg", "image/jpeg", b"a")),
    (f"{FILE}(st.audio_input('x'))", lambda w: w.upload("a.wav", b"a"), ("a.wav", "audio/wav", b"a")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "act", "value"), ACTS, ids=[f"{number}-{each[0][:40]}" for number, each in enumerate(ACTS)]
)
def test_what_a_user_does_is_answered_by_the_next_run(call: str, act: Act, value: Any) -> None:
    assert after(call, act) == repr(value)


REFUSED: list[tuple[str, Act]] = [
    ("st.number_input('x', 0, 10, 3)", lambda w: w.set_value(11)),
    ("st.number_input('x', 0, 10, 3)", lambda w: w.set_value("many")),
    ("st.slider('x', 0, 10, 3)", lambda w: w.set_value(50)),
    ("st.select_slider('x', ['a', 'b'])", lambda w: w.set_value("z")),
    ("st.selectbox('x', ['a', 'b'])", lambda w: w.select("z")),
    ("st.radio('x', ['a', 'b'])", lambda w: w.set_value("z")),
    ("st.multiselect('x', ['a', 'b'])", lambda w: w.select("z")),
    ("st.multiselect('x', ['a', 'b'], max_selections=1)", lambda w: w.set_value(["a", "b"])),
    ("st.feedback('thumbs')", lambda w: w.set_value(3)),
    ("st.color_picker('x')", lambda w: w.set_value("reddish")),
    ("st.date_input('x', dt.date(2026, 1, 2), max_value=dt.date(2026, 1, 9))", lambda w: w.set_value(dt.date(2027, 1, 1))),
    ("st.file_uploader('x', type='csv')", lambda w: w.upload("a.txt", b"a")),
    ("st.pagination(5)", lambda w: w.select(9)),
    ("st.menu_button('x', ['a'])", lambda w: w.click("z")),
    ("st.chat_input('x')", lambda w: w.upload("a.txt", b"a")),
    ("st.link_button('x', 'https://example.org')", lambda w: w.click()),
]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "act"), REFUSED, ids=[f"{number}-{each[0][:40]}" for number, each in enumerate(REFUSED)]
)
def test_what_a_user_could_not_do_is_refused(call: str, act: Act) -> None:
    at = app(call).run()
    widget = getattr(at, call.partition("st.")[2].partition("(")[0])[0]
    with pytest.raises(AppTestError):
        act(widget)
    assert not at.run().exception


@pytest.mark.parametrize(
    ("call", "act"),
    [
        ("st.button('x', disabled=True)", lambda w: w.click()),
        ("st.checkbox('x', disabled=True)", lambda w: w.check()),
        ("st.text_input('x', disabled=True)", lambda w: w.input("a")),
        ("st.number_input('x', disabled=True)", lambda w: w.increment()),
        ("st.selectbox('x', ['a', 'b'], disabled=True)", lambda w: w.select("b")),
        ("st.multiselect('x', ['a', 'b'], disabled=True)", lambda w: w.select("b")),
        ("st.pills('x', ['a', 'b'], disabled=True)", lambda w: w.select("b")),
        ("st.file_uploader('x', disabled=True)", lambda w: w.upload("a", b"")),
        ("st.chat_input('x', disabled=True)", lambda w: w.set_value("a")),
        ("st.menu_button('x', ['a'], disabled=True)", lambda w: w.click("a")),
    ],
)  # fmt: skip
def test_a_disabled_widget_cannot_be_used(call: str, act: Act) -> None:
    at = app(call).run()
    with pytest.raises(AppTestError, match="is disabled"):
        act(getattr(at, call[3:].partition("(")[0])[0])


def test_a_message_may_have_files() -> None:
    at = app("m = st.chat_input('x', accept_file='multiple')\nif m: st.text((m.text, [f.name for f in m.files]))").run()
    at.chat_input[0].set_value("look").upload("a.txt", b"a").upload("b.txt", b"b").run()
    assert at.text[0].value == "('look', ['a.txt', 'b.txt'])"
    assert not at.run().text


def test_a_link_that_is_reacted_to_is_clicked() -> None:
    at = app("st.link_button('x', 'https://example.org', on_click=lambda: st.text('went'), key='l')").run()
    at.link_button[0].click().run()
    assert at.text.values == ["went"]


def test_a_value_shows_before_the_run_and_a_click_in_the_run_that_answers() -> None:
    at = app("st.text_input('t')\nst.button('b')\nst.menu_button('m', ['x'])").run()
    assert (at.text_input[0].input("a").value, at.button[0].value, at.menu_button[0].value) == ("a", False, None)
    assert (at.button[0].click().value, at.menu_button[0].click("x").value) == (True, "x")
    at.run()
    assert (at.text_input[0].value, at.button[0].value, at.menu_button[0].value) == ("a", True, "x")
    at.run()
    assert (at.text_input[0].value, at.button[0].value, at.menu_button[0].value) == ("a", False, None)


def test_values_stay_from_run_to_run() -> None:
    at = app("n = st.number_input('n', 0, 9, 1, key='n')\nif st.button('b'): st.text('clicked')\nst.text(n)").run()
    at.number_input(key="n").set_value(4).run()
    at.button[0].click().run()
    assert at.text.values == ["clicked", "4"]
    assert at.run().text.values == ["4"]


# --- the app and what surrounds it ------------------------------------------------------------------------------------


def test_session_state_is_set_before_and_read_after_a_run() -> None:
    at = app("st.session_state.setdefault('n', 1)\nst.text(st.session_state.n)\nst.text_input('x', key='w')")
    at.session_state["n"] = 5
    at.session_state.w = "set"
    at.run()
    assert (at.text.values, at.text_input[0].value) == (["5"], "set")
    at.session_state.n = 7
    assert at.run().text.values == ["7"]
    state = at.session_state
    assert (state["n"], state.n, state.get("no", 0), "n" in state, "no" in state) == (7, 7, 0, True, False)
    assert (sorted(state), len(state), state.to_dict()["w"], state.filtered_state["w"]) == (["n", "w"], 2, "set", "set")
    del at.session_state["n"]
    assert at.run().text.values == ["1"]
    with pytest.raises(KeyError, match=r"no key 'no'; it has \['n', 'w'\]"):
        _ = at.session_state["no"]
    with pytest.raises(AttributeError, match="no key 'no'"):
        _ = at.session_state.no


def test_query_parameters_are_texts_or_lists_of_them() -> None:
    at = app("st.text(st.query_params.to_dict())\nst.text(st.query_params.get_all('b'))\nst.query_params.c = 'x'")
    at.query_params["a"] = 1
    at.query_params["b"] = ["2", "3"]
    assert at.run().text.values == ["{'a': '1', 'b': '3'}", "['2', '3']"]
    assert at.query_params == {"a": "1", "b": ["2", "3"], "c": "x"}


def test_secrets_are_those_of_the_test(tmp_path: Path) -> None:
    at = app("st.text(st.secrets['a'])\nst.text(st.secrets.b.c)")
    at.secrets["a"], at.secrets["b"] = "1", {"c": 2}
    assert at.run().text.values == ["1", "2"]


def test_the_user_is_somebody_who_is_not_logged_in_unless_the_test_says_so() -> None:
    at = app("st.text((st.user.get('email'), st.user.get('name'), st.user.is_logged_in))")
    assert at.run().text[0].value == "('test@example.com', None, False)"
    at.user["name"] = "Ada"
    assert at.run().text[0].value == "('test@example.com', 'Ada', True)"
    at.user = {"is_logged_in": False}
    assert at.run().text[0].value == "(None, None, False)"


def test_the_context_is_set_by_key_or_attribute() -> None:
    at = app("c = st.context\nst.text((c.locale, c.timezone, c.url, c.is_embedded, c.theme.type, c.timezone_offset))")
    assert at.run().text[0].value == "(None, None, None, False, None, None)"
    at.context["locale"] = "de-DE"
    at.context["theme"] = {"type": "dark"}
    at.context.update(timezone="Europe/Oslo", timezone_offset=-60)
    at.context.url, at.context.is_embedded = "https://example.org", True
    assert at.run().text[0].value == "('de-DE', 'Europe/Oslo', 'https://example.org', True, 'dark', -60)"
    assert at.context["locale"] == at.context.locale
    with pytest.raises(AppTestError, match="no 'language'; it has cookies"):
        at.context["language"] = "de"


def test_an_app_is_a_function_with_arguments() -> None:
    def script(first: int, second: int = 1) -> None:
        import rushlight as st

        st.text(first + second)

    at = AppTest.from_function(script, args=(1,), kwargs={"second": 5}).run()
    assert (at.text[0].value, at.args, at.kwargs) == ("6", (1,), {"second": 5})
    at.args = (10,)
    assert at.run().text[0].value == "15"
    assert AppTest.from_string("").args is None


def test_an_app_is_a_file_beside_the_test_or_at_a_path(tmp_path: Path) -> None:
    assert AppTest.from_file("everything.py", default_timeout=7).default_timeout == 7
    file = tmp_path / "app.py"
    file.write_text("import rushlight as st\nst.text('x')")
    assert AppTest(str(file), default_timeout=3).run().text[0].value == "x"
    with pytest.raises(FileNotFoundError, match=r"nowhere\.py"):
        AppTest.from_file("nowhere.py")


def test_a_run_that_takes_too_long_is_an_error() -> None:
    at = app("import time\nwhile True:\n    st.text('x'); time.sleep(0.01)")
    with pytest.raises(RuntimeError, match=r"within 0\.2 seconds"):
        at.run(timeout=0.2)
    with pytest.raises(RuntimeError, match=r"within 0\.1 seconds"):
        at.default_timeout = 0.1
        at.run()


def test_pages_are_switched(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "app.py").write_text("import rushlight as st\nst.text('home')")
    (tmp_path / "pages" / "other.py").write_text("import rushlight as st\nst.text('other')")
    at = AppTest.from_file(tmp_path / "app.py").run()
    assert at.switch_page("pages/other.py") is at
    assert at.text.values == ["home"]
    assert at.run().text.values == ["other"]
    assert at.switch_page("app.py").run().text.values == ["home"]
    with pytest.raises(ValueError, match="no page 'pages/none.py'"):
        at.switch_page("pages/none.py")


def test_settings_say_that_it_is_a_test() -> None:
    assert app("st.text(st.get_option('global.appTest'))").run().text[0].value == "True"


def test_what_an_app_patches_or_a_test_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(time, "time", lambda: 12.0)
    assert app("import time\nst.text(time.time())").run().text[0].value == "12.0"


def test_errors_are_listed_and_the_rest_stays() -> None:
    at = app("st.text('a')\nraise ValueError('**bad**')").run()
    (error,) = at.exception
    assert (error.value, error.message, error.is_markdown) == ("**bad**", "**bad**", False)
    assert any("raise ValueError" in line for line in error.stack_trace)
    assert at.text.values == ["a"]
    assert not app("st.text('a')").run().exception


def test_the_words_of_the_tests_own_command_stay() -> None:
    words = list(sys.argv)
    app = AppTest.from_string("import sys\nimport rushlight as st\nst.text(sys.argv[0])").run()
    assert app.text[0].value.endswith("app.py")
    assert sys.argv == words
