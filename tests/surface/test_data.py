"""Every parameter of the commands that show data does what it should."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from rushlight.testing import AppTest
from tests.surface.client import FRONTEND, reads, styled
from tests.surface.table import Proofs, commands_of, drawn, failure, shown

PROOFS = Proofs(*commands_of("data"))

FRAME = "pd.DataFrame({'a': [1, 2, 3], 'b': [4.5, None, 6.5]}, index=['x', 'y', 'z'])"
FIRST = {"dataframe": FRAME, "table": FRAME, "json": "{'k': [1]}", "metric": "'Label', 5"}
IMPORTS = "import pandas as pd\nimport numpy as np\n"


def call(command: str, arguments: str = "", data: str | None = None) -> str:
    return f"{IMPORTS}st.{command}({FIRST[command] if data is None else data}, {arguments})"


def props_of(command: str, arguments: str = "", data: str | None = None) -> Any:
    return drawn(call(command, arguments, data), command)


def error_of(command: str, arguments: str, data: str | None = None) -> str:
    return failure(call(command, arguments, data)).proto.name


# --- what is shown ----------------------------------------------------------------------------------------------------

TABULAR = {
    "pd.DataFrame({'a': [1]})": [["1"]],
    "pd.Series([1, 2], name='s')": [["1"], ["2"]],
    "{'a': [1], 'b': ['t']}": [["1", "t"]],
    "[[1, 2]]": [["1", "2"]],
    "[{'a': 1}]": [["1"]],
    "np.zeros((1, 2), dtype=int)": [["0", "0"]],
    "__import__('polars').DataFrame({'a': [1]})": [["1"]],
    "__import__('pyarrow').table({'a': [1]})": [["1"]],
    "None": [],
}


@PROOFS.of("table", "data")
def a_table_of_anything_tabular() -> None:
    for data, rows in TABULAR.items():
        assert props_of("table", "", data).rows == rows, data
    assert props_of("table", "", "{':tada:': ['**x**', None, 1.23456]}").head == ["🎉"]
    assert props_of("table", "", "{'a': ['**x**', ':tada:', None]}").rows == [["**x**"], ["🎉"], [None]]
    for wrong in ("object()", "'text'", "3", "np.zeros((2, 2, 2))"):
        assert error_of("table", "", wrong) == "DataframeConversionError"
    assert error_of("table", "", "np.zeros((1000, 101))") == "APIError"
    reads("table", "head", "rows", "numeric", "index_columns")


@PROOFS.of("table", "data")
def a_styler_has_texts_colours_a_caption_and_what_it_hides() -> None:
    look = (
        "pd.DataFrame({'a': [1.5, 2.5], 'b': [3, 4]}).style.format('{:.2f}', subset=['a'])"
        ".highlight_max(color='gold', subset=['a']).set_caption('**C**').hide(['b'], axis='columns')"
        ".set_table_styles([{'selector': 'th', 'props': [('color', 'teal')]}])"
    )
    found = props_of("table", "hide_index=False", look)
    assert found.rows == [["0", "1.50"], ["1", "2.50"]]
    assert found.caption == "**C**" and found.head == ["", "a"]
    assert f"#{found.style_id}_row1_col0" in found.css and "gold" in found.css and "teal" in found.css
    assert props_of("table", "", f"{FRAME}.style.hide(axis='index')").index_columns == 0
    reads("table", "style_id", "css", "caption", "places")


@PROOFS.of("dataframe", "data")
def a_grid_of_anything_tabular() -> None:
    for data, rows in TABULAR.items():
        assert props_of("dataframe", "", data).rows == len(rows), data
    for wrong in ("object()", "'text'", "3", "np.zeros((2, 2, 2))"):
        assert error_of("dataframe", "", wrong) == "DataframeConversionError"
    look = props_of("dataframe", "", f"{FRAME}.style.format('{{:.2f}}').set_properties(color='red')")
    assert look.texts["0,0"] == "1.00" and look.styles["0,0"] == "color: red"
    reads("dataframe", "columns", "rows", "source", "first", "styles", "texts")


@PROOFS.of("json", "body")
def json_of_anything() -> None:
    def body(given: str) -> Any:
        return json.loads(props_of("json", "", given).body)

    assert body("{'k': [1, None, 'x']}") == {"k": [1, None, "x"]}
    assert body("'{\"k\": 1}'") == {"k": 1}
    assert body("{'k': {1}}") == {"k": [1]}
    assert isinstance(body("{'k': object()}")["k"], str)
    assert body("__import__('dataclasses').make_dataclass('D', ['a'])(1)") == {"a": 1}
    wrong = props_of("json", "", "'{k'")
    assert wrong.body == "{k" and "property name" in wrong.fault
    reads("json", "body", "fault")


@PROOFS.of("metric", "label", "value")
def a_figure_has_a_label_and_a_value() -> None:
    def value(given: str) -> str:
        return props_of("metric", "", f"'L', {given}").value

    assert props_of("metric", "", "':tada: L', 1").label == "🎉 L"
    assert props_of("metric", "", "None, 1").label == ""
    given = (
        "1",
        "1.5",
        "'x'",
        "None",
        "True",
        "np.int64(3)",
        "pd.Series([1])",
        "__import__('decimal').Decimal('1.10')",
    )
    assert [value(each) for each in given] == ["1", "1.5", "x", "—", "True", "3", "1", "1.10"]
    for wrong in ("[1]", "{}", "object()", "pd.Series([1, 2])"):
        assert error_of("metric", "", f"'L', {wrong}") == "InvalidParameterTypeError"
    reads("metric", "label", "value")


# --- metric -----------------------------------------------------------------------------------------------------------


@PROOFS.of("metric", "delta")
def a_figure_has_changed() -> None:
    def delta(given: str) -> tuple[Any, ...]:
        found = props_of("metric", f"delta={given}")
        return found.delta, found.arrow, found.color

    assert delta("1") == ("1", "up", "green")
    assert delta("-1") == ("-1", "down", "red")
    assert delta("' -5 %'") == ("-5 %", "down", "red")
    assert delta("'+3'") == ("+3", "up", "green")
    assert delta("0") == ("0", None, "gray")
    assert delta("0.0") == ("0.0", None, "gray")
    assert delta("None") == delta("''") == (None, None, "gray")
    assert error_of("metric", "delta=[1]") == "InvalidParameterTypeError"
    reads("metric", "delta")


@PROOFS.of("metric", "delta_color")
def the_change_has_a_colour() -> None:
    def colors(word: str) -> list[str]:
        return [props_of("metric", f"delta={delta}, delta_color={word!r}").color for delta in (1, -1, 0)]

    assert colors("normal") == ["green", "red", "gray"]
    assert colors("inverse") == ["red", "green", "gray"]
    assert colors("off") == colors("gray") == colors("grey") == ["gray"] * 3
    for word in ("red", "orange", "yellow", "green", "blue", "violet", "primary"):
        assert colors(word) == [word] * 3
        styled(f".badge-{word}", f".text-{word}")
    assert props_of("metric", "None, 'inverse'", "'L', 1").color == "gray"
    assert error_of("metric", "delta=1, delta_color='pink'") == "InvalidValueError"
    reads("metric", "color")


@PROOFS.of("metric", "delta_arrow")
def the_change_has_an_arrow() -> None:
    for word, arrow in (("auto", "down"), ("up", "up"), ("down", "down"), ("off", None)):
        assert props_of("metric", f"delta=-1, delta_arrow={word!r}").arrow == arrow
    assert props_of("metric", "delta=0, delta_arrow='up'").arrow == "up"
    assert props_of("metric", "delta_arrow='up'").arrow is None
    assert error_of("metric", "delta=1, delta_arrow='left'") == "InvalidValueError"
    reads("metric", "arrow")


@PROOFS.of("metric", "delta_description")
def the_change_is_described() -> None:
    assert props_of("metric").description is None
    assert props_of("metric", "delta=1, delta_description='since May'").description == "since May"
    reads("metric", "description")


@PROOFS.of("metric", "chart_data")
def a_figure_has_a_small_chart() -> None:
    def chart(given: str) -> list[float | None]:
        return props_of("metric", f"chart_data={given}").chart

    assert props_of("metric").chart == chart("None") == chart("[]") == []
    assert chart("[1, 2.5]") == chart("(1, 2.5)") == chart("iter([1, 2.5])") == [1, 2.5]
    assert chart("pd.Series([1, 2])") == chart("np.array([1, 2])") == [1, 2]
    assert chart("pd.DataFrame({'a': [1, 2], 'b': [3, 4]})") == [1, 2]
    assert chart("__import__('polars').DataFrame({'a': [1, 2]})") == [1, 2]
    assert chart("[1, None, float('nan')]") == [1, None, None]
    assert error_of("metric", "chart_data=['a']") == "APIError"
    reads("metric", "chart")


@PROOFS.of("metric", "chart_type")
def the_small_chart_is_of_a_kind() -> None:
    for word in ("line", "bar", "area"):
        assert props_of("metric", f"chart_type={word!r}").chart_type == word
    assert error_of("metric", "chart_type='pie'") == "InvalidValueError"
    reads("metric", "chart_type")


@PROOFS.of("metric", "format")
def a_figure_is_written_in_a_format() -> None:
    found = props_of("metric", "delta=-2, format='dollar'")
    assert (found.format, found.number, found.delta_number) == ("dollar", 5, -2)
    assert props_of("metric").number is None
    reads("metric", "format", "number", "delta_number")


@PROOFS.of("metric", "help", "icon", "label_visibility")
def the_label_of_a_figure() -> None:
    plain = props_of("metric")
    assert (plain.help, plain.icon, plain.label_visibility) == (None, None, "visible")
    assert props_of("metric", "help='*tip*'").help == "*tip*"
    assert props_of("metric", "icon='🎈'").icon.emoji == "🎈"
    for word in ("visible", "hidden", "collapsed"):
        assert props_of("metric", f"label_visibility={word!r}").label_visibility == word
    assert error_of("metric", "label_visibility='gone'") == "InvalidValueError"
    reads("metric", "help", "icon", "label_visibility")


# --- frames, size -----------------------------------------------------------------------------------------------------


@PROOFS.of("metric", "border")
def a_frame_is_around_a_figure() -> None:
    assert props_of("metric").border is False
    assert props_of("metric", "border=True").border is True
    reads("metric", "border")


@PROOFS.of("table", "border")
def lines_are_between_the_cells() -> None:
    assert props_of("table").border == "all"
    for given, word in (("True", "all"), ("False", "none"), ("'horizontal'", "horizontal")):
        assert props_of("table", f"border={given}").border == word
    assert error_of("table", "border='vertical'") == "InvalidValueError"
    reads("table", "border")
    styled(".table-all", ".table-horizontal")


@PROOFS.each("width")
def the_width_is_that_of_the_element(command: str) -> None:
    words = ("stretch",) if command == "json" else ("stretch", "content")
    assert props_of(command).width == "stretch"
    for width in (*words, 300):
        assert props_of(command, f"width={width!r}").width == width
    for wrong in ("'wide'", "0", "True", *(() if "content" in words else ("'content'",))):
        assert error_of(command, f"width={wrong}") == "InvalidWidthError"
    reads(command, "width")


@PROOFS.each("height")
def the_height_is_that_of_the_element(command: str) -> None:
    words = ("auto", "content", "stretch") if command == "dataframe" else ("content", "stretch")
    assert props_of(command).height == words[0]
    for height in (*words, 300):
        assert props_of(command, f"height={height!r}").height == height
    for wrong in ("'high'", "0", "True"):
        assert error_of(command, f"height={wrong}") == "InvalidHeightError"
    reads(command, "height")


@PROOFS.of("dataframe", "use_container_width")
def use_container_width_is_the_older_way_to_stretch() -> None:
    assert props_of("dataframe", "use_container_width=True, width='content'").width == "stretch"
    assert props_of("dataframe", "use_container_width=False").width == "content"


@PROOFS.of("dataframe", "row_height")
def the_rows_have_a_height() -> None:
    assert props_of("dataframe", "row_height=50").row_height == 50
    assert error_of("dataframe", "row_height=0") == "InvalidValueError"
    reads("dataframe", "row_height")


@PROOFS.each("alt", commands=("dataframe", "table"))
def those_who_do_not_see_it_are_told_what_it_shows(command: str) -> None:
    assert props_of(command).alt is None
    assert props_of(command, "alt='Sales'").alt == "Sales"
    reads(command, "alt")


@PROOFS.of("json", "expanded")
def some_levels_are_open_at_first() -> None:
    for given, depth in (("True", -1), ("False", 0), ("2", 2), ("0", 0), ("-1", -1)):
        assert props_of("json", f"expanded={given}").depth == depth
    assert props_of("json").depth == -1
    assert error_of("json", "expanded='all'") == "InvalidParameterTypeError"
    reads("json", "depth")


# --- which parts of a table -------------------------------------------------------------------------------------------


@PROOFS.of("table", "hide_index", "hide_header")
def headings_that_say_nothing_are_hidden() -> None:
    def hides(data: str, arguments: str = "") -> tuple[bool, bool]:
        found = props_of("table", arguments, data)
        return found.index_columns == 0, found.hide_header

    assert hides("pd.DataFrame({'a': [1]})") == hides("pd.Series([1])") == hides("{'a': [1]}") == (True, False)
    assert hides(FRAME) == (False, False)
    assert hides("[1]") == hides("[[1]]") == hides("np.zeros(2)") == hides("{1}") == (True, True)
    assert hides("{'a': 1}") == (False, True)
    assert hides("[{'a': 1}]") == (True, False)
    assert hides(FRAME, "hide_index=True, hide_header=True") == (True, True)
    assert hides("[1]", "hide_index=False, hide_header=False") == (False, False)
    reads("table", "hide_header")


def shown_columns(arguments: str = "", data: str = FRAME) -> list[str]:
    return [each.name for each in props_of("dataframe", arguments, data).columns if not each.hidden]


@PROOFS.of("dataframe", "hide_index")
def an_index_that_only_counts_is_hidden() -> None:
    assert shown_columns() == ["_index", "a", "b"]
    assert shown_columns("", "pd.DataFrame({'a': [1]})") == ["a"]
    assert shown_columns("hide_index=True") == ["a", "b"]
    assert shown_columns("hide_index=False", "pd.DataFrame({'a': [1]})") == ["_index", "a"]


@PROOFS.of("dataframe", "column_order")
def columns_are_in_an_order() -> None:
    assert shown_columns("column_order=('b', 'a')") == ["_index", "b", "a"]
    assert shown_columns("column_order=['b']") == ["_index", "b"]


@PROOFS.of("dataframe", "column_config")
def columns_are_configured() -> None:
    assert shown_columns("column_config={'a': None}") == ["_index", "b"]
    found = {each.name: each for each in props_of("dataframe", "column_config={'a': 'A', '_index': 'I'}").columns}
    assert (found["a"].label, found["_index"].label) == ("A", "I")
    numbers = "column_config={'a': st.column_config.NumberColumn('N', format='%d €', width=90)}"
    config = {each.name: each for each in props_of("dataframe", numbers).columns}["a"].config
    assert config == {"width": 90, "type_config": {"type": "number", "format": "%d €"}}
    assert error_of("dataframe", "column_config={'a': 3}") == "InvalidValueError"


@PROOFS.of("dataframe", "placeholder")
def missing_values_have_a_sign() -> None:
    assert not props_of("dataframe").placeholder
    assert props_of("dataframe", "placeholder='–'").placeholder == "–"
    reads("dataframe", "placeholder")


@PROOFS.of("dataframe", "lazy")
def rows_are_sent_at_once_or_as_they_come_into_view() -> None:
    def sent(lazy: str) -> int:
        import pyarrow as pa

        props = props_of("dataframe", f"lazy={lazy}", "pd.DataFrame({'a': range(1234)})")
        assert props.rows == 1234
        return pa.ipc.open_stream(props.first).read_all().num_rows

    assert sent("None") == sent("True") == 100
    assert sent("False") == 1234
    assert error_of("dataframe", "lazy='yes'") == "InvalidValueError"
    rows = (FRONTEND / "grid" / "rows.ts").read_text(encoding="utf-8")
    assert "at < rows.length; at += PAGE" in rows


# --- selections -------------------------------------------------------------------------------------------------------


def select(app: AppTest, **chosen: Any) -> AppTest:
    (node,) = [each for each in app.run_context.tree.nodes.values() if each.props.kind == "dataframe"]
    assert node.identity is not None
    app.change(node.identity, {"rows": [], "columns": [], "cells": [], **chosen})
    return app.run()


EVENT = f"{IMPORTS}st.session_state.e = st.dataframe({FRAME}, {{}})"


@PROOFS.of("dataframe", "on_select")
def selections_are_returned_where_wanted() -> None:
    assert "selection" not in dir(shown(EVENT.replace("{}", "on_select='ignore'")).session_state.e)
    app = shown(EVENT.replace("{}", "on_select='rerun'"))
    assert app.session_state.e == {"selection": {"rows": [], "columns": [], "cells": []}}
    assert select(app, rows=[1]).session_state.e.selection.rows == [1]
    called = shown(f"{IMPORTS}def f(): st.session_state.called = True\nst.dataframe({FRAME}, on_select=f)")
    assert select(called, rows=[0]).session_state.called is True
    assert error_of("dataframe", "on_select='sometimes'") == "InvalidValueError"


@PROOFS.of("dataframe", "selection_mode")
def only_some_things_can_be_selected() -> None:
    def modes(given: str) -> list[str]:
        return props_of("dataframe", f"on_select='rerun', selection_mode={given}").modes

    assert props_of("dataframe", "on_select='rerun'").modes == ["multi-row"]
    for word in ("row", "column", "cell"):
        assert modes(f"'single-{word}'") == [f"single-{word}"]
        assert modes(f"'multi-{word}'") == [f"multi-{word}"]
    assert modes("['multi-row', 'single-column']") == ["multi-row", "single-column"]
    assert props_of("dataframe", "selection_mode='single-row'").modes == []
    app = shown(EVENT.replace("{}", "on_select='rerun', selection_mode='single-row-required'"))
    assert app.session_state.e.selection.rows == [0]
    assert error_of("dataframe", "on_select='rerun', selection_mode='rows'") == "InvalidValueError"
    assert error_of("dataframe", "on_select='rerun', selection_mode=['multi-row', 'single-row']") == "APIError"
    reads("dataframe", "modes")


@PROOFS.of("dataframe", "selection_default")
def something_is_selected_at_first() -> None:
    app = shown(EVENT.replace("{}", "on_select='rerun', selection_default={'selection': {'rows': [2]}}"))
    assert app.session_state.e.selection.rows == [2]


@PROOFS.of("dataframe", "key")
def the_key_names_the_selection() -> None:
    app = shown(EVENT.replace("{}", "on_select='rerun', key='k'"))
    assert select(app, rows=[1]).session_state.k.selection.rows == [1]
    app.session_state.k = {"selection": {"rows": [0]}}
    assert app.run().session_state.e.selection.rows == [0]
    assert shown(call("dataframe", "key='mine'")).get_by_key("mine").proto.kind == "dataframe"


def test_the_data_of_a_grid_can_be_read_in_tests() -> None:
    value = shown(call("dataframe")).dataframe[0].value
    assert isinstance(value, pd.DataFrame) and value.shape == (3, 2)


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
