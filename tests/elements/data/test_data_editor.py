"""Tables that the user edits: what scripts get, what browsers may send, when edits are kept."""

from __future__ import annotations

from typing import Any

import pandas as pd
import polars as pl
import pytest

from rushlight.errors import AppTestError
from rushlight.testing import AppTest

HEAD = "import rushlight as st, pandas as pd, polars as pl, numpy as np, datetime as dt\n"
FRAME = "pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})"


def app(source: str) -> AppTest:
    return AppTest.from_string(HEAD + source)


def shown(source: str) -> AppTest:
    at = app(source).run()
    assert not at.exception, at.exception[0].value
    return at


def test_edits_are_returned_in_the_type_given_and_are_in_session_state() -> None:
    at = shown(
        f"after = st.data_editor({FRAME}, num_rows='dynamic', key='k')\n"
        "st.text(after.to_dict('list'))\nst.text(st.session_state.k)\nst.text(st.session_state.k.edited_rows)"
    )
    assert at.text[1].value == "{'edited_rows': {}, 'added_rows': [], 'deleted_rows': []}"
    editor = at.data_editor(key="k")
    editor.edit(0, "a", 7).delete(1).add(a=9, b="z")
    at.run()
    assert at.text[0].value == "{'a': [7, 9], 'b': ['x', 'z']}"
    edits = "{'edited_rows': {0: {'a': 7}}, 'added_rows': [{'a': 9, 'b': 'z'}], 'deleted_rows': [1]}"
    assert [each.value for each in at.text[1:]] == [edits, "{0: {'a': 7}}"]
    assert at.data_editor[0].value.to_dict("list") == {"a": [7, 9], "b": ["x", "z"]}


def test_the_harness_edits_added_rows_by_the_places_that_follow() -> None:
    at = shown(f"after = st.data_editor({FRAME}, num_rows='dynamic')\nst.text(after['a'].tolist())")
    at.data_editor[0].add(a=5).add({"a": 6}).edit(3, "a", 8)
    at.run()
    assert at.text[0].value == "[1, 2, 5, 8]"
    at.data_editor[0].delete(2)
    at.run()
    assert at.text[0].value == "[1, 2, 8]"
    with pytest.raises(AppTestError, match="no row 3"):
        at.data_editor[0].edit(3, "a", 1)


def test_editors_are_tables_to_the_harness_too() -> None:
    at = shown(f"st.data_editor({FRAME})\nst.dataframe([1])")
    assert [table.editing_mode for table in at.dataframe] == ["fixed", "read_only"]
    assert len(at.data_editor) == 1
    assert at.data_editor[0].value["a"].tolist() == [1, 2]


def test_a_default_is_what_new_rows_begin_with() -> None:
    at = shown(
        f"after = st.data_editor({FRAME}, num_rows='add', column_config="
        "{'a': st.column_config.NumberColumn(default=4)})\nst.text(after['a'].tolist())"
    )
    at.data_editor[0].add(b="z").run()
    assert at.text[0].value == "[1, 2, 4]"


@pytest.mark.parametrize(
    ("data", "after"),
    [
        ("[1, 2]", "[9, 2]"),
        ("(1, 2)", "(9, 2)"),
        ("np.array([1, 2])", "array([9, 2])"),
        ("pl.Series('value', [1, 2])", "shape: (2,)"),
        ("{'value': [1, 2]}", "{'value': [9, 2]}"),
        ("[{'value': 1}, {'value': 2}]", "[{'value': 9}, {'value': 2}]"),
    ],
)
def test_every_kind_of_data_comes_back_as_its_own_kind(data: str, after: str) -> None:
    at = shown(f"st.text(repr(st.data_editor({data})))")
    at.data_editor[0].edit(0, "value", 9).run()
    assert at.text[0].value.startswith(after)


def test_python_values_are_entered_as_such() -> None:
    import datetime as dt

    at = shown(
        "after = st.data_editor({'d': [dt.date(2024, 1, 1)], 't': [dt.datetime(2024, 1, 1)], 'l': [['a']]})\n"
        "st.text(after)"
    )
    editor = at.data_editor[0]
    editor.edit(0, "d", dt.date(2025, 2, 3)).edit(0, "t", dt.datetime(2025, 2, 3, 4)).edit(0, "l", ["b", "c"]).run()
    assert at.text[0].value == (
        "{'d': [datetime.date(2025, 2, 3)], 't': [datetime.datetime(2025, 2, 3, 4, 0)], 'l': [['b', 'c']]}"
    )


# --- what browsers may change ------------------------------------------------------------------------------------------


def sent(at: AppTest, raw: Any) -> Any:
    """Send a raw value as a browser does, and return what there is afterwards."""
    at.change(at.data_editor[0].id, raw)
    at.run()
    return at.data_editor[0].edits


def test_a_browser_changes_nothing_that_it_must_not() -> None:
    at = shown(f"st.data_editor({FRAME}, disabled=['b'])")
    everything = {
        "edited_rows": {"0": {"a": 5, "b": "no"}, "9": {"a": 1}},
        "added_rows": [{"a": 1}],
        "deleted_rows": [0],
    }
    assert sent(at, everything) == {"edited_rows": {0: {"a": 5}}, "added_rows": [], "deleted_rows": []}


def test_a_browser_is_shown_again_what_it_must_not_change() -> None:
    at = shown(f"st.data_editor({FRAME}, disabled=['b'])")
    node = at.data_editor[0]._node
    assert node.force_value is False
    sent(at, {"edited_rows": {"0": {"b": "no"}}})
    assert node.value is None
    assert node.force_value


def test_what_was_edited_stays_when_its_column_is_locked_later() -> None:
    at = shown(f"lock = st.checkbox('Lock')\nst.data_editor({FRAME}, key='k', disabled=['a'] if lock else False)")
    at.data_editor[0].edit(0, "a", 5).run()
    at.checkbox[0].check().run()
    assert at.data_editor[0].edits["edited_rows"] == {0: {"a": 5}}
    assert sent(at, {"edited_rows": {"0": {"a": 5}, "1": {"a": 6, "b": "z"}}})["edited_rows"] == {
        0: {"a": 5},
        1: {"b": "z"},
    }


CONFIG = {
    "required": ("st.column_config.TextColumn(required=True)", "b", None, "z"),
    "max_chars": ("st.column_config.TextColumn(max_chars=2)", "b", "long", "ok"),
    "min_value": ("st.column_config.NumberColumn(min_value=3)", "a", 2, 3),
    "max_value": ("st.column_config.NumberColumn(max_value=3)", "a", 4, 3),
    "options": ("st.column_config.SelectboxColumn(options=['u', 'v'])", "b", "z", "u"),
}


@pytest.mark.parametrize("rule", CONFIG)
def test_the_server_keeps_to_the_configuration_too(rule: str) -> None:
    config, column, bad, good = CONFIG[rule]
    at = shown(f"st.data_editor({FRAME}, column_config={{'{column}': {config}}})")
    assert sent(at, {"edited_rows": {"0": {column: bad}}})["edited_rows"] == {}
    assert sent(at, {"edited_rows": {"0": {column: good}}})["edited_rows"] == {0: {column: good}}


@pytest.mark.parametrize(
    "raw", [5, [], {"edited_rows": [1]}, {"other": 1}, {"deleted_rows": "all"}, {"added_rows": [1]}]
)
def test_what_is_no_edit_is_refused(raw: Any) -> None:
    at = shown(f"st.data_editor({FRAME}, num_rows='dynamic')")
    at.change(at.data_editor[0].id, raw)
    with pytest.raises(ValueError, match="cannot have"):
        at.run()


def test_a_disabled_editor_ignores_what_comes() -> None:
    at = shown(f"st.text(st.data_editor({FRAME}, disabled=True)['a'].tolist())")
    with pytest.raises(AppTestError):
        at.data_editor[0].edit(0, "a", 5)
    at.change(at.data_editor[0].id, {"edited_rows": {"0": {"a": 5}}})
    at.run()
    assert at.text[0].value == "[1, 2]"


def test_session_state_cannot_set_it() -> None:
    at = app(f"st.data_editor({FRAME}, key='k')")
    at.session_state.k = {"edited_rows": {}}
    at.run()
    assert at.exception[0].proto.name == "ValueAssignmentNotAllowedError"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("st.data_editor(pd.DataFrame([[1, 2]], columns=['a', 'a']))", "APIError"),
        ("st.data_editor(pd.DataFrame({'_index': [1]}))", "APIError"),
        ("st.data_editor(5)", "DataframeConversionError"),
        ("st.data_editor('text')", "DataframeConversionError"),
        ("st.data_editor(np.zeros((2, 2, 2)))", "DataframeConversionError"),
        ("st.data_editor([1], num_rows='many')", "InvalidValueError"),
        ("st.data_editor([1], disabled='value')", "InvalidValueError"),
        ("st.data_editor([1], row_height=0)", "InvalidValueError"),
        ("st.data_editor([1], column_config={'value': 5})", "InvalidValueError"),
        ("st.data_editor([1], column_config={'value': {'type_config': {'type': 'colour'}}})", "InvalidValueError"),
        ("st.data_editor([1], column_config={'value': st.column_config.TextColumn()})", "APIError"),
        ("st.data_editor([[1, 2], [3]], on_change='never')", "InvalidValueError"),
    ],
)
def test_what_cannot_be_is_said(call: str, error: str) -> None:
    assert app(call).run().exception[0].proto.name == error


def test_a_type_that_does_not_fit_is_allowed_where_nothing_can_be_edited() -> None:
    at = shown("st.data_editor([1], disabled=True, column_config={'value': st.column_config.TextColumn()})")
    assert not at.data_editor[0].proto.columns[1].editable


def test_an_index_named_in_the_configuration_is_edited_as_its_data_are() -> None:
    config = "{'year': st.column_config.TextColumn('Year', help='When')}"
    frame = "pd.DataFrame({'n': [1]}, index=pd.Index([2026], name='year'))"
    (year, _) = columns(f"st.data_editor({frame}, column_config={config})").values()
    assert year.editable
    assert (year.label, year.config["help"], year.config["type_config"]) == (
        "Year",
        "When",
        {"type": "number", "format": "plain"},
    )
    config = "{'year': st.column_config.DateColumn()}"
    (year, _) = columns(f"st.data_editor({frame}, column_config={config})").values()
    assert not year.editable
    config = "{'_index': st.column_config.DateColumn()}"
    assert app(f"st.data_editor({frame}, column_config={config})").run().exception[0].proto.name == "APIError"


def test_data_without_an_editor_are_shown_and_cannot_be_edited() -> None:
    at = shown("st.data_editor({'a': [1, 'x'], 'b': [{'c': 1}, None], 'n': [1, 2]})")
    assert [c.name for c in at.data_editor[0].proto.columns if c.editable] == ["n"]


# --- columns -----------------------------------------------------------------------------------------------------------


def columns(call: str) -> dict[str, Any]:
    return {each.name: each for each in shown(call).data_editor[0].proto.columns}


def test_columns_know_what_can_be_entered() -> None:
    found = columns(
        "st.data_editor(pd.DataFrame({'i': np.array([1], dtype='int8'), 'c': pd.Categorical(['x']), 'l': [[1]],"
        "'p': pd.period_range('2024-01', periods=1, freq='M'), 'big': [1], 'u': np.array([1], dtype='uint64')}))"
    )
    assert found["i"].bounds == [-128, 127]
    assert found["c"].config["type_config"] == {"type": "selectbox", "options": [{"value": "x", "label": "x"}]}
    assert (found["l"].type, found["l"].item) == ("list", "integer")
    assert found["p"].pattern
    assert found["big"].bounds == [None, None]
    assert found["u"].bounds == [0, None]


def test_an_index_of_labels_can_be_edited_and_is_required() -> None:
    assert columns(f"st.data_editor({FRAME})")["_index"].hidden
    label = columns("st.data_editor(pd.DataFrame({'a': [1]}, index=pd.Index(['x'], name='n')))")["n"]
    assert (label.is_index, label.editable, label.config["required"], label.hidden) == (True, True, True, False)
    assert columns("st.data_editor(pd.DataFrame({'a': [1]}, index=['x']), hide_index=True)")["_index"].hidden
    locked = columns("st.data_editor(pd.DataFrame({'a': [1]}, index=['x']), disabled=['_index'])")["_index"]
    assert not locked.editable


def test_column_order_hides_what_it_does_not_name() -> None:
    found = shown(f"st.data_editor({FRAME}, column_order=['b'])").data_editor[0].proto.columns
    assert [each.name for each in found if not each.hidden] == ["b"]
    found = shown(f"st.data_editor({FRAME}, column_order=['b', 'a'])").data_editor[0].proto.columns
    assert [each.name for each in found if not each.hidden] == ["b", "a"]


def test_columns_are_configured_by_name_place_heading_or_none() -> None:
    found = columns(f"st.data_editor({FRAME}, column_config={{'a': None, 1: 'Second'}})")
    assert found["a"].hidden
    assert found["b"].label == "Second"


def test_options_are_given_with_their_texts() -> None:
    found = columns(
        f"st.data_editor({FRAME}, column_config={{'a': st.column_config.SelectboxColumn(options=[1, 2], "
        "format_func=lambda n: f'no. {n}'), 'b': {'type_config': {'type': 'selectbox', 'options': ['x', 'z']}}})"
    )
    assert found["a"].config["type_config"]["options"][0] == {"value": 1, "label": "no. 1"}
    assert found["b"].config["type_config"]["options"][1] == {"value": "z", "label": "z"}


# --- when edits are kept -----------------------------------------------------------------------------------------------


def test_without_a_key_edits_last_as_long_as_the_data() -> None:
    at = shown(
        "n = st.number_input('n', 0)\nst.text('other ' * n)\n"
        "st.text(st.data_editor(pd.DataFrame({'a': [1, n]}))['a'].tolist())"
    )
    at.data_editor[0].edit(0, "a", 9).run()
    assert at.text[1].value == "[9, 0]"
    at.number_input[0].increment().run()
    assert at.text[1].value == "[1, 1]"


def test_without_a_key_equal_data_made_anew_keep_their_edits() -> None:
    at = shown("st.checkbox('again')\nst.text(st.data_editor(pd.DataFrame({'a': range(3000)}))['a'].iloc[0])")
    at.data_editor[0].edit(0, "a", 9).run()
    source = at.data_editor[0].proto.source
    at.checkbox[0].check().run()
    assert at.text[0].value == "9"
    assert at.data_editor[0].proto.source == source


KEYED = (
    "c = st.selectbox('c', ['same', 'values', 'rows', 'column', 'type'])\n"
    "data = {'same': {'a': [1, 2]}, 'values': {'a': [1, 3]}, 'rows': {'a': [1, 2, 3]}, 'column': {'b': [1, 2]},"
    "'type': {'a': ['x', 'y']}}[c]\n"
    "st.text(st.data_editor(pd.DataFrame(data), key='k', num_rows=%r).iloc[0, 0])"
)


@pytest.mark.parametrize(
    ("mode", "change", "kept"),
    [
        ("fixed", "values", True),
        ("fixed", "rows", False),
        ("fixed", "column", False),
        ("fixed", "type", False),
        ("dynamic", "values", False),
        ("dynamic", "rows", False),
    ],
)
def test_with_a_key_edits_last_as_long_as_the_columns_or_with_dynamic_rows_the_data(
    mode: str, change: str, kept: bool
) -> None:
    at = shown(KEYED % mode)
    at.data_editor[0].edit(0, "a", 9).run()
    assert at.text[0].value == "9"
    at.selectbox[0].select(change).run()
    assert (at.text[0].value == "9") is kept


@pytest.mark.parametrize("key", ["None", "'k'"])
@pytest.mark.parametrize("mode", ["fixed", "dynamic"])
@pytest.mark.parametrize("data", [FRAME, "[{'a': 1, 'b': 'x'}, {'a': 2, 'b': 'y'}]", f"pl.from_pandas({FRAME})"])
def test_an_editor_may_be_fed_with_what_it_returned(key: str, mode: str, data: str) -> None:
    at = shown(
        f"if 'data' not in st.session_state:\n    st.session_state.data = {data}\n"
        f"st.session_state.data = st.data_editor(st.session_state.data, num_rows={mode!r}, key={key})\n"
        "st.text(pd.DataFrame(st.session_state.data).to_numpy().tolist())"
    )
    at.data_editor[0].edit(0, "a", 7).run()
    assert at.text[0].value == "[[7, 'x'], [2, 'y']]"
    at.data_editor[0].edit(1, "a", 8).run()
    assert at.text[0].value == "[[7, 'x'], [8, 'y']]"
    at.run()
    assert at.text[0].value == "[[7, 'x'], [8, 'y']]"
    if mode == "dynamic":
        at.data_editor[0].add(a=9, b="z").delete(0).run()
        at.data_editor[0].add(a=10, b="w").run()
        assert at.text[0].value == "[[8, 'y'], [9, 'z'], [10, 'w']]"


def test_data_that_are_set_back_are_shown_without_edits() -> None:
    at = shown(
        f"def reset():\n    st.session_state.data = {FRAME}\n"
        "if 'data' not in st.session_state:\n    reset()\n"
        "st.session_state.data = st.data_editor(st.session_state.data, num_rows='dynamic')\n"
        "st.button('Reset', on_click=reset)\nst.text(st.session_state.data['a'].tolist())"
    )
    for value in (7, 8):
        at.data_editor[0].edit(0, "a", value).run()
    assert at.text[0].value == "[8, 2]"
    at.button[0].click().run()
    assert at.text[0].value == "[1, 2]"
    at.data_editor[0].edit(0, "a", 9).run()
    assert at.text[0].value == "[9, 2]"


def test_one_editor_may_be_fed_with_what_another_returned() -> None:
    at = shown(
        f"first = st.data_editor({FRAME}, key='one', num_rows='dynamic')\n"
        "second = st.data_editor(first, key='two', num_rows='dynamic')\nst.text(second['a'].tolist())"
    )
    at.data_editor(key="one").edit(0, "a", 7).run()
    at.data_editor(key="two").edit(1, "a", 8).run()
    assert at.text[0].value == "[7, 8]"


def test_two_editors_of_the_same_data_need_keys() -> None:
    assert (
        app(f"st.data_editor({FRAME})\nst.data_editor({FRAME})").run().exception[0].proto.name
        == "DuplicateElementIdError"
    )
    shown(f"st.data_editor({FRAME})\nst.data_editor({FRAME}, key='k')")


# --- where it stands -----------------------------------------------------------------------------------------------------


def test_a_callback_sees_the_edits() -> None:
    at = shown(
        "def note(word, more):\n    st.session_state.said = [word, more, st.session_state.k['edited_rows']]\n"
        f"st.data_editor({FRAME}, key='k', on_change=note, args=('x',), kwargs={{'more': 'y'}})\n"
        "st.text(st.session_state.get('said'))"
    )
    at.data_editor[0].edit(0, "a", 5).run()
    assert at.text[0].value == "['x', 'y', {0: {'a': 5}}]"


def test_in_a_form_that_clears_it_goes_back_to_the_data() -> None:
    at = shown(
        "with st.form('f', clear_on_submit=True):\n"
        f"    after = st.data_editor({FRAME}, key='k')\n    st.form_submit_button('Send')\n"
        "st.text(after['a'].tolist())"
    )
    at.data_editor[0].edit(0, "a", 5)
    at.button[0].click().run()
    assert at.text[0].value == "[5, 2]"
    at.run()
    assert at.text[0].value == "[1, 2]"


def test_in_a_fragment() -> None:
    at = shown(
        f"@st.fragment\ndef part():\n    st.text(st.data_editor({FRAME}, num_rows='dynamic')['a'].tolist())\npart()"
    )
    at.data_editor[0].edit(0, "a", 5).run()
    assert at.text[0].value == "[5, 2]"


def test_without_a_server_the_data_come_back() -> None:
    import rushlight as st

    pd.testing.assert_frame_equal(st.data_editor(pd.DataFrame({"a": [1]})), pd.DataFrame({"a": [1]}))
    assert st.data_editor(pl.DataFrame({"a": [1]})).equals(pl.DataFrame({"a": [1]}))
    assert st.data_editor([1, 2]) == [1, 2]


# --- buttons in cells ----------------------------------------------------------------------------------------------------

BUTTONS = (
    "def note(*args, **kwargs):\n    st.session_state.said = [args, kwargs, st.session_state.go.row]\n"
    "config = {'b': st.column_config.ButtonColumn('Go', key='go', on_click=note, args=(1,), kwargs={'z': 2})}\n"
    "st.%s(" + FRAME + ", column_config=config)\nst.text(st.session_state.go)\nst.text(st.session_state.get('said'))"
)


@pytest.mark.parametrize("command", ["data_editor", "dataframe"])
def test_a_click_of_a_button_in_a_cell(command: str) -> None:
    at = shown(BUTTONS % command)
    assert at.text[0].value == "None"
    at.dataframe[0].click("b", 1)
    at.run()
    assert at.text[0].value == "{'row': 1, 'column': 'b', 'label': 'y', 'value': 'y'}"
    assert at.text[1].value == "[(1,), {'z': 2}, 1]"
    at.run()
    assert at.text[0].value == "None"


def test_a_button_column_says_what_it_needs() -> None:
    assert "needs a `key`" in app("st.column_config.ButtonColumn('Go', on_click=print)").run().exception[0].value
    inside = (
        "with st.form('f'):\n    st.data_editor([1], column_config={'value': st.column_config.ButtonColumn(key='x')})"
    )
    assert app(inside).run().exception[0].proto.name == "InvalidLayoutContextError"
