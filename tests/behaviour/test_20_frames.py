"""§20: components in frames, as scripts call them. What their frames hear and say is in `tests/e2e/test_components.py`."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from rushlight.components.arrow import table_of
from rushlight.components.registry import registry
from tests.behaviour.tab import App, Tab
from tests.session.browser import Shown

Start = Callable[..., App]
Show = Callable[..., Tab]

HEAD = "import streamlit.components.v1 as components\nimport pandas as pd\n"
STAR = HEAD + "star = components.declare_component('star', url='http://localhost:3001')\n"
PAGE = {"build/index.html": "<p>star</p>"}
BESIDE = HEAD + "from pathlib import Path\nfolder = Path(__file__).parent / 'build'\n"


def frame(tab: Tab) -> Shown:
    assert tab.errors == []
    return tab.one("component_frame")


def arguments(tab: Tab) -> Any:
    return json.loads(frame(tab).props["arguments"])


def sent(value: Any, kind: str = "json") -> dict[str, Any]:
    """Return what a frame sends for a value."""
    return {"type": kind, "value": value}


# --- declaring -------------------------------------------------------------------------------------------------------


def test_20_1a_a_component_is_named_after_the_script_that_declares_it(show: Show) -> None:
    tab = show(STAR + "star(key='k')\nst.text(star.name)")
    assert tab.texts == ["app.star"]
    assert frame(tab).props["name"] == "app.star"


def test_20_1b_or_after_the_module(show: Show) -> None:
    package = "import streamlit.components.v1 as c\nstar = c.declare_component('star', url='http://localhost:3001')\n"
    tab = show(
        "from stars_20_1.inner import star\nstar(key='k')",
        {"stars_20_1/__init__.py": "", "stars_20_1/inner.py": package},
    )
    assert frame(tab).props["name"] == "stars_20_1.inner.star"


@pytest.mark.parametrize("given", ["", ", path=folder, url='http://localhost:3001'"])
def test_20_1c_it_needs_a_path_or_an_address(show: Show, given: str) -> None:
    tab = show(BESIDE + f"components.declare_component('star'{given})", PAGE)
    assert tab.errors == ["APIError"]
    assert "either `path` or `url`" in tab.one("exception").props["message"]


def test_20_1d_a_path_is_served_by_the_app_and_an_address_is_used_as_it_is(show: Show) -> None:
    local = show(BESIDE + "components.declare_component('local', path=folder)(key='k')", PAGE)
    assert frame(local).props["src"] == "component/app.local/index.html"
    file = registry.file("app.local", "index.html")
    assert file is not None
    assert file.read_text() == "<p>star</p>"
    assert frame(show(STAR + "star(key='k')")).props["src"] == "http://localhost:3001"


def test_20_1e_the_names_by_which_packages_import_it(show: Show) -> None:
    tab = show("""
    import inspect
    import streamlit as streamlit
    import streamlit.components.v1 as v1
    from streamlit.components.v1 import components, declare_component, html, iframe
    from streamlit.components.v1.components import CustomComponent, MarshallComponentException
    from streamlit.components.v1.custom_component import CustomComponent as other
    assert components.declare_component is declare_component is v1.declare_component is st.components.v1.declare_component
    assert CustomComponent is other is components.CustomComponent
    assert streamlit.components.v1.html is html
    for command, first in ((html, "html"), (iframe, "src")):
        assert list(inspect.signature(command).parameters) == [first, "width", "height", "scrolling", "tab_index"]
    assert isinstance(declare_component("x", url="http://localhost:1"), CustomComponent)
    """)
    assert tab.errors == []


def test_20_1f_html_and_iframe_show_pages_of_ones_own_and_of_others(show: Show) -> None:
    tab = show(
        HEAD + "components.html('<b>x</b>', 300, 40, True, tab_index=-1)\n"
        "components.iframe('https://example.org', height=200)\ncomponents.html('<i></i>')"
    )
    own, other, plain = (node.props for node in tab.nodes("plain_frame"))
    assert (own["width"], own["height"], own["scrolling"], own["tab_index"]) == (300, 40, True, -1)
    assert (other["src"], other["height"], other["sandbox"]) == ("https://example.org", 200, "app")
    assert (plain.get("height", 150), plain.get("scrolling", False), plain.get("width", "stretch")) == (
        150, False, "stretch",
    )  # fmt: skip


# --- calling ---------------------------------------------------------------------------------------------------------


def test_20_2a_the_value_is_what_the_browser_sent_last_else_the_default(show: Show) -> None:
    tab = show(STAR + "st.text(star(default=3, key='k'))")
    assert tab.texts == ["3"]
    tab.set(k=sent([1, "two"]))
    assert tab.texts == ["[1, 'two']"]
    tab.rerun()
    assert tab.texts == ["[1, 'two']"]
    assert show(STAR + "st.text(star())").texts == ["None"]


def test_20_2b_arguments_have_names(show: Show) -> None:
    tab = show(STAR + "star('label')")
    assert tab.errors == ["MarshallComponentError"]
    assert "'label'" in tab.one("exception").props["message"]
    caught = show(
        STAR + "from streamlit.components.v1.components import MarshallComponentException\n"
        "try:\n    star(1)\nexcept MarshallComponentException:\n    st.text('caught')"
    )
    assert caught.texts == ["caught"]


def test_20_2c_plain_arguments_with_default_and_key_travel_in_one_text(show: Show) -> None:
    tab = show(STAR + "star(label='x', list=[1, None, {'a': True}], default=[3], key='k', tab_index=0)")
    assert arguments(tab) == {"label": "x", "list": [1, None, {"a": True}], "default": [3], "key": "k"}
    assert frame(tab).props["tab_index"] == 0
    assert arguments(show(STAR + "star()")) == {"default": None, "key": None}


def test_20_2d_bytes_and_tables_travel_as_such(show: Show) -> None:
    tab = show(
        STAR + "star(a=b'a', b=bytearray(b'b'), c=memoryview(b'c'), t=pd.DataFrame({'x': [1]}), s=pd.Series([2]),"
        " default=pd.DataFrame({'x': [3]}))"
    )
    assert frame(tab).props["blobs"] == {"a": b"a", "b": b"b", "c": b"c"}
    assert [table["key"] for table in frame(tab).props["tables"]] == ["default", "t", "s"]
    assert arguments(tab) == {"key": None}


@pytest.mark.parametrize("value", ["object()", "{1, 2}", "print", "[b'bytes']"])
def test_20_2e_what_is_neither_cannot_be_handed_over(show: Show, value: str) -> None:
    tab = show(STAR + f"star(it={value})")
    assert tab.errors == ["MarshallComponentError"]
    assert "cannot be handed over" in tab.one("exception").props["message"]


COUNTED = "n = st.slider('n', 0, 9, key='n')\n"


def test_20_3a_with_a_key_its_arguments_may_change_and_the_frame_stays(show: Show) -> None:
    tab = show(STAR + COUNTED + "st.text(star(n=n, key='k'))")
    before = frame(tab)
    tab.set(k=sent("kept"))
    tab.set(n=5)
    assert frame(tab).id == before.id
    assert frame(tab).identity == before.identity
    assert arguments(tab)["n"] == 5
    assert tab.texts == ["kept"]


def test_20_3b_without_a_key_other_arguments_make_another_one(show: Show) -> None:
    tab = show(STAR + COUNTED + "st.text(star(n=n))")
    before = frame(tab)
    tab.browser.send(_change(before.identity, sent("gone")))
    tab.settle()
    assert tab.texts == ["gone"]
    tab.set(n=5)
    assert frame(tab).identity != before.identity
    assert tab.texts == ["None"]


@pytest.mark.parametrize(
    "call", ["declare('other', url='http://localhost:3001')", "declare('star', url='http://[::1]:2')"]
)
def test_20_3c_another_name_or_address_makes_another_one_even_with_the_key(show: Show, call: str) -> None:
    tab = show(
        HEAD + "declare = components.declare_component\n"
        f"other = st.checkbox('other', key='other')\n"
        f"c = {call} if other else declare('star', url='http://localhost:3001')\nst.text(c(key='k'))"
    )
    tab.set(k=sent(1))
    assert tab.texts == ["1"]
    tab.set(other=True)
    assert tab.texts == ["None"]


@pytest.mark.parametrize("arguments", ["x=1", "x=b'1'", "x=pd.DataFrame({'a': [1]})"])
def test_20_3d_two_of_the_same_arguments_need_keys(show: Show, arguments: str) -> None:
    assert show(STAR + f"star({arguments})\nstar({arguments})").errors == ["DuplicateElementIdError"]
    assert show(STAR + f"star({arguments})\nstar({arguments}, key='k')").errors == []


# --- values ----------------------------------------------------------------------------------------------------------


def _change(identity: str | None, raw: Any) -> Any:
    from rushlight.wire.messages import Change

    return Change(0, {identity or "": raw}, {})


@pytest.mark.parametrize("value", [1, 2.5, "text", True, [1, [2]], {"a": {"b": None}}, ""])
def test_20_4a_json_values_come_as_such(show: Show, value: Any) -> None:
    tab = show(STAR + "st.text(repr(star(key='k')))")
    tab.set(k=sent(value))
    assert tab.texts == [repr(value)]
    assert tab["k"] == value


def test_20_4b_tables_come_as_pandas_frames_and_bytes_as_bytes(show: Show) -> None:
    tab = show(STAR + "star(key='k')")
    frame = pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=pd.Index(["i", "j"], name="row"))
    table = table_of("", frame)
    tab.set(k=sent({"data": table.data, "index": table.index, "columns": table.columns}, "dataframe"))
    pd.testing.assert_frame_equal(tab["k"], frame, check_dtype=False, check_index_type=False)
    tab.set(k=sent(b"\x00\xff", "bytes"))
    assert tab["k"] == b"\x00\xff"


def test_20_4c_on_change_is_called_without_arguments_before_the_script(show: Show) -> None:
    tab = show(
        STAR + "def changed(*given):\n    st.session_state.seen = [given, st.session_state.k]\n"
        "star(key='k', on_change=changed)\nst.text(st.session_state.get('seen'))"
    )
    tab.set(k=sent(1))
    assert tab.texts == ["[(), 1]"]


def test_20_4d_in_a_form_the_value_comes_with_the_submission(show: Show) -> None:
    tab = show(STAR + "with st.form('f'):\n    v = star(key='k')\n    st.form_submit_button('send')\nst.text(v)")
    tab.enter(k=sent(7))
    assert tab.texts == ["None"]
    tab.submit("send", k=sent(7))
    assert tab.texts == ["7"]


def test_20_4e_in_a_fragment_only_that_runs(show: Show) -> None:
    tab = show(
        STAR + "@st.fragment\ndef part():\n    st.text(star(key='k'))\npart()\n"
        "st.session_state.runs = st.session_state.get('runs', 0) + 1\nst.text(f'runs {st.session_state.runs}')"
    )
    tab.set(k=sent(7))
    assert tab.texts == ["7", "runs 1"]


def test_20_4f_session_state_holds_the_value_under_the_key(show: Show) -> None:
    tab = show(STAR + "st.session_state.setdefault('k', 5)\nst.text(star(key='k'))\nst.text(st.session_state.k)")
    assert tab.texts == ["5", "5"]
    tab.set(k=sent(6))
    assert tab.texts == ["6", "6"]


@pytest.mark.parametrize(
    "raw", ["text", {"type": "json"}, {"type": "code", "value": 1}, sent({"data": b"x"}, "dataframe")]
)
def test_20_4g_what_no_frame_sends_is_refused(show: Show, raw: Any) -> None:
    tab = show(STAR + "st.text(star(key='k'))")
    tab.set(k=raw)
    assert tab.texts == ["None"]
    assert len(tab.browser.refusals()) == 1


# --- tables for the frame --------------------------------------------------------------------------------------------


def streams(tab: Tab, at: int = 0) -> tuple[pa.Table, pa.Table, pa.Table]:
    table = frame(tab).props["tables"][at]
    data, index, columns = (pa.ipc.open_stream(table[name]).read_all() for name in ("data", "index", "columns"))
    return data, index, columns


def test_20_7f_a_table_is_three_streams_of_values_index_and_labels(show: Show) -> None:
    tab = show(
        STAR + "rows = pd.MultiIndex.from_tuples([('p', 1), ('q', 2)])\n"
        "star(t=pd.DataFrame([[1.5, 'x'], [2.5, None]], index=rows, columns=pd.MultiIndex.from_product([['m'], ['a', 'b']])))"
    )
    data, index, columns = streams(tab)
    assert data.num_rows == 2
    assert [data.column(at).to_pylist() for at in (0, 1)] == [[1.5, 2.5], ["x", None]]
    assert [index.column(at).to_pylist() for at in (0, 1)] == [["p", "q"], [1, 2]]
    assert [columns.column(at).to_pylist() for at in (0, 1)] == [["m", "m"], ["a", "b"]]


def test_20_7g_large_types_are_made_small(show: Show) -> None:
    tab = show(
        STAR + "import pyarrow as pa\n"
        "star(t=pa.table({'s': pa.array(['x'], pa.large_string()), 'b': pa.array([b'x'], pa.large_binary()),"
        " 'l': pa.array([[1]], pa.large_list(pa.int64()))}))"
    )
    data, _, _ = streams(tab)
    assert not [str(field.type) for field in data.schema if "large" in str(field.type)]


def test_20_7h_a_styled_table_brings_its_looks(show: Show) -> None:
    tab = show(
        STAR + "t = pd.DataFrame({'a': [1.234]})\n"
        "star(t=t.style.set_uuid('u').set_caption('c').format('{:.1f}').set_properties(color='red'))"
    )
    look = frame(tab).props["tables"][0]["look"]
    assert (look["uuid"], look["caption"]) == ("u", "c")
    assert "#T_u_row0_col0" in look["css"]
    assert "color: red" in look["css"]
    assert pa.ipc.open_stream(look["texts"]).read_all().column(0).to_pylist() == ["1.2"]


# --- names -----------------------------------------------------------------------------------------------------------

IMPORTS = """
import streamlit.components.v1, streamlit.components.v1.components, streamlit.components.v2
from streamlit.errors import StreamlitAPIException
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx as other
from streamlit.runtime import exists, get_instance
from streamlit.runtime.runtime import Runtime
import streamlit.config
import streamlit.runtime.app_session, streamlit.runtime.session_manager
from streamlit.elements.lib.image_utils import AtomicImage, image_to_url
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.plotly_chart import PlotlyState
from streamlit.deprecation_util import show_deprecation_warning
from streamlit.runtime.metrics_util import gather_metrics
from streamlit.source_util import get_pages
from streamlit import errors, runtime
from streamlit.runtime import scriptrunner
from streamlit.elements import plotly_chart
from streamlit.components import v1
from streamlit.runtime.scriptrunner.script_run_context import add_script_run_ctx
"""


@pytest.mark.parametrize("line", IMPORTS.strip().splitlines())
def test_20_9a_names_that_packages_import(show: Show, line: str) -> None:
    assert show(line).errors == []


def test_20_9b_they_do_what_packages_ask_of_them(show: Show) -> None:
    tab = show(
        IMPORTS + "import numpy as np\n"
        "assert isinstance(st.container(), DeltaGenerator)\n"
        "assert exists() and Runtime.exists() and get_instance() is Runtime.instance()\n"
        "assert get_script_run_ctx() is other() is script_run_context.get_script_run_ctx()\n"
        "assert get_script_run_ctx().session_id\n"
        "assert image_to_url(np.zeros((2, 2), 'uint8'), LayoutConfig(width=10)).startswith('_rushlight/media/')\n"
        "assert gather_metrics('x', print) is print\n"
        "assert get_pages(__file__)\n"
        "import streamlit\n"
        "assert streamlit.config.get_option('server.port') == st.get_option('server.port')\n"
        "assert streamlit.errors is errors and issubclass(errors.StreamlitAPIException, Exception)\n"
        "assert runtime.scriptrunner is scriptrunner"
    )
    assert tab.errors == []


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("import streamlit.runtime.caching.cache_errors", "streamlit.runtime.caching"),
        ("from streamlit.proto import Element_pb2", "streamlit.proto"),
        ("from streamlit.runtime.scriptrunner import ScriptRunner", "ScriptRunner"),
        ("from streamlit.runtime.app_session import AppSessionState", "AppSessionState"),
    ],
)
def test_20_9c_names_that_are_not_there_are_told_in_one_sentence(show: Show, line: str, named: str) -> None:
    message = show(line).one("exception").props["message"]
    assert named in message
    assert "rushlight" in message.lower()
    assert "\n" not in message


def test_20_9d_and_are_missing_for_code_that_asks_first(show: Show) -> None:
    tab = show("""
    import importlib.util
    import streamlit.runtime.scriptrunner as inner
    assert not hasattr(inner, "ScriptRunner")
    assert not hasattr(st, "no_such_command")
    assert importlib.util.find_spec("streamlit.errors")
    try:
        from streamlit.proto import Element_pb2
    except ImportError:
        st.text("another way")
    try:
        import streamlit.proto
    except ModuleNotFoundError as error:
        st.text(error.name)
    """)
    assert tab.errors == []
    assert tab.texts == ["another way", "streamlit.proto"]
