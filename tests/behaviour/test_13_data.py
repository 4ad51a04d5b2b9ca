"""§13: frames, tables, metrics, charts. The data editor (§13.4), column types and maps have tests of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rushlight.wire.messages import Change, Rows
from tests.behaviour.tab import App, Tab

Start = Callable[..., App]
Show = Callable[..., Tab]


def names_of(tab: Tab) -> list[str]:
    return [column["name"] for column in tab.one("dataframe").props["columns"]]


SOURCES = [
    "pd.DataFrame({'a': [1, 2]})", "pd.DataFrame({'a': [1, 2]}).style", "pd.Series([1, 2], name='a')", "pd.Index([1, 2])",
    "pl.DataFrame({'a': [1, 2]})", "pl.Series('a', [1, 2])", "pl.DataFrame({'a': [1, 2]}).lazy()", "pa.table({'a': [1, 2]})",
    "pa.array([1, 2])", "np.array([1, 2])", "np.array([[1, 2], [3, 4]])", "{'a': [1, 2]}", "[1, 2]", "[{'a': 1}, {'a': 2}]",
    "{1, 2}", "(1, 2)", "[[1, 2], [3, 4]]", "duckdb.sql('select 1 as a union all select 2')", "None",
    "dict(a=1, b=2).items()", "rows()", "xarray()",
]  # fmt: skip


@pytest.mark.parametrize("value", SOURCES)
def test_13_1a_frames_are_made_of_many_kinds_of_values(show: Show, value: str) -> None:
    source = f"""
    import sqlite3
    import duckdb, numpy as np, pandas as pd, polars as pl, pyarrow as pa
    def rows():
        return sqlite3.connect(":memory:").execute("select 1 as a union all select 2")
    class Foreign:
        def __dataframe__(self, *args, **kwargs):
            return pd.DataFrame({{"a": [1, 2]}}).__dataframe__()
    def xarray():
        return Foreign()
    st.dataframe({value})
    """
    tab = show(source)
    assert tab.errors == []
    assert tab.one("dataframe").props.get("total", tab.one("dataframe").props.get("count", 2)) is not None


def test_13_1b_frames_travel_by_windows(show: Show) -> None:
    tab = show("import pandas as pd\nst.dataframe(pd.DataFrame({'a': range(200_000)}))")
    props = tab.one("dataframe").props
    assert len(str(props)) < 20_000
    request = Rows(1, props["source"], 150_000, 150_002, sort="a", descending=True)
    reply: Any = tab.app.host.app.shelf.rows(tab.browser.id or "", request)
    assert (reply["total"], reply["positions"]) == (200_000, [49_999, 49_998])


@pytest.mark.parametrize("lazy", ["None", "True", "False"])
def test_13_1c_lazy_sources_are_shown_wholly(show: Show, lazy: str) -> None:
    # Here nothing is cut to 10,000 rows: see docs/compatibility.md.
    tab = show(f"import polars as pl\nst.dataframe(pl.LazyFrame({{'a': list(range(20_000))}}), lazy={lazy})")
    assert tab.errors == []
    reply: Any = tab.app.host.app.shelf.rows(
        tab.browser.id or "", Rows(1, tab.one("dataframe").props["source"], 19_998, 20_000)
    )
    assert reply["total"] == 20_000


def test_13_1d_styles_are_honoured(show: Show) -> None:
    source = """
    import pandas as pd
    frame = pd.DataFrame({"a": [1.234, 2.345]})
    st.dataframe(frame.style.format("{:.1f}").map(lambda v: "color: red" if v > 2 else ""))
    """
    tab = show(source)
    assert tab.errors == []
    props = tab.one("dataframe").props
    assert props["texts"] == {"0,0": "1.2", "1,0": "2.3"}
    assert "red" in str(props["styles"])


MODES = [
    ("multi-row", {"rows": [0, 2], "columns": [], "cells": []}, "rows", [0, 2]),
    ("single-row", {"rows": [1], "columns": [], "cells": []}, "rows", [1]),
    ("single-row-required", {"rows": [1], "columns": [], "cells": []}, "rows", [1]),
    ("multi-column", {"rows": [], "columns": ["a", "b"], "cells": []}, "columns", ["a", "b"]),
    ("single-column", {"rows": [], "columns": ["b"], "cells": []}, "columns", ["b"]),
    ("multi-cell", {"rows": [], "columns": [], "cells": [[0, "a"], [1, "b"]]}, "cells", [(0, "a"), (1, "b")]),
    ("single-cell", {"rows": [], "columns": [], "cells": [[1, "b"]]}, "cells", [(1, "b")]),
    (["multi-row", "single-column"], {"rows": [0], "columns": ["a"], "cells": []}, "rows", [0]),
]
FRAME = """
import pandas as pd
event = st.dataframe(pd.DataFrame({"a": [1, 2, 3], "b": [4, 5, 6]}), on_select="rerun", selection_mode=MODE, key="k")
st.session_state.seen = event
"""


@pytest.mark.parametrize(("mode", "raw", "part", "value"), MODES)
def test_13_2a_selections(show: Show, mode: Any, raw: dict[str, Any], part: str, value: Any) -> None:
    tab = show(FRAME.replace("MODE", repr(mode)))
    before = {"rows": [0] if mode == "single-row-required" else [], "columns": [], "cells": []}
    assert tab["seen"] == {"selection": before}
    tab.set(k=raw)
    assert tab.browser.refusals() == []
    seen = tab["seen"]
    assert [tuple(each) if isinstance(each, (list, tuple)) else each for each in seen["selection"][part]] == value
    assert getattr(seen.selection, part) == seen["selection"][part]
    assert tab["k"] == seen


@pytest.mark.parametrize(
    ("mode", "raw"),
    [("single-row", {"rows": [0, 1], "columns": [], "cells": []}), ("multi-row", {"rows": [9], "columns": [], "cells": []}),
     ("multi-row", {"rows": [], "columns": ["a"], "cells": []}), ("single-cell", {"rows": [], "columns": [], "cells": [[0, "z"]]})],
)  # fmt: skip
def test_13_2b_what_cannot_be_selected_is_refused(show: Show, mode: str, raw: dict[str, Any]) -> None:
    tab = show(FRAME.replace("MODE", repr(mode)))
    tab.set(k=raw)
    assert len(tab.browser.refusals()) == 1


def test_13_2c_a_selection_cannot_be_changed(show: Show) -> None:
    tab = show(FRAME.replace("MODE", "'multi-row'") + "event.selection.rows = []")
    assert len(tab.errors) == 1


def test_13_2d_rows_are_positions_in_the_original_data_whatever_their_index(show: Show) -> None:
    source = """
    import pandas as pd
    frame = pd.DataFrame({"a": [1, 2, 3]}, index=["x", "y", "z"])
    rows = st.dataframe(frame, on_select="rerun", key="k").selection.rows
    st.text(str(list(frame.iloc[rows].index)))
    """
    tab = show(source)
    tab.set(k={"rows": [0, 2], "columns": [], "cells": []})
    assert tab.texts == ["['x', 'z']"]


@pytest.mark.parametrize(
    "preset", ["selection_default={'selection': {'rows': [1]}}", "", "selection_default={'rows': [1]}"]
)
def test_13_2e_selections_are_preset(show: Show, preset: str) -> None:
    source = f"""
    import pandas as pd
    {"" if preset else "st.session_state.k = {'selection': {'rows': [1], 'columns': [], 'cells': []}}"}
    event = st.dataframe(pd.DataFrame({{"a": [1, 2]}}), on_select="rerun", key="k"{", " + preset if preset else ""})
    st.text(str(event.selection.rows))
    """
    tab = show(source)
    assert (tab.texts == ["[1]"]) or tab.errors != []
    if not preset or "'selection'" in preset:
        assert tab.texts == ["[1]"]


def test_13_2f_ignore_returns_the_element_and_callbacks_are_called(show: Show) -> None:
    tab = show("e = st.dataframe([1])\nst.text(str(hasattr(e, 'dataframe')))")
    assert tab.texts == ["True"]
    tab = show("st.dataframe([1], on_select=lambda: st.session_state.update(called=True), key='k')")
    tab.set(k={"rows": [0], "columns": [], "cells": []})
    assert tab["called"]


CHARTS = [
    ("vega_lite_chart([1], {'mark': 'point', 'params': [{'name': 'p', 'select': 'point'}]}", {"p": [{"a": 1}]},
     "{'selection': {'p': {}}}", "{'selection': {'p': [{'a': 1}]}}"),
    ("altair_chart(altair.Chart(pd.DataFrame({'a': [1]})).mark_point().add_params(altair.selection_interval(name='p'))",
     {"p": {"a": [0, 1]}}, "{'selection': {'p': {}}}", "{'selection': {'p': {'a': [0, 1]}}}"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "raw", "before", "after"), CHARTS)
def test_13_3a_selections_in_vega_charts(show: Show, call: str, raw: Any, before: str, after: str) -> None:
    source = f"import altair, pandas as pd\nst.text(repr(st.{call}, on_select='rerun', key='k')))"
    tab = show(source)
    assert tab.errors == []
    assert tab.texts == [before]
    tab.set(k=raw)
    assert tab.browser.refusals() == []
    assert tab.texts == [after]


def test_13_3b_a_vega_chart_needs_a_selection_parameter(show: Show) -> None:
    assert len(show("st.vega_lite_chart([1], {'mark': 'bar'}, on_select='rerun')").errors) == 1


def test_13_3c_selections_in_plotly_charts(show: Show) -> None:
    source = """
    import plotly.graph_objects as go
    event = st.plotly_chart(go.Figure(go.Scatter(y=[1, 2])), on_select="rerun", key="k")
    st.text(repr(event))
    st.session_state.event = event
    """
    tab = show(source)
    assert tab.texts == ["{'selection': {'points': [], 'point_indices': [], 'box': [], 'lasso': []}}"]
    raw = {"points": [{"x": 0, "point_index": 0}], "point_indices": [0], "box": [], "lasso": []}
    tab.set(k=raw)
    assert tab.browser.refusals() == []
    assert tab["event"].selection.point_indices == [0]


def test_13_3d_selections_in_echarts(show: Show) -> None:
    option = {"xAxis": {"type": "category"}, "yAxis": {}, "series": [{"type": "bar", "data": [1, 2]}]}
    tab = show(f"st.text(repr(st.echarts_chart({option}, on_select='rerun', key='k')))")
    assert tab.texts == ["{'selection': {'selected': [], 'areas': []}}"]


def test_13_6a_tables_are_static_and_their_cells_are_markdown(show: Show) -> None:
    tab = show("st.table({'a': ['**bold**', 'x']})")
    assert "**bold**" in str(tab.one("table").props)


def test_13_6b_metrics(show: Show) -> None:
    source = """
    st.metric("Sales", 1234.5, 7, delta_color="inverse", chart_data=[1, 3, 2], chart_type="area", border=True, format="%.1f")
    st.metric("None", None)
    st.metric("Text", "12 km", "-3 km")
    """
    tab = show(source)
    assert tab.errors == []
    first, nothing, text = tab.nodes("metric")
    for value in ("Sales", "red", "[1.0, 3.0, 2.0]", "area", "True"):
        assert value in str(first.props)
    assert nothing.props["value"] == "—"
    assert text.props["delta"] == "-3 km"


@pytest.mark.parametrize(
    "call",
    [
        "st.metric('a', 1, delta_color='pink')",
        "st.metric('a', [1])",
        "st.metric('a', 1, chart_type='pie', chart_data=[1])",
    ],
)
def test_13_6c_what_metrics_refuse(show: Show, call: str) -> None:
    assert len(show(call).errors) == 1


@pytest.mark.parametrize(("expanded", "shown"), [("True", True), ("False", False), ("2", 2)])
def test_13_6d_json(show: Show, expanded: str, shown: Any) -> None:
    tab = show(f"st.json({{'a': {{'b': [1]}}}}, expanded={expanded})\nst.json('[1, 2]')")
    first, second = tab.nodes("json")
    assert first.props.get("expanded", True) == shown or shown in first.props.values()
    assert "[1, 2]" in str(second.props).replace("\\n", "").replace("[1,2]", "[1, 2]")


BUILT_IN = ["line_chart", "area_chart", "bar_chart", "scatter_chart"]


@pytest.mark.parametrize("command", BUILT_IN)
@pytest.mark.parametrize(
    ("data", "arguments"),
    [
        ("{'a': [1, 2], 'b': [3, 4]}", ""),
        ("pd.DataFrame({'x': [1, 2], 'y': [3, 4], 'c': ['u', 'v']})", "x='x', y='y', color='c'"),
        ("pd.DataFrame({'x': [1, 2], 'y': [3, 4], 'z': [5, 6]})", "x='x', y=['y', 'z'], color=['#f00', '#0f0']"),
        ("[1, 2, 3]", ""),
        ("np.array([[1, 2], [3, 4]])", ""),
    ],
)
def test_13_7a_built_in_charts_take_wide_and_long_data(show: Show, command: str, data: str, arguments: str) -> None:
    source = f"import numpy as np, pandas as pd\nst.{command}({data}{', ' + arguments if arguments else ''})"
    tab = show(source)
    assert tab.errors == []
    assert len(tab.nodes("vega_lite_chart")) == 1


@pytest.mark.parametrize(
    ("call", "word"),
    [
        ("bar_chart(D, x='x', y='y', horizontal=True)", '"x": {"field": "y"'),
        ("bar_chart(D, x='x', y='y', stack='normalize')", "normalize"),
        ("area_chart(D, x='x', y='y', stack='center')", "center"),
        ("bar_chart(D, x='x', y='y', sort='-y')", '"order": "descending"'),
        ("scatter_chart(D, x='x', y='y', size='y')", "size"),
        ("line_chart(D, x='x', y='y', x_label='Across', y_label='Up')", "Across"),
    ],
)
def test_13_7b_their_arguments_become_vega_lite(show: Show, call: str, word: str) -> None:
    tab = show(f"D = {{'x': [1, 2], 'y': [3, 4]}}\nst.{call}")
    assert tab.errors == []
    assert word in str(tab.one("vega_lite_chart").props)


def test_13_7c_an_unknown_column_is_an_error(show: Show) -> None:
    tab = show("st.line_chart({'a': [1]}, y='z')")
    assert len(tab.errors) == 1
    assert "z" in tab.one("exception").props["message"]


@pytest.mark.parametrize("theme", ["'streamlit'", "None"])
def test_13_7d_themes(show: Show, theme: str) -> None:
    tab = show(f"st.vega_lite_chart([1], {{'mark': 'bar'}}, theme={theme})")
    assert tab.errors == []
    props = tab.one("vega_lite_chart").props
    assert props.get("themed", True) is (theme != "None")


TYPES = {
    "Text": "text", "Number": "number", "Checkbox": "checkbox", "Selectbox": "selectbox", "Multiselect": "multiselect",
    "Datetime": "datetime", "Date": "date", "Time": "time", "List": "list", "Link": "link", "Image": "image",
    "Audio": "audio", "Video": "video", "Markdown": "markdown", "Json": "json", "LineChart": "line_chart",
    "BarChart": "bar_chart", "AreaChart": "area_chart", "Progress": "progress",
}  # fmt: skip


@pytest.mark.parametrize(("name", "type"), TYPES.items())
def test_13_5a_a_config_is_a_plain_dict_with_a_type(name: str, type: str) -> None:
    from rushlight import column_config

    config = getattr(column_config, f"{name}Column")("Heading", width="small", help="why", pinned=True)
    assert dict(config)["type_config"]["type"] == type
    assert {key: config[key] for key in ("label", "width", "help", "pinned")} == {
        "label": "Heading", "width": "small", "help": "why", "pinned": True,
    }  # fmt: skip


COLUMNS = """
c = st.column_config
st.dataframe({"a": [1, 2], "b": [3, 4], "d": [5, 6]}, column_config=CONFIG)
"""


@pytest.mark.parametrize(
    ("config", "labels"),
    [
        ("{'a': None}", ["b", "d"]),
        ("{'a': 'First'}", ["First", "b", "d"]),
        ("{'a': c.NumberColumn('First', format='dollar')}", ["First", "b", "d"]),
        ("{'a': {'label': 'First', 'type_config': {'type': 'number', 'format': '%d €'}}}", ["First", "b", "d"]),
        ("{'a': {'hidden': True}, 'b': c.Column(width=200)}", ["b", "d"]),
    ],
)
def test_13_5b_columns_are_hidden_named_and_typed(show: Show, config: str, labels: list[str]) -> None:
    tab = show(COLUMNS.replace("CONFIG", config))
    assert tab.errors == []
    columns = [
        each for each in tab.one("dataframe").props["columns"] if not each.get("hidden") and not each.get("is_index")
    ]
    assert [each["label"] for each in columns] == labels


def test_13_5c_the_index_is_addressed_by_its_own_name(show: Show) -> None:
    source = """
    import pandas as pd
    st.dataframe(pd.DataFrame({"a": [1]}, index=["x"]), column_config={"_index": "Names"})
    """
    assert "Names" in str(show(source).one("dataframe").props["columns"])


@pytest.mark.parametrize(
    "format",
    ["%.2f", "plain", "localized", "percent", "dollar", "euro", "yen", "accounting", "bytes", "compact", "scientific",
     "engineering"],
)  # fmt: skip
def test_13_5d_formats_of_numbers(show: Show, format: str) -> None:
    # What the browser makes of them: see frontend/src/view/numbers.test.ts.
    tab = show(f"st.dataframe({{'a': [1]}}, column_config={{'a': st.column_config.NumberColumn(format={format!r})}})")
    assert format in str(tab.one("dataframe").props["columns"])


def test_13_5e_a_click_on_a_button_gives_row_column_and_value(show: Show) -> None:
    source = """
    def clicked():
        st.session_state.clicked = dict(st.session_state.act)
    st.dataframe({"a": ["x", "y"], "go": ["Go", "Go"]},
                 column_config={"go": st.column_config.ButtonColumn("Go", on_click=clicked, key="act")})
    """
    tab = show(source)
    assert tab.errors == []
    column = next(each for each in tab.one("dataframe").props["columns"] if each["name"] == "go")
    id = next(value for value in str(column).split("'") if value.startswith("$$ID"))
    tab.send(Change(0, {}, {id: {"row": 1, "column": "go"}}))
    assert tab.browser.refusals() == []
    assert tab["clicked"] == {"row": 1, "column": "go", "label": "", "value": "Go"}
