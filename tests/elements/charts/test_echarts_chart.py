"""Charts of ECharts."""

from __future__ import annotations

import json
from typing import Any

import pytest

import rushlight as st
from rushlight.elements.charts import echarts_chart as module
from rushlight.errors import APIError, InvalidParameterTypeError, InvalidValueError
from rushlight.testing import AppTest

CHOSEN = {"series_index": 0, "series_name": "s", "data_index": 1, "name": "b", "value": 20}


def app(source: str) -> AppTest:
    return AppTest.from_string(f"import rushlight as st\n{source}")


def drawn(call: str) -> Any:
    return app(call).run().get("echarts_chart")[0].proto


def option(call: str) -> Any:
    return json.loads(drawn(call).option)


def test_an_option_as_a_dict_or_as_text() -> None:
    assert option("st.echarts_chart({'series': [{'type': 'bar', 'data': (1, 2)}]})") == {
        "series": [{"type": "bar", "data": [1, 2]}]
    }
    assert option("""st.echarts_chart('{"series": []}')""") == {"series": []}


def test_a_chart_of_pyecharts_with_its_size() -> None:
    pytest.importorskip("pyecharts")
    props = drawn(
        "from pyecharts.charts import Bar\nfrom pyecharts import options as opts\n"
        "bar = Bar(opts.InitOpts(width='600px', height='250px')).add_xaxis(['a']).add_yaxis('s', [1])\n"
        "st.echarts_chart(bar)"
    )
    assert json.loads(props.option)["series"][0]["type"] == "bar"
    assert props.natural == (600, 250)


def test_an_object_that_only_dumps_its_options() -> None:
    call = "class C:\n    width = '100%'\n    def dump_options(self): return '{\"series\": []}'\nst.echarts_chart(C())"
    assert option(call) == {"series": []}
    assert drawn(call).natural == (None, None)


def test_frames_arrays_dates_and_missing_values_become_json() -> None:
    source = """
import datetime as dt, decimal
import numpy as np, pandas as pd, polars as pl, pyarrow as pa
st.echarts_chart({
    "dataset": [{"source": pd.DataFrame({"a": [1, 2], "b": ["x", None]})}, {"source": pl.DataFrame({"a": [1]})},
                {"source": pa.table({"a": [1]})}],
    "series": [{"data": np.array([[1.5, np.nan]])}, {"data": pd.Series([1, 2])}, {"data": pl.Series([3])},
               {"data": [np.float64(2), decimal.Decimal("1.5"), float("nan")]}],
    "dates": [dt.date(2026, 1, 2), pd.Timestamp("2026-01-02 03:04"), pd.NaT],
})
"""
    found = option(source)
    first, second, third = found["dataset"]
    assert first["source"]["a"] == [1, 2]
    assert first["source"]["b"] == ["x", None]
    assert (second["source"], third["source"]) == ({"a": [1]}, {"a": [1]})
    assert [each["data"] for each in found["series"]] == [[[1.5, None]], [1, 2], [3], [2.0, 1.5, None]]
    assert found["dates"] == ["2026-01-02", "2026-01-02T03:04:00", None]


def test_functions_of_javascript_are_left_out_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    label = {"formatter": "function (p) { return p.name; }", "show": True, "other": "(p) => p", "text": "=> {b}"}
    with caplog.at_level("WARNING", module._logger.name):  # pyright: ignore[reportPrivateUsage]
        assert option(f"st.echarts_chart({{'series': [{{'label': {label!r}}}]}})") == {
            "series": [{"label": {"show": True, "text": "=> {b}"}}]
        }


def test_width_height_theme_renderer_and_alt() -> None:
    props = drawn("st.echarts_chart({})")
    assert (props.width, props.height, props.themed, props.renderer, props.selects, props.alt) == (
        "stretch", "content", True, "canvas", False, None,
    )  # fmt: skip
    props = drawn("st.echarts_chart({}, width=300, height='stretch', theme=None, renderer='svg', alt='A')")
    assert (props.width, props.height, props.themed, props.renderer, props.alt) == (300, "stretch", False, "svg", "A")


def test_selections_are_returned_and_kept_by_key() -> None:
    at = app("st.text(repr(st.echarts_chart({}, on_select='rerun', key='k')))").run()
    assert at.text[0].value == repr({"selection": {"selected": [], "areas": []}})
    chart = at.get("echarts_chart")[0]
    assert chart.proto.selects
    chart.select({"selected": [CHOSEN], "areas": []}).run()
    assert at.session_state.k.selection.selected[0].name == "b"
    assert "'data_index': 1" in at.text[0].value


def test_a_callback_is_called() -> None:
    at = app("def f():\n    st.session_state.n = 1\nst.echarts_chart({}, on_select=f, key='k')").run()
    at.get("echarts_chart")[0].select({"selected": [], "areas": [{"brush_type": "rect"}]}).run()
    assert at.session_state.n == 1
    assert at.session_state.k["selection"]["areas"] == [{"brush_type": "rect"}]


def test_the_selection_cannot_be_set_by_the_script() -> None:
    at = app("st.session_state.k = {}\nst.echarts_chart({}, on_select='rerun', key='k')").run()
    assert "k" in at.exception[0].message


@pytest.mark.parametrize(
    "raw", [None, {}, {"selected": []}, {"selected": 1, "areas": []}, {"selected": [1], "areas": []}]
)
def test_what_no_browser_of_ours_sends_is_refused(raw: Any) -> None:
    at = app("st.echarts_chart({}, on_select='rerun', key='k')").run()
    with pytest.raises((TypeError, ValueError)):
        at.get("echarts_chart")[0].select(raw)


def test_what_is_no_option_is_refused() -> None:
    with pytest.raises(InvalidParameterTypeError, match="option"):
        st.echarts_chart(5)
    with pytest.raises(APIError, match="no JSON"):
        st.echarts_chart("option = {}")
    other: Any = "other"
    with pytest.raises(InvalidValueError):
        st.echarts_chart({}, theme=other)
    with pytest.raises(InvalidValueError):
        st.echarts_chart({}, renderer=other)
    with pytest.raises(InvalidValueError):
        st.echarts_chart({}, on_select=other)
