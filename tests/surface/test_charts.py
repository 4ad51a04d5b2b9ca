"""Every parameter of the commands that draw charts does what it should."""

from __future__ import annotations

import io
import json
from typing import Any

from PIL import Image

from rushlight.testing import AppTest
from tests.surface.client import FRONTEND, reads
from tests.surface.table import Proofs, commands_of, drawn, failure, shown

PROOFS = Proofs(*(name for name in commands_of("chart") if name not in ("map", "pydeck_chart")))

BUILT_IN = ("line_chart", "area_chart", "bar_chart", "scatter_chart")
VEGA = (*BUILT_IN, "vega_lite_chart", "altair_chart")
SELECTING = ("vega_lite_chart", "altair_chart", "plotly_chart", "echarts_chart")

WIDE = "pd.DataFrame({'a': [1, 2], 'b': [3, 4]}, index=['p', 'q'])"
LONG = "pd.DataFrame({'x': [1, 2, 1, 2], 'v': [1., 2., 3., 4.], 'g': list('mmnn'), 's': [5, 6, 7, 8]})"
SPEC = "{'mark': 'point', 'encoding': {}, 'params': [{'name': 'p', 'select': 'point'}, {'name': 'q', 'select': 'interval'}]}"
ALTAIR = (
    "alt.Chart(pd.DataFrame({'a': [1]})).mark_point().encode(x='a:Q')"
    ".add_params(alt.selection_point('p'), alt.selection_interval('q'))"
)
FIRST = {
    **dict.fromkeys(BUILT_IN, WIDE),
    "vega_lite_chart": f"{WIDE}, {SPEC}",
    "altair_chart": ALTAIR,
    "plotly_chart": "[{'type': 'bar', 'x': [1], 'y': [2]}]",
    "echarts_chart": "{'series': []}",
    "graphviz_chart": "'digraph { a -> b }'",
    "mermaid_chart": "'flowchart LR; a --> b'",
    "pyplot": "figure()",
}
SCRIPT = """
import io
import pandas as pd
import altair as alt
def figure():
    from matplotlib.figure import Figure
    made = Figure()
    made.subplots().plot([1, 2])
    return made
"""
KINDS = {**dict.fromkeys(VEGA, "vega_lite_chart"), "pyplot": "image"}


def kind_of(command: str) -> str:
    return KINDS.get(command, command)


def call(command: str, arguments: str = "", data: str | None = None) -> str:
    return f"{SCRIPT}\nst.{command}({FIRST[command] if data is None else data}, {arguments})"


def props_of(command: str, arguments: str = "", data: str | None = None) -> Any:
    return drawn(call(command, arguments, data), kind_of(command))


def error_of(command: str, arguments: str, data: str | None = None) -> str:
    return failure(call(command, arguments, data)).proto.name


def spec_of(command: str, arguments: str = "", data: str | None = None) -> dict[str, Any]:
    """Return the Vega-Lite specification of a built-in chart: of several layers the first."""
    spec = json.loads(props_of(command, arguments, data).spec)
    return {**spec, **spec["layer"][0]} if "layer" in spec else spec


def axes_of(command: str, arguments: str = "", data: str | None = LONG) -> dict[str, Any]:
    return spec_of(command, arguments, data)["encoding"]


def rows_of(props: Any) -> list[dict[str, Any]]:
    import pyarrow as pa

    return pa.ipc.open_stream(props.data["source"]).read_all().to_pylist()


# --- built-in charts --------------------------------------------------------------------------------------------------


@PROOFS.each("data", commands=BUILT_IN)
def data_are_wide_or_nothing(command: str) -> None:
    props = props_of(command)
    assert [(row["a"], row["b"]) for row in rows_of(props)] == [(1, 3), (2, 4)]
    assert spec_of(command)["transform"][0]["fold"] == ["a", "b"]
    assert spec_of(command, data="[1, 2, 3]")["encoding"]["y"]["field"] == "value"
    assert spec_of(command, data="None")["encoding"]["y"]["field"] == ""
    for wrong in ("__import__('numpy').zeros((2, 2, 2))", "object()", "'text'", "3"):
        assert error_of(command, "", wrong) == "DataframeConversionError"
    reads("vega_lite_chart", "spec", "data")


@PROOFS.each("x", commands=BUILT_IN)
def a_column_is_the_horizontal_axis(command: str) -> None:
    axis = axes_of(command, "x='x', y='v'")["x"]
    assert (axis["field"], axis["title"]) == ("x", "x")
    assert axis["type"] == ("ordinal" if command == "bar_chart" else "quantitative")
    index = spec_of(command)["encoding"]["x"]
    assert index["field"] == "_index" and index["title"] is None
    assert error_of(command, "x='z'", LONG) == "APIError"
    dated = "pd.DataFrame({'d': pd.date_range('2026', periods=2), 'v': [1, 2]})"
    assert axes_of(command, "x='d'", dated)["x"]["type"] == "temporal"


@PROOFS.each("y", commands=BUILT_IN)
def columns_are_the_values(command: str) -> None:
    axis = axes_of(command, "x='x', y='v'")["y"]
    assert (axis["field"], axis["type"], axis["title"]) == ("v", "quantitative", "v")
    assert spec_of(command, "x='x', y=['v', 's']", LONG)["transform"][0]["fold"] == ["v", "s"]
    assert spec_of(command, "x='x'", LONG)["transform"][0]["fold"] == ["v", "s"]
    assert error_of(command, "y='z'", LONG) == "APIError"


@PROOFS.each("x_label", "y_label", commands=BUILT_IN)
def the_axes_have_titles(command: str) -> None:
    axes = axes_of(command, "x='x', y='v', x_label='X', y_label='Y'")
    assert (axes["x"]["title"], axes["y"]["title"]) == ("X", "Y")
    none = axes_of(command, "x='x', y='v', x_label='', y_label=''")
    assert (none["x"]["title"], none["y"]["title"]) == (None, None)


@PROOFS.each("color", commands=BUILT_IN)
def colours_are_given_or_part_the_marks(command: str) -> None:
    assert axes_of(command, "x='x', y='v', color='g'")["color"]["field"] == "g"
    assert axes_of(command, "x='x', y='v', color='#f00'")["color"] == {"value": "#f00"}
    assert axes_of(command, "x='x', y='v', color=(1.0, 0.0, 0.0, 0.5)")["color"] == {"value": "rgba(255, 0, 0, 0.5)"}
    several = spec_of(command, "color=['red', (0, 0, 255)]")["encoding"]["color"]["scale"]
    assert several == {"domain": ["a", "b"], "range": ["red", "rgb(0, 0, 255)"]}
    assert error_of(command, "color='zz'") == "InvalidColorError"
    assert error_of(command, "color=['red']") == error_of(command, "color='red'") == "APIError"
    held = "pd.DataFrame({'x': [1, 2], 'v': [1, 2], 'c': [(255, 0, 0), (0, 255, 0)], 'h': ['#f00', '#0f0']})"
    for column, css in (("c", "rgb(255, 0, 0)"), ("h", "#f00")):
        props = props_of(command, f"x='x', y='v', color={column!r}", held)
        assert axes_of(command, f"x='x', y='v', color={column!r}", held)["color"]["scale"] is None
        assert rows_of(props)[0]["_color"] == css


@PROOFS.of("bar_chart", "horizontal")
def bars_lie_from_left_to_right() -> None:
    axes = axes_of("bar_chart", "x='x', y='v', horizontal=True, x_label='X'")
    assert (axes["x"]["field"], axes["y"]["field"], axes["y"]["title"]) == ("v", "x", "X")
    beside = spec_of("bar_chart", "horizontal=True, stack=False")["encoding"]
    assert "yOffset" in beside and "xOffset" not in beside


@PROOFS.of("bar_chart", "sort")
def bars_are_in_an_order() -> None:
    assert "sort" not in axes_of("bar_chart", "x='g', y='v'")["x"]
    assert axes_of("bar_chart", "x='g', y='v', sort=False")["x"]["sort"] is None
    assert axes_of("bar_chart", "x='g', y='v', sort='v'")["x"]["sort"] == {"field": "v", "order": "ascending"}
    assert axes_of("bar_chart", "x='g', y='v', sort='-v'")["x"]["sort"] == {"field": "v", "order": "descending"}
    assert error_of("bar_chart", "sort='z'") == "APIError"


@PROOFS.each("stack", commands=("bar_chart", "area_chart"))
def marks_are_stacked(command: str) -> None:
    def stack(given: str) -> Any:
        return spec_of(command, f"stack={given}")["encoding"]["y"].get("stack", "usual")

    assert stack("True") == "zero"
    assert stack("'normalize'") == "normalize"
    assert stack("'center'") == "center"
    assert stack("'layered'") is stack("False") is False
    assert stack("None") == ("usual" if command == "bar_chart" else False)
    assert ("xOffset" in spec_of(command, "stack=False")["encoding"]) is (command == "bar_chart")
    assert error_of(command, "stack='high'") == "InvalidValueError"


@PROOFS.of("scatter_chart", "size")
def points_have_a_size() -> None:
    assert "size" not in axes_of("scatter_chart", "x='x', y='v'")
    assert axes_of("scatter_chart", "x='x', y='v', size=50")["size"] == {"value": 50}
    assert axes_of("scatter_chart", "x='x', y='v', size='s'")["size"]["field"] == "s"
    assert error_of("scatter_chart", "size='z'") == "InvalidValueError"


def test_names_of_columns_that_vega_would_read_as_paths_are_told_as_names() -> None:
    assert axes_of("line_chart", "x='a.b', y='c[0]'", "{'a.b': [1], 'c[0]': [2]}")["x"]["field"] == "a\\.b"


# --- size -------------------------------------------------------------------------------------------------------------

WIDTHS = {"graphviz_chart": "content", "mermaid_chart": "stretch", "pyplot": "stretch"}


@PROOFS.each("width")
def the_width_is_that_of_the_element(command: str) -> None:
    assert props_of(command).width == WIDTHS.get(command, "stretch")
    for width in ("stretch", "content", 300):
        assert props_of(command, f"width={width!r}").width == width
    for wrong in ("'wide'", "0", "-1", "True"):
        assert error_of(command, f"width={wrong}") == "InvalidWidthError"
    reads(kind_of(command), "width")


def test_a_chart_of_parts_has_its_own_width() -> None:
    parts = "{'hconcat': []}"
    assert props_of("vega_lite_chart", "", f"None, {parts}").width == "content"
    assert props_of("vega_lite_chart", "", "None, {'mark': 'bar', 'width': 90}").width == "content"


@PROOFS.each("height")
def the_height_is_that_of_the_element(command: str) -> None:
    assert props_of(command).height == "content"
    for height in ("stretch", "content", 300):
        assert props_of(command, f"height={height!r}").height == height
    for wrong in ("'high'", "0", "-1", "True"):
        assert error_of(command, f"height={wrong}") == "InvalidHeightError"
    reads(kind_of(command), "height")


@PROOFS.each("use_container_width")
def use_container_width_is_the_older_way_to_stretch(command: str) -> None:
    assert props_of(command, "use_container_width=True").width == "stretch"
    assert props_of(command, "use_container_width=True, width='content'").width == "stretch"
    assert props_of(command, "use_container_width=False").width == "content"
    assert props_of(command, "use_container_width=None, width=200").width == 200


@PROOFS.each("alt")
def those_who_do_not_see_it_are_told_what_it_shows(command: str) -> None:
    props = props_of(command, "alt='Sales by month'")
    assert (props.pictures[0].alt if command == "pyplot" else props.alt) == "Sales by month"
    if command != "pyplot":
        reads(kind_of(command), "alt")


# --- what the libraries' own charts are made of -------------------------------------------------------------------------


@PROOFS.of("vega_lite_chart", "data", "spec")
def a_specification_has_its_data_beside_or_inside() -> None:
    props = props_of("vega_lite_chart")
    assert json.loads(props.spec)["data"] == {"name": "source"} and len(rows_of(props)) == 2
    alone = props_of("vega_lite_chart", "", "{'mark': 'bar', 'encoding': {}}")
    assert json.loads(alone.spec)["mark"] == "bar" and alone.data == {}
    inside = props_of("vega_lite_chart", "", "None, {'mark': 'bar', 'data': pd.DataFrame({'a': [1]})}")
    assert rows_of(inside)[0]["a"] == 1


@PROOFS.of("altair_chart", "altair_chart")
def a_chart_of_altair_sends_its_data_as_tables() -> None:
    props = props_of("altair_chart")
    assert json.loads(props.spec)["mark"]["type"] == "point"
    assert list(props.data) == [json.loads(props.spec)["data"]["name"]]


@PROOFS.of("plotly_chart", "figure_or_data")
def a_figure_of_plotly_its_data_or_one_of_matplotlib() -> None:
    assert json.loads(props_of("plotly_chart").figure)["data"][0]["type"] == "bar"
    made = "__import__('plotly.express').express.bar(x=[1], y=[2])"
    assert json.loads(props_of("plotly_chart", "", made).figure)["data"][0]["type"] == "bar"
    assert error_of("plotly_chart", "", "[{'type': 'nothing'}]") == "ValueError"
    reads("plotly_chart", "figure", "version")


@PROOFS.of("echarts_chart", "spec")
def an_option_of_echarts() -> None:
    assert (
        json.loads(props_of("echarts_chart", "", "{'series': [{'type': 'bar'}]}").option)["series"][0]["type"] == "bar"
    )
    assert json.loads(props_of("echarts_chart", "", "'{\"series\": []}'").option) == {"series": []}
    assert error_of("echarts_chart", "", "3") == "InvalidParameterTypeError"
    reads("echarts_chart", "option")


@PROOFS.of("graphviz_chart", "figure_or_dot")
def a_graph_in_dot() -> None:
    assert props_of("graphviz_chart").dot == "digraph { a -> b }"
    own = "type('Own', (), {'source': 'graph { a }', 'engine': 'neato'})()"
    assert (props_of("graphviz_chart", "", own).dot, props_of("graphviz_chart", "", own).engine) == (
        "graph { a }",
        "neato",
    )
    assert error_of("graphviz_chart", "", "3") == "InvalidParameterTypeError"
    reads("graphviz_chart", "dot", "engine")


@PROOFS.of("mermaid_chart", "body")
def a_diagram_in_mermaid() -> None:
    assert props_of("mermaid_chart", "", "'  flowchart LR\\n    a --> b'").body.startswith("flowchart LR")
    assert error_of("mermaid_chart", "", "3") == "InvalidParameterTypeError"
    assert error_of("mermaid_chart", "", "''") == "APIError"
    reads("mermaid_chart", "body")


def picture_of(script: str) -> tuple[Image.Image | None, str]:
    app = shown(SCRIPT + script)
    media = app.run_context.app.media.get(app.get("image")[0].proto.pictures[0].url.rpartition("/")[2])
    assert media is not None
    return (None if "svg" in media.mime else Image.open(io.BytesIO(media.content))), media.mime


@PROOFS.of("pyplot", "fig")
def a_figure_of_matplotlib_is_a_picture() -> None:
    assert picture_of("st.pyplot(figure())")[1] == "image/png"
    assert failure(f"{SCRIPT}\nfrom matplotlib.figure import Figure\nst.pyplot(Figure())").proto.name == "APIError"
    current = (
        "import matplotlib\nmatplotlib.use('agg')\nfrom matplotlib import pyplot\npyplot.plot([1, 2])\nst.pyplot()"
    )
    assert picture_of(current)[1] == "image/png"


@PROOFS.of("pyplot", "clear_figure")
def a_figure_is_cleared_afterwards_where_wanted() -> None:
    script = SCRIPT + "\nfig = figure()\nst.pyplot(fig, {})\nst.session_state.axes = len(fig.axes)"
    assert shown(script.format("clear_figure=True").replace("{}", "")).session_state.axes == 0
    assert shown(script.replace("{}", "")).session_state.axes == 1


@PROOFS.of("pyplot", "kwargs")
def what_matplotlib_is_told_when_it_saves() -> None:
    small, large = picture_of("st.pyplot(figure(), dpi=20)")[0], picture_of("st.pyplot(figure(), dpi=40)")[0]
    assert small is not None and large is not None and large.size[0] > small.size[0]
    assert picture_of("st.pyplot(figure(), format='svg')")[1] == "image/svg+xml"
    assert picture_of("st.pyplot(figure(), format='jpg')")[1] == "image/jpeg"
    assert error_of("pyplot", "format='pdf'") == "InvalidValueError"


@PROOFS.of("plotly_chart", "config")
def plotly_is_told_a_config() -> None:
    assert props_of("plotly_chart", "config={'displayModeBar': False}").config == {"displayModeBar": False}
    assert props_of("plotly_chart").config == {}
    reads("plotly_chart", "config")


@PROOFS.of("echarts_chart", "renderer")
def echarts_draws_on_a_canvas_or_as_shapes() -> None:
    assert props_of("echarts_chart").renderer == "canvas"
    assert props_of("echarts_chart", "renderer='svg'").renderer == "svg"
    assert error_of("echarts_chart", "renderer='paper'") == "InvalidValueError"
    reads("echarts_chart", "renderer")


@PROOFS.each("theme")
def a_chart_has_the_colours_of_the_page_or_its_own(command: str) -> None:
    assert props_of(command).themed is True
    assert props_of(command, "theme=None").themed is False
    assert error_of(command, "theme='dark'") == "InvalidValueError"
    reads(kind_of(command), "themed")


# --- selections -------------------------------------------------------------------------------------------------------

EMPTY = {
    "vega_lite_chart": {"p": {}, "q": {}},
    "altair_chart": {"p": {}, "q": {}},
    "plotly_chart": {"points": [], "point_indices": [], "box": [], "lasso": []},
    "echarts_chart": {"selected": [], "areas": []},
}
CHOSEN = {
    "vega_lite_chart": {"p": [{"a": 1}], "q": {}},
    "altair_chart": {"p": [{"a": 1}], "q": {}},
    "plotly_chart": {"points": [{"x": 1}], "point_indices": [0], "box": [], "lasso": []},
    "echarts_chart": {"selected": [{"name": "x"}], "areas": []},
}


def select(app: AppTest, command: str) -> AppTest:
    kind = kind_of(command)
    (node,) = [each for each in app.run_context.tree.nodes.values() if each.props.kind == kind]
    assert node.identity is not None
    app.change(node.identity, CHOSEN[command])
    return app.run()


@PROOFS.each("on_select", commands=SELECTING)
def selections_are_returned_where_wanted(command: str) -> None:
    script = f"{SCRIPT}\nst.session_state.e = st.{command}({FIRST[command]}, on_select={{}})"
    assert "selection" not in dir(shown(script.replace("{}", "'ignore'")).session_state.e)
    app = shown(script.replace("{}", "'rerun'"))
    assert app.session_state.e == {"selection": EMPTY[command]}
    event = select(app, command).session_state.e
    assert event["selection"] == event.selection == CHOSEN[command]
    called = shown(
        SCRIPT + f"def chosen(): st.session_state.called = True\nst.{command}({FIRST[command]}, on_select=chosen)"
    )
    assert select(called, command).session_state.called is True
    assert error_of(command, "on_select='sometimes'") == "InvalidValueError"


@PROOFS.each("key", commands=SELECTING)
def the_key_names_the_selection(command: str) -> None:
    app = shown(call(command, "key='k', on_select='rerun'"))
    assert select(app, command).session_state.k.selection == CHOSEN[command]
    assert shown(call(command, "key='mine'")).get_by_key("mine").proto.kind == kind_of(command)


@PROOFS.each("selection_mode", commands=("vega_lite_chart", "altair_chart"))
def only_some_selections_are_reported(command: str) -> None:
    assert props_of(command, "on_select='rerun'").selections == ["p", "q"]
    assert props_of(command, "on_select='rerun', selection_mode='q'").selections == ["q"]
    assert props_of(command, "on_select='rerun', selection_mode=['p']").selections == ["p"]
    assert props_of(command).selections == []
    assert error_of(command, "on_select='rerun', selection_mode='z'") == "APIError"
    assert error_of("vega_lite_chart", "on_select='rerun'", "None, {'mark': 'bar'}") == "APIError"
    reads("vega_lite_chart", "selections")


@PROOFS.of("plotly_chart", "selection_mode")
def only_some_ways_to_select_are_offered() -> None:
    assert props_of("plotly_chart", "on_select='rerun'").modes == ["points", "box", "lasso"]
    assert props_of("plotly_chart", "on_select='rerun', selection_mode='box'").modes == ["box"]
    assert props_of("plotly_chart", "on_select='rerun', selection_mode={'lasso'}").modes == ["lasso"]
    assert props_of("plotly_chart").modes == []
    assert error_of("plotly_chart", "on_select='rerun', selection_mode='circle'") == "InvalidValueError"
    reads("plotly_chart", "modes")
    source = (FRONTEND / "elements/charts/plotly_chart.tsx").read_text(encoding="utf-8")
    assert all(f'includes("{mode}")' in source for mode in ("points", "box", "lasso"))


test_every_parameter_has_a_proof, test_parameter = PROOFS.tests()
