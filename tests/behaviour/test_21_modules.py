"""§21: components in the page itself, as scripts call them. What modules hear and say is in
`tests/e2e/test_components.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from rushlight.components import assets
from rushlight.components.registry import registry
from tests.behaviour.tab import App, Tab
from tests.session.browser import Shown

Start = Callable[..., App]
Show = Callable[..., Tab]

HEAD = "import pandas as pd\n"
DECLARED = HEAD + "c = st.components.v2.component('c', html='<b>x</b>', css='b {}', js='export default () => {}')\n"


def module(tab: Tab) -> Shown:
    assert tab.errors == []
    return tab.one("component_module")


def failure(tab: Tab) -> str:
    return str(tab.one("exception").props["message"])


# --- declaring -------------------------------------------------------------------------------------------------------


def test_21_1a_a_component_is_declared_once_and_drawn_by_what_that_returns(show: Show) -> None:
    tab = show(DECLARED + "c(key='a')\nc(key='b', width=300, height=200)")
    first, second = (node.props for node in tab.nodes("component_module"))
    assert (first["name"], first["html"], first["css"]) == ("c", "<b>x</b>", "b {}")
    assert (first.get("width", "stretch"), first.get("height", "content")) == ("stretch", "content")
    assert (second["width"], second["height"]) == (300, 200)
    assert first.get("isolated", True)


def test_21_1b_arguments_have_names_but_the_first(show: Show) -> None:
    tab = show("""
    import inspect
    declare = inspect.signature(st.components.v2.component).parameters
    assert [name for name, p in declare.items() if p.kind is not p.KEYWORD_ONLY] == ["name"]
    assert {name: p.default for name, p in declare.items() if name != "name"} == {
        "html": None, "css": None, "js": None, "isolate_styles": True,
    }
    mount = inspect.signature(st.components.v2.component("c", js="export default 1")).parameters
    defaults = {name: p.default for name, p in mount.items() if p.kind is p.KEYWORD_ONLY}
    wanted = {"key": None, "data": None, "default": None, "width": "stretch", "height": "content"}
    assert wanted.items() <= defaults.items()
    """)
    assert tab.errors == []


def test_21_1c_without_isolation_it_is_a_part_of_the_page(show: Show) -> None:
    tab = show("st.components.v2.component('c', html='<b></b>', isolate_styles=False)()")
    assert module(tab).props["isolated"] is False


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("component(' ', js='x')", "needs a name"),
        ("component('c', css='b {}')", "nothing to draw"),
        ("component('c', js='x')(1)", "positional"),
    ],
)
def test_21_1d_what_cannot_be_declared_is_said(show: Show, call: str, said: str) -> None:
    assert said in failure(show(f"st.components.v2.{call}"))


# --- packages --------------------------------------------------------------------------------------------------------

MANIFEST = """
[project]
name = "night-sky"
[[tool.streamlit.component.components]]
name = "stars"
asset_dir = "build"
[[tool.streamlit.component.components]]
name = "outside"
asset_dir = "../elsewhere"
[[tool.streamlit.component.components]]
name = "absolute"
asset_dir = "/etc"
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A package on the path that declares components; its name."""
    folder = tmp_path / "packages" / "night_sky"
    (folder / "build" / "styles").mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "pyproject.toml").write_text(MANIFEST)
    for file, content in {
        "index-a1.js": "export default () => {}", "other.js": "", "stars.html": "<b>stars</b>", "styles/all.css": "b {}",
    }.items():  # fmt: skip
        (folder / "build" / file).write_text(content)
    monkeypatch.syspath_prepend(tmp_path / "packages")
    assets.folder_of.cache_clear()
    yield "night-sky"
    assets.folder_of.cache_clear()


def declared(package: str, what: str, component: str = "stars") -> str:
    return f"c = st.components.v2.component('{package}.{component}', {what})\n"


def test_21_2a_a_packages_component_names_files_by_path_or_pattern(show: Show, package: str) -> None:
    tab = show(declared(package, "html='stars.html', js='index-*.js', css='styles/*.css'") + "c(key='k')")
    props = module(tab).props
    assert props["html"] == "<b>stars</b>"
    assert props["script"].startswith(f"component/{package}.stars/index-a1.js?v=")
    assert props["style"].startswith(f"component/{package}.stars/styles/all.css?v=")
    assert registry.file(f"{package}.stars", "index-a1.js") is not None


@pytest.mark.parametrize("given", ["/etc/passwd.js", "../other.js", "styles/../other.js"])
def test_21_2b_paths_out_of_its_folder_are_refused(show: Show, package: str, given: str) -> None:
    assert "must be a path below its folder" in failure(show(declared(package, f"js='{given}'")))


@pytest.mark.parametrize("component", ["outside", "absolute"])
def test_21_2c_and_so_are_folders_out_of_its_package(show: Show, package: str, component: str) -> None:
    assert "must be a path below its package" in failure(show(declared(package, "js='index.js'", component)))


@pytest.mark.parametrize(("given", "count"), [("*.js", 2), ("none-*.js", 0)])
def test_21_2d_a_pattern_matches_exactly_one_file(show: Show, package: str, given: str, count: int) -> None:
    message = failure(show(declared(package, f"js='{given}'")))
    assert "exactly one file" in message
    assert f"there are {count}" in message


def test_21_2e_what_no_package_declares_is_said(show: Show, package: str) -> None:
    assert "No installed package declares" in failure(show(declared(package, "js='index.js'", "moon")))


def test_21_2f_a_component_without_a_package_takes_text_only(show: Show) -> None:
    tab = show("st.components.v2.component('c', html='a.html', js='index.js')()")
    assert module(tab).props["html"] == "a.html"
    assert module(tab).props["script"].startswith("_rushlight/media/")


# --- data ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, 1, "text", [1, None, 2.5], {"a": {"b": [True]}}, b"\x00\xff", {"b": b"x"}])
def test_21_4a_plain_data_and_bytes_are_sent_as_they_are(show: Show, data: Any) -> None:
    tab = show(DECLARED + f"c(data={data!r})")
    assert module(tab).props.get("data") == data


@pytest.mark.parametrize(
    "table", ["pd.DataFrame({'a': [1, 2]})", "pd.Series([1, 2], name='a')", "pa.table({'a': [1, 2]})"]
)
def test_21_4b_tables_are_sent_as_arrow(show: Show, table: str) -> None:
    tab = show(DECLARED + f"import pyarrow as pa\nc(data={table})")
    assert module(tab).props["tables"] == [""]
    assert pa.ipc.open_stream(module(tab).props["data"]).read_all().column("a").to_pylist() == [1, 2]


def test_21_4c_and_so_are_those_at_the_first_level_of_a_dict(show: Show) -> None:
    tab = show(DECLARED + "c(data={'t': pd.DataFrame({'a': [1]}), 'n': 1})")
    assert module(tab).props["tables"] == ["t"]
    assert module(tab).props["data"]["n"] == 1
    assert pa.ipc.open_stream(module(tab).props["data"]["t"]).read_pandas().equals(pd.DataFrame({"a": [1]}))


@pytest.mark.parametrize("data", ["object()", "{'a': print}"])
def test_21_4d_what_cannot_be_sent_is_said(show: Show, data: str) -> None:
    tab = show(DECLARED + f"c(data={data})")
    assert tab.errors == ["BidiComponentUnserializableDataError"]
    assert "cannot be sent" in failure(tab)


def test_21_4e_defaults_are_for_declared_states_only(show: Show) -> None:
    tab = show(DECLARED + "st.text(c(default={'n': 5}, on_n_change=print).n)")
    assert tab.texts == ["5"]
    other = show(DECLARED + "c(default={'m': 5}, on_n_change=print)")
    assert other.errors == ["BidiComponentInvalidDefaultKeyError"]
    assert "'m'" in failure(other)


# --- results ---------------------------------------------------------------------------------------------------------

REPORTS = DECLARED + (
    "log = st.session_state.setdefault('log', [])\n"
    "def say(what):\n    return lambda: log.append(what)\n"
    "r = c(key='k', default={'n': 1}, on_n_change=say('n'), on_m_change=say('m'), on_hit_change=say('hit'))\n"
    "st.text([r.n, r.m, r.hit])\nst.text(log)"
)


def test_21_5a_the_result_has_all_that_is_declared(show: Show) -> None:
    tab = show(REPORTS + "\nassert dict(r) == {'n': 1, 'm': None, 'hit': None} and r['n'] == r.n")
    assert tab.errors == []
    assert tab.texts[0] == "[1, None, None]"


def test_21_5b_states_last_and_triggers_do_not(show: Show) -> None:
    tab = show(REPORTS)
    tab.set(k={"n": 2})
    assert tab.texts == ["[2, None, None]", "['n']"]
    tab.click("k", with_={"hit": "now"})
    assert tab.texts == ["[2, None, 'now']", "['n', 'hit']"]
    tab.rerun()
    assert tab.texts == ["[2, None, None]", "['n', 'hit']"]


def test_21_5c_callbacks_are_called_for_what_changed_only(show: Show) -> None:
    tab = show(REPORTS)
    tab.set(k={"n": 5})
    tab.set(k={"n": 5, "m": 3})
    assert tab.texts == ["[5, 3, None]", "['n', 'm']"]


def test_21_5d_what_has_no_callback_does_not_exist(show: Show) -> None:
    tab = show(DECLARED + "r = c(key='k', on_n_change=lambda: None)\nst.text(dict(r))")
    tab.set(k={"n": 1, "other": 2})
    assert tab.texts == ["{'n': 1}"]
    other = show(DECLARED + "c().other")
    assert other.errors == ["AttributeError"]
    assert "on_other_change" in failure(other)


def test_21_5e_states_live_in_session_state_under_the_key(show: Show) -> None:
    tab = show(REPORTS + "\nst.text(dict(st.session_state.k))")
    tab.set(k={"n": 7})
    assert tab.texts[2] == "{'n': 7}"


def test_21_5f_with_a_key_data_may_change_and_states_stay(show: Show) -> None:
    tab = show(DECLARED + "d = st.slider('d', 0, 9, key='d')\nst.text(c(key='k', data=d, on_n_change=lambda: None).n)")
    tab.set(k={"n": 7})
    before = module(tab).identity
    tab.set(d=3)
    assert module(tab).identity == before
    assert tab.texts == ["7"]


def test_21_5g_in_a_form_states_come_with_the_submission(show: Show) -> None:
    tab = show(
        DECLARED + "with st.form('f'):\n    r = c(key='k', on_n_change=lambda: None)\n"
        "    st.form_submit_button('send')\nst.text(r.n)"
    )
    tab.enter(k={"n": 7})
    assert tab.texts == ["None"]
    tab.submit("send", k={"n": 7})
    assert tab.texts == ["7"]


@pytest.mark.parametrize("name", ["on_click", "on__change", "changed"])
def test_21_5h_callbacks_are_named_after_what_they_are_for(show: Show, name: str) -> None:
    tab = show(DECLARED + f"c({name}=print)")
    assert tab.errors == ["BidiComponentInvalidCallbackNameError"]
    assert repr(name) in failure(tab)
