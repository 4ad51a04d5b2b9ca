"""Every parameter of `data_editor` does what it should, and what is selected, clicked, entered and said has its members."""

from __future__ import annotations

from typing import Any

import pytest

from rushlight import typing as types
from rushlight.testing import AppTest
from tests.surface.client import reads
from tests.surface.table import SURFACE, Proofs, failure, members_of, shown

PROOFS = Proofs("data_editor", *members_of(*SURFACE["typing"]))
HEAD = "import datetime as dt, numpy as np, pandas as pd, polars as pl\n"
FRAME = "pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})"
LABELLED = "pd.DataFrame({'a': [1, 2]}, index=['i', 'j'])"


def editor(arguments: str = "", data: str = FRAME, before: str = "") -> AppTest:
    """Return the app with a table to be edited; what it returns is `session_state.r`."""
    return shown(f"{HEAD}{before}\nst.session_state.r = st.data_editor({data}, {arguments})")


def props_of(arguments: str = "", data: str = FRAME) -> Any:
    (table,) = [each.proto for each in editor(arguments, data) if each.proto.kind == "data_editor"]
    return table


def error_of(arguments: str, data: str = FRAME) -> str:
    return failure(f"{HEAD}st.data_editor({data}, {arguments})").proto.name


def send(app: AppTest, **edits: Any) -> dict[str, Any]:
    """Send edits as a browser does; return those that are taken."""
    app.change(app.data_editor[0].id, edits)
    app.run()
    assert not app.exception, app.exception[0].value
    return {name: value for name, value in app.data_editor[0].edits.items() if value}


def hidden(arguments: str, data: str = FRAME) -> dict[str, bool]:
    return {each.name: each.hidden for each in props_of(arguments, data).columns if not each.is_index}


@PROOFS.of("data_editor", "data")
def data_come_back_edited_in_the_type_given() -> None:
    cases = {
        FRAME: ("a", "DataFrame"),
        "pl.DataFrame({'a': [1, 2]})": ("a", "DataFrame"),
        "{'a': [1, 2]}": ("a", "dict"),
        "[1, 2]": ("value", "list"),
        "np.array([1, 2])": ("value", "ndarray"),
        "pd.Series([1, 2], name='a')": ("a", "Series"),
    }
    for data, (name, kind) in cases.items():
        app = shown(f"{HEAD}d = {data}\nst.session_state.r = st.data_editor(d)\nst.session_state.given = repr(d)")
        given = app.session_state.given
        app.data_editor[0].edit(0, name, 9).run()
        result = app.session_state.r
        assert type(result).__name__ == kind and app.session_state.given == given
        assert list(result if name == "value" or kind == "Series" else result["a"]) == [9, 2]
    assert error_of("", "object()") == "DataframeConversionError"
    reads("data_editor", "columns", "rows", "first", "source")


@PROOFS.of("data_editor", "width", "use_container_width")
def it_has_a_width() -> None:
    assert props_of().width == props_of("use_container_width=True").width == "stretch"
    assert props_of("use_container_width=False").width == "content"
    for width in ("stretch", "content", 300):
        assert props_of(f"width={width!r}").width == width
    assert error_of("width='wide'") == "InvalidWidthError"
    reads("data_editor", "width")


@PROOFS.of("data_editor", "height", "row_height")
def it_has_a_height() -> None:
    assert (props_of().height, props_of().row_height) == ("auto", 34)
    for height in ("auto", "content", "stretch", 300):
        assert props_of(f"height={height!r}").height == height
    assert props_of("row_height=50").row_height == 50
    assert error_of("height='high'") == "InvalidHeightError"
    assert error_of("row_height=0") == "InvalidValueError"
    reads("data_editor", "height", "row_height")


@PROOFS.of("data_editor", "hide_index")
def the_index_is_hidden() -> None:
    def is_hidden(arguments: str, data: str) -> bool:
        (index,) = [each for each in props_of(arguments, data).columns if each.is_index]
        return index.hidden

    assert [is_hidden("", LABELLED), is_hidden("hide_index=True", LABELLED)] == [False, True]
    assert [is_hidden("", FRAME), is_hidden("hide_index=False", FRAME)] == [True, False]


@PROOFS.of("data_editor", "column_order")
def columns_stand_in_an_order() -> None:
    assert [each.name for each in props_of("column_order=['b', 'a']").columns if not each.is_index] == ["b", "a"]
    assert hidden("column_order=['b']") == {"a": True, "b": False}


@PROOFS.of("data_editor", "column_config")
def columns_are_configured() -> None:
    found = {each.name: each for each in props_of("column_config={'a': 'A', 'b': None}").columns}
    assert (found["a"].label, found["b"].hidden) == ("A", True)
    config = "column_config={'a': st.column_config.NumberColumn('N', max_value=3), 1: 'B', '_index': 'Row'}"
    found = {each.name: each for each in props_of(config, FRAME.replace("})", "}, index=['i', 'j'])")).columns}
    assert found["a"].config["type_config"] == {"type": "number", "max_value": 3}
    assert found["b"].label == "B" and [each.label for each in found.values() if each.is_index] == ["Row"]
    assert error_of("column_config={'b': st.column_config.DateColumn()}") == "APIError"
    assert error_of("column_config={'a': 3}") == "InvalidValueError"


@PROOFS.of("data_editor", "num_rows")
def rows_are_added_and_deleted_where_wanted() -> None:
    edits = {"added_rows": [{"a": 3}], "deleted_rows": [0]}
    taken = {
        "fixed": {},
        "dynamic": edits,
        "add": {"added_rows": [{"a": 3}]},
        "delete": {"deleted_rows": [0]},
    }
    for mode, wanted in taken.items():
        assert props_of(f"num_rows={mode!r}").num_rows == mode
        assert send(editor(f"num_rows={mode!r}"), **edits) == wanted
    app = editor("num_rows='dynamic'")
    send(app, **edits)
    assert app.session_state.r["a"].tolist() == [2, 3]
    assert error_of("num_rows='many'") == "InvalidValueError"
    reads("data_editor", "num_rows")


@PROOFS.of("data_editor", "disabled")
def a_table_or_some_columns_cannot_be_edited() -> None:
    edits = {"edited_rows": {"0": {"a": 5, "b": "z"}}}
    assert send(editor(), **edits) == {"edited_rows": {0: {"a": 5, "b": "z"}}}
    assert send(editor("disabled=['b']"), **edits) == {"edited_rows": {0: {"a": 5}}}
    assert send(editor("disabled=True"), **edits) == {}
    assert [props_of().disabled, props_of("disabled=True").disabled] == [False, True]
    assert {each.name: each.editable for each in props_of("disabled=['b']").columns if not each.is_index} == {
        "a": True,
        "b": False,
    }
    assert error_of("disabled='a'") == "InvalidValueError"
    reads("data_editor", "disabled")


@PROOFS.of("data_editor", "key")
@PROOFS.of("DataEditorState.__getattr__", "key")
@PROOFS.of("DataEditorState.edited_rows")
@PROOFS.of("DataEditorState.added_rows")
@PROOFS.of("DataEditorState.deleted_rows")
def the_key_names_the_edits() -> None:
    app = editor("key='k', num_rows='dynamic'")
    send(app, edited_rows={"0": {"a": 5}}, added_rows=[{"a": 3}], deleted_rows=[1])
    state = app.session_state.k
    assert isinstance(state, types.DataEditorState)
    assert state == {"edited_rows": {0: {"a": 5}}, "added_rows": [{"a": 3}], "deleted_rows": [1]}
    assert [state.edited_rows, state.added_rows, state.deleted_rows] == list(state.values())
    with pytest.raises(AttributeError, match="edited_rows"):
        _ = state.other


@PROOFS.of("data_editor", "on_change", "args", "kwargs")
def a_callback_is_called_or_edits_wait() -> None:
    note = "def note(*args, **kwargs): st.session_state.log = [args, kwargs, dict(st.session_state.k)]"
    app = editor("key='k', on_change=note, args=(1,), kwargs={'b': 2}", before=note)
    send(app, edited_rows={"0": {"a": 5}})
    args, kwargs, edits = app.session_state.log
    assert (args, kwargs, edits["edited_rows"]) == ((1,), {"b": 2}, {0: {"a": 5}})
    assert [props_of().quiet, props_of("on_change='ignore'").quiet] == [False, True]
    assert error_of("on_change='sometimes'") == "InvalidValueError"


@PROOFS.of("data_editor", "placeholder", "alt")
def missing_values_and_the_table_have_texts() -> None:
    assert [props_of().placeholder, props_of("placeholder='none'").placeholder] == [None, "none"]
    assert [props_of().alt, props_of("alt='Orders'").alt] == [None, "Orders"]
    reads("data_editor", "placeholder", "alt")


# --- types of what is returned ----------------------------------------------------------------------------------------

SPEC = "{'mark': 'bar', 'params': [{'name': 'p', 'select': 'point'}]}"
DECK = (
    "__import__('pydeck').Deck(layers=[__import__('pydeck').Layer('ScatterplotLayer', id='l', pickable=True, "
    "data=[{'position': [1, 2]}], get_position='position')])"
)
EVENTS = {
    "DataframeState": "st.dataframe([1, 2], on_select='rerun', key='k')",
    "EChartsState": "st.echarts_chart({'series': [{'type': 'bar', 'data': [1]}]}, on_select='rerun', key='k')",
    "PlotlyState": "st.plotly_chart(__import__('plotly.express').express.bar(x=[1], y=[2]), on_select='rerun', key='k')",
    "PydeckState": f"st.pydeck_chart({DECK}, on_select='rerun', key='k')",
    "VegaLiteState": f"st.vega_lite_chart([{{'x': 1}}], {SPEC}, on_select='rerun', key='k')",
}
EMPTY = {
    "DataframeState": {"rows": [], "columns": [], "cells": []},
    "EChartsState": {"selected": [], "areas": []},
    "PlotlyState": {"points": [], "point_indices": [], "box": [], "lasso": []},
    "PydeckState": {"indices": {}, "objects": {}},
    "VegaLiteState": {"p": {}},
}


@PROOFS.each("key", commands=[f"{name}.__getattr__" for name in EVENTS])
@PROOFS.each("", commands=[f"{name}.selection" for name in EVENTS])
def a_selection_is_read_by_key_and_attribute(member: str) -> None:
    name = member.partition(".")[0]
    state = shown(f"st.session_state.r = {EVENTS[name]}").session_state.r
    assert isinstance(state, getattr(types, name))
    assert state.selection == state["selection"] == EMPTY[name]
    for part, value in EMPTY[name].items():
        assert getattr(state.selection, part) == value
    with pytest.raises(AttributeError, match="selection"):
        _ = state.other
    with pytest.raises(TypeError):
        state.selection["rows"] = [1]


@PROOFS.of("ButtonColumnClickState.__getattr__", "key")
@PROOFS.of("ButtonColumnClickState.row")
@PROOFS.of("ButtonColumnClickState.label")
def a_click_tells_its_row_and_label() -> None:
    script = (
        f"{HEAD}st.dataframe({FRAME}, column_config={{'b': st.column_config.ButtonColumn(key='k')}})\n"
        "st.session_state.r = st.session_state.k"
    )
    app = shown(script)
    (table,) = app.dataframe
    (column,) = [each for each in table.proto.columns if each.name == "b"]
    app.click(column.config["type_config"]["widget"], {"row": 1, "label": "y"})
    click = app.run().session_state.r
    assert isinstance(click, types.ButtonColumnClickState)
    assert (click.row, click.label, click["row"], click.column) == (1, "y", 1, "b")
    with pytest.raises(AttributeError):
        _ = click.other


@PROOFS.of("ChatInputValue.text")
@PROOFS.of("ChatInputValue.files")
@PROOFS.of("ChatInputValue.audio")
@PROOFS.of("ChatInputValue.to_dict")
def a_message_has_a_text_files_and_a_recording() -> None:
    app = shown("st.session_state.r = st.chat_input(accept_file=True, accept_audio=True)")
    id = app.upload("a.txt", b"content", "text/plain")
    voice = app.upload("voice.wav", b"RIFF", "audio/wav")
    app.click(app.chat_input[0].id, {"text": "hi", "files": [id], "audio": voice})
    said = app.run().session_state.r
    assert isinstance(said, types.ChatInputValue)
    assert said.text == said["text"] == "hi"
    assert [(each.name, each.read()) for each in said.files] == [("a.txt", b"content")]
    assert said.audio is not None and said.audio.type == "audio/wav"
    assert said.to_dict() == {"text": "hi", "files": said.files, "audio": said.audio}


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
