"""Components in frames, as scripts and packages use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from rushlight.components.arrow import frame_of, table_of
from rushlight.components.registry import Declared, Registry
from rushlight.errors import APIError
from rushlight.testing import AppTest

HEAD = "import streamlit as st\nimport streamlit.components.v1 as components\nimport pandas as pd\n"


def app(source: str) -> AppTest:
    return AppTest.from_string(HEAD + source)


def frame(at: AppTest) -> Any:
    assert not at.exception, at.exception[0].message
    return at.get("component_frame")[0]


DECLARED = "c = components.declare_component('star', url='http://localhost:3001')\n"


def test_arguments_travel_as_json_tables_and_bytes() -> None:
    at = app(DECLARED + "c(label='x', n=[1, None], t=pd.DataFrame({'a': [1]}), b=b'yz', default=3, key='k')").run()
    props = frame(at).proto
    assert json.loads(props.arguments) == {"default": 3, "key": "k", "label": "x", "n": [1, None]}
    assert props.blobs == {"b": b"yz"}
    assert [table.key for table in props.tables] == ["t"]
    assert props.src == "http://localhost:3001"
    assert props.name.endswith(".star")


def test_the_settings_may_say_where_all_components_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("")
    at = app(f"components.declare_component('star', path={str(tmp_path)!r})()\n" + DECLARED + "c()")
    sources = [each.proto.src for each in at.run().get("component_frame")]
    assert sources[0].startswith("component/")
    assert sources[0].endswith(".star/index.html")
    monkeypatch.setenv("STREAMLIT_SERVER_CUSTOM_COMPONENT_BASE_URL_PATH", "https://components.example/")
    at = app(f"components.declare_component('star', path={str(tmp_path)!r})()\n" + DECLARED + "c()")
    here, elsewhere = [each.proto.src for each in at.run().get("component_frame")]
    assert here.startswith("https://components.example/")
    assert here.endswith(".star/")
    assert elsewhere == "http://localhost:3001"


def test_the_value_is_the_default_until_one_is_sent() -> None:
    at = app(DECLARED + "st.json([c(default={'a': 1}, key='k')])\nst.json([st.session_state.k])").run()
    assert [json.loads(each.value) for each in at.json] == [[{"a": 1}], [None]]
    at.change(frame(at).id, {"type": "json", "value": [1, "two"]})
    at.run()
    assert [json.loads(each.value) for each in at.json] == [[[1, "two"]], [[1, "two"]]]
    at.change(frame(at).id, {"type": "json", "value": None})
    at.run()
    assert [json.loads(each.value) for each in at.json] == [[{"a": 1}], [None]]


def test_the_script_sets_a_value_of_any_kind() -> None:
    source = DECLARED + "st.session_state.k = {}\nv = c(key='k')\nst.text(v.to_dict() if hasattr(v, 'to_dict') else v)"
    assert app(source.format("[1]")).run().text[0].value == "[1]"
    assert app(source.format("b'raw'")).run().text[0].value == "b'raw'"
    assert app(source.format("pd.DataFrame({'a': [1]})")).run().text[0].value == "{'a': {0: 1}}"


def test_a_form_takes_a_component_with_a_callback() -> None:
    at = app(DECLARED + "with st.form('f'):\n    c(key='k', on_change=print)\n    st.form_submit_button()").run()
    assert not at.exception


def test_whatever_is_a_table_is_handed_over_as_one() -> None:
    source = (
        "import numpy as np, polars as pl, pyarrow as pa\n"
        "c(a=np.array([[1, 2]]), b=pd.Series([1]), c=pl.DataFrame({'x': [1]}), d=pa.table({'x': [1]}), e=pd.Index([3]),"
        " f=pd.DataFrame({'x': [1]}).style.set_caption('styled'))"
    )
    tables = {table.key: table for table in frame(app(DECLARED + source).run()).proto.tables}
    assert list(tables) == ["a", "b", "c", "d", "e", "f"]
    assert tables["f"].look.caption == "styled"
    assert tables["a"].look is None


def test_a_package_may_put_its_own_handler_in_the_place_of_a_components() -> None:
    source = (
        "from streamlit.components.v1 import components as inner\n"
        "given = inner.register_widget\n"
        "def register(*args, **kwargs):\n"
        "    kwargs['on_change_handler'] = lambda: st.session_state.setdefault('seen', kwargs['user_key'])\n"
        "    return given(*args, **kwargs)\n"
        "inner.register_widget = register\n"
        "try:\n    c(key='k')\nfinally:\n    inner.register_widget = given"
    )
    at = app(DECLARED + source).run()
    at.change(frame(at).id, {"type": "json", "value": 1})
    assert at.run().session_state.seen == "k"


def test_tables_and_bytes_come_back() -> None:
    at = app(
        DECLARED
        + "v = c(key='k')\nst.text(type(v).__name__)\nst.text(v.to_dict('list') if hasattr(v, 'to_dict') else v)"
    )
    at.run()
    sent = table_of("t", pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}, index=["i", "j"]))
    at.change(
        frame(at).id, {"type": "dataframe", "value": {"data": sent.data, "index": sent.index, "columns": sent.columns}}
    )
    at.run()
    assert [each.value for each in at.text] == ["DataFrame", "{'a': [1, 2], 'b': ['x', 'y']}"]
    at.change(frame(at).id, {"type": "bytes", "value": b"raw"})
    assert at.run().text[0].value == "bytes"


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": [1, 2]}),
        pd.DataFrame({"a": [1.5, None], "b": ["x", None]}, index=pd.Index(["i", "j"])),
        pd.DataFrame([[1, 2], [3, 4]], columns=pd.MultiIndex.from_tuples([("p", "q"), ("p", "r")])),
        pd.DataFrame({"t": pd.to_datetime(["2026-01-01", "2026-02-01"])}),
        pd.DataFrame({"l": [[1], [2, 3]]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["x", None])),
        pd.DataFrame({"a": [1]}, index=pd.Index(["i"], name="row")),
    ],
)
def test_a_table_survives_the_way_there_and_back(frame: pd.DataFrame) -> None:
    sent = table_of("t", frame)
    back = frame_of({"data": sent.data, "index": sent.index, "columns": sent.columns})
    pd.testing.assert_frame_equal(back, frame, check_dtype=False, check_index_type=False)


def test_what_readers_in_browsers_do_not_know_is_sent_as_text() -> None:
    import pyarrow as pa

    frame = pd.DataFrame(
        {"m": [1, "z"], "c": pd.Categorical(["u", None]), "p": pd.period_range("2026", periods=2, freq="M")}
    )
    table = pa.ipc.open_stream(table_of("t", frame).data).read_all()
    assert [str(field.type) for field in table.schema] == ["string", "string", "string"]
    assert table.to_pydict() == {"m": ["1", "z"], "c": ["u", None], "p": ["2026-01", "2026-02"]}


@pytest.mark.parametrize(
    "raw",
    [
        "text",
        {"type": "json"},
        {"type": "code", "value": 1},
        {"type": "dataframe", "value": {"data": b"x", "index": b"", "columns": b""}},
    ],
)
def test_what_no_component_sends_is_refused(raw: Any) -> None:
    at = app(DECLARED + "c(key='k')").run()
    at.change(frame(at).id, raw)
    with pytest.raises(ValueError, match="cannot have"):
        at.run()


def test_on_change_is_called_and_the_frame_stays_when_arguments_change() -> None:
    source = DECLARED + (
        "def changed():\n    st.session_state.n = st.session_state.get('n', 0) + 1\n"
        "c(at=st.session_state.get('n', 0), key='k', on_change=changed)"
    )
    at = app(source).run()
    before = frame(at).id
    at.change(before, {"type": "json", "value": 1})
    at.run()
    assert at.session_state.n == 1
    assert frame(at).id == before


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("c(1)", "must be named"),
        ("c(x=object())", "cannot be handed over"),
        ("c(x=float('nan'))", "cannot be handed over"),
        ("components.declare_component('x')", "either `path` or `url`"),
        ("components.declare_component('x', path='/nowhere/at/all')", "no folder"),
    ],
)
def test_what_cannot_be_drawn_is_said(call: str, said: str) -> None:
    assert said in app(DECLARED + call).run().exception[0].message


def test_html_and_other_pages_are_shown_in_frames() -> None:
    at = app(
        "components.html('<b>x</b>', height=40, scrolling=True)\ncomponents.iframe('https://example.org', 300, 200)"
    ).run()
    own, other = (each.proto for each in at.get("plain_frame"))
    assert own.src.startswith("_rushlight/media/")
    assert (own.height, own.scrolling, own.sandbox, own.width) == (40, True, "own", "stretch")
    assert (other.src, other.width, other.height, other.sandbox) == ("https://example.org", 300, 200, "app")


def test_files_are_found_by_name_and_nothing_outside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    (folder / "static").mkdir(parents=True)
    (folder / "index.html").write_text("x")
    (folder / "static" / "a.js").write_text("x")
    (tmp_path / "secret.txt").write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    registry = Registry()
    registry.add(Declared("m.c", folder))
    assert registry.file("m.c", "index.html") is not None
    assert registry.file("m.c", "static/a.js") is not None
    for path in ("../secret.txt", "link.txt", "/etc/passwd", "static", ""):
        assert registry.file("m.c", path) is None
    assert registry.file("m.other", "index.html") is None
    (folder / "late.js").write_text("x")
    assert registry.file("m.c", "late.js") is not None
    with pytest.raises(APIError, match="no folder"):
        registry.add(Declared("m.d", tmp_path / "nothing"))
