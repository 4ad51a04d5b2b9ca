"""Every member of `AppTest` does what it should. (What it finds elements as is proven in `tests/testing`.)"""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from rushlight.errors import AppTestError
from rushlight.testing import AppTest
from tests.surface.table import SURFACE, Proofs, members_of, prepared, shown

PROOFS = Proofs(*members_of("AppTest"))

folder: Path


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path) -> None:
    global folder
    folder = tmp_path


def text(body: str) -> str:
    return f"import rushlight as st\n{body}"


# --- making one -------------------------------------------------------------------------------------------------------

WAITS = "import time, rushlight as st\nst.text('a')\ntime.sleep(0.5)\nst.text('b')"


@PROOFS.of("AppTest.from_string", "script")
def an_app_is_made_of_a_text() -> None:
    assert AppTest.from_string("    import rushlight as st\n    st.text('x')").run().text[0].value == "x"


@PROOFS.of("AppTest.from_file", "script_path")
def an_app_is_made_of_a_file() -> None:
    (folder / "app.py").write_text(text("st.text(__file__)"))
    for path in (folder / "app.py", str(folder / "app.py")):
        assert AppTest.from_file(path).run().text[0].value == str(folder / "app.py")
    beside = Path(__file__).parents[1] / "testing" / "everything.py"
    assert AppTest.from_file("../testing/everything.py").run(timeout=30).title[0].value == "Title" and beside.exists()
    with pytest.raises(FileNotFoundError):
        AppTest.from_file("no_such_app.py")


def greeting(name: str, times: int = 1) -> None:
    import rushlight as inner

    inner.text(" and ".join([f"hello {name}"] * times))


@PROOFS.of("AppTest.from_function", "script", "args", "kwargs")
@PROOFS.of("AppTest.args")
@PROOFS.of("AppTest.kwargs")
def an_app_is_made_of_a_function() -> None:
    app = AppTest.from_function(greeting, args=("Ada",), kwargs={"times": 2}).run()
    assert app.text[0].value == "hello Ada and hello Ada"
    assert (app.args, app.kwargs) == (("Ada",), {"times": 2})
    app.args, app.kwargs = ("Bob",), {}
    assert app.run().text[0].value == "hello Bob"


@PROOFS.of("AppTest.from_string", "default_timeout")
@PROOFS.of("AppTest.from_file", "default_timeout")
@PROOFS.of("AppTest.from_function", "default_timeout")
@PROOFS.of("AppTest.default_timeout")
@PROOFS.of("AppTest.run", "timeout")
def a_run_ends_when_it_takes_too_long() -> None:
    (folder / "app.py").write_text(WAITS)
    apps = [
        AppTest.from_string(WAITS, default_timeout=0.05),
        AppTest.from_file(folder / "app.py", default_timeout=0.05),
        AppTest.from_function(waiting, default_timeout=0.05),
    ]
    for app in apps:
        assert app.default_timeout == 0.05
        with pytest.raises(RuntimeError, match=r"0\.05 seconds"):
            app.run()
    longer = AppTest.from_string(WAITS, default_timeout=0.05)
    assert len(longer.run(timeout=30).text) == 2
    longer.default_timeout = 30
    assert len(longer.run().text) == 2
    with pytest.raises(RuntimeError, match=r"0\.1 seconds"):
        longer.run(timeout=0.1)


def waiting() -> None:
    import time

    time.sleep(0.5)


# --- what an app is given ---------------------------------------------------------------------------------------------


@PROOFS.of("AppTest.session_state")
def state_is_set_before_a_run_and_read_after_it() -> None:
    app = AppTest.from_string(text("st.session_state.n = st.session_state.get('n', 0) + 1"))
    app.session_state.n = 4
    app.session_state["m"] = "x"
    app.run()
    assert (app.session_state.n, app.session_state["n"], app.session_state.m, "x" in app.session_state) == (
        5,
        5,
        "x",
        False,
    )


@PROOFS.of("AppTest.query_params")
def parameters_are_set_before_a_run_and_read_after_it() -> None:
    app = AppTest.from_string(text("st.text(st.query_params.get_all('a'))\nst.query_params.b = 2"))
    app.query_params["a"] = ["x", "y"]
    assert app.run().text[0].value == "['x', 'y']"
    assert app.query_params["b"] in ("2", ["2"])


@PROOFS.of("AppTest.secrets")
def secrets_are_set_before_a_run() -> None:
    app = AppTest.from_string(text("st.text(st.secrets.db.word)"))
    app.secrets["db"] = {"word": "open"}
    assert app.run().text[0].value == "open"


@PROOFS.of("AppTest.user")
@PROOFS.of("AppTest.context")
def the_user_and_the_browser_are_set_before_a_run() -> None:
    app = AppTest.from_string(
        text('st.text(f\'{st.user.get("name")} {st.context.locale} {st.context.cookies.get("a")}\')')
    )
    assert app.run().text[0].value.startswith("None ")
    app.user = {"is_logged_in": True, "name": "Ada"}
    app.context.locale = "nb-NO"
    app.context.cookies = {"a": "b"}
    assert app.run().text[0].value == "Ada nb-NO b"


@PROOFS.of("AppTest.switch_page", "page_path")
def another_page_is_run() -> None:
    (folder / "pages").mkdir()
    (folder / "app.py").write_text(text("st.text('home')"))
    (folder / "pages" / "more.py").write_text(text("st.text('more')"))
    app = AppTest.from_file(folder / "app.py").run()
    assert app.text[0].value == "home"
    assert app.switch_page("pages/more.py") is app
    assert app.text[0].value == "home"
    assert app.run().text[0].value == "more"
    assert app.switch_page("app.py").run().text[0].value == "home"
    with pytest.raises(AppTestError):
        app.switch_page("pages/none.py")


# --- what is on the page ----------------------------------------------------------------------------------------------

FOUND = {
    "audio_input": ("st.audio_input('x')", "label", "x"),
    "button": ("st.button('x')", "label", "x"),
    "button_group": ("st.pills('x', ['a', 'b'], default='b')", "value", "b"),
    "camera_input": ("st.camera_input('x')", "label", "x"),
    "caption": ("st.caption('x')", "value", "x"),
    "chat_input": ("st.chat_input('x')", "placeholder", "x"),
    "chat_message": ("st.chat_message('user')", "name", "user"),
    "checkbox": ("st.checkbox('x', True)", "value", True),
    "code": ("st.code('x', 'sql')", "language", "sql"),
    "color_picker": ("st.color_picker('x', '#123456')", "value", "#123456"),
    "columns": ("st.columns([1])", "weight", 1.0),
    "container": ("st.container(key='x')", "key", "x"),
    "data_editor": ("st.data_editor([1, 2], num_rows='dynamic')", "editing_mode", "dynamic"),
    "dataframe": ("st.dataframe([1, 2])", "editing_mode", "read_only"),
    "date_input": ("st.date_input('x', None)", "label", "x"),
    "datetime_input": ("st.datetime_input('x', None)", "label", "x"),
    "divider": ("st.divider()", "type", "divider"),
    "download_button": ("st.download_button('x', 'y')", "label", "x"),
    "error": ("st.error('x', icon='🔥')", "icon", "🔥"),
    "exception": ("st.exception(ValueError('x'))", "value", "x"),
    "expander": ("st.expander('x')", "label", "x"),
    "feedback": ("st.feedback('stars', default=2)", "value", 2),
    "file_uploader": ("st.file_uploader('x')", "label", "x"),
    "form": ("st.form('x').form_submit_button('y')", "key", "x"),
    "form_submit_button": ("st.form('f').form_submit_button('x')", "label", "x"),
    "grid": ("st.grid(2)", "type", "grid_container"),
    "header": ("st.header('x', anchor='a')", "anchor", "a"),
    "help": ("st.help(len)", "name", "len"),
    "html": ("st.html('<b>x</b>')", "value", "<b>x</b>"),
    "image": ("st.image('https://example.org/a.png', caption='x')", "captions", ["x"]),
    "info": ("st.info('x')", "value", "x"),
    "json": ("st.json({'x': 1})", "value", '{"x": 1}'),
    "latex": ("st.latex('x^2')", "type", "latex"),
    "link_button": ("st.link_button('x', 'https://example.org')", "label", "x"),
    "markdown": ("st.markdown('x')", "value", "x"),
    "menu_button": ("st.menu_button('x', ['a'])", "label", "x"),
    "metric": ("st.metric('x', 3)", "value", "3"),
    "multiselect": ("st.multiselect('x', ['a', 'b'], ['b'])", "value", ["b"]),
    "number_input": ("st.number_input('x', 0, 9, 4)", "value", 4),
    "page_link": ("st.page_link('https://example.org', label='x')", "label", "x"),
    "pagination": ("st.pagination(5, default=3)", "value", 3),
    "pills": ("st.pills('x', ['a', 'b'], default='b')", "value", "b"),
    "progress": ("st.progress(40)", "value", 40),
    "radio": ("st.radio('x', ['a', 'b'], 1)", "value", "b"),
    "segmented_control": ("st.segmented_control('x', ['a', 'b'], default='a')", "value", "a"),
    "select_slider": ("st.select_slider('x', ['a', 'b'], 'b')", "value", "b"),
    "selectbox": ("st.selectbox('x', ['a', 'b'], 1)", "value", "b"),
    "slider": ("st.slider('x', 0, 9, 4)", "value", 4),
    "space": ("st.space(20)", "type", "space"),
    "status": ("st.status('x', state='error')", "state", "error"),
    "subheader": ("st.subheader('x')", "value", "x"),
    "success": ("st.success('x')", "value", "x"),
    "table": ("st.table([1])", "type", "table"),
    "tabs": ("st.tabs(['x'])", "label", "x"),
    "text": ("st.text('x')", "value", "x"),
    "text_area": ("st.text_area('x', 'y')", "value", "y"),
    "text_input": ("st.text_input('x', 'y')", "value", "y"),
    "time_input": ("st.time_input('x', None)", "label", "x"),
    "title": ("st.title('x')", "value", "x"),
    "toast": ("st.toast('x')", "value", "x"),
    "toggle": ("st.toggle('x', True)", "value", True),
    "warning": ("st.warning('x')", "value", "x"),
}
"""For each list of elements, a call of which it has one, and what a member of that one is."""


@PROOFS.each("", commands=[f"AppTest.{name}" for name in FOUND])
def elements_are_found_by_what_drew_them(member: str) -> None:
    name = member.partition(".")[2]
    call, attribute, value = FOUND[name]
    other = "st.graphviz_chart('digraph { a -> b }')"
    (found,) = getattr(prepared(f"{other}\n{call}").run(), name)
    assert getattr(found, attribute) == value
    assert len(getattr(shown(other), name)) == 0


@PROOFS.of("AppTest.main")
@PROOFS.of("AppTest.sidebar")
@PROOFS.of("AppTest.__getitem__", "idx")
@PROOFS.of("AppTest.__len__")
@PROOFS.of("AppTest.__iter__")
def the_parts_of_the_page_are_gone_through() -> None:
    app = shown("st.text('a')\nwith st.container():\n    st.text('b')\nst.sidebar.text('c')")
    assert [each.value for each in app.main.text] == ["a", "b"]
    assert [each.value for each in app.sidebar.text] == ["c"]
    assert app[0] is app.main and app[1] is app.sidebar and len(app) == 4
    assert [each.value for each in app if each.type == "text"] == ["a", "b", "c"]


@PROOFS.of("AppTest.get", "element_type")
def elements_are_found_by_the_name_of_their_type() -> None:
    app = shown("st.text('a')\nst.graphviz_chart('digraph { a -> b }')\nst.pills('x', ['a'])")
    assert [each.value for each in app.get("text")] == ["a"]
    assert len(app.get("graphviz_chart")) == len(app.get("pills")) == len(app.get("button_group")) == 1
    assert len(app.get("nothing")) == 0


@PROOFS.of("AppTest.get_by_key", "key")
def an_element_is_found_by_its_key() -> None:
    app = shown("st.slider('s', key='k')\nst.container(key='c').text('in')")
    assert app.get_by_key("k") is app.slider[0] and app.get_by_key("c").text[0].value == "in"
    with pytest.raises(KeyError):
        app.get_by_key("x")


def test_every_list_of_elements_has_a_row() -> None:
    lists = {name for name, entry in SURFACE["testing"]["AppTest"].items() if entry["kind"] == "property"}
    assert lists - {"main", "sidebar"} == FOUND.keys()


def test_scripts_are_dedented() -> None:
    script: Any = textwrap.indent(text("st.text('x')"), "        ")
    assert AppTest.from_string(script).run().text[0].value == "x"


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
