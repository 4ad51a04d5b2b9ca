import altair as alt
import pandas as pd
import plotly.express as px

import rushlight as st

st.markdown("<style>.own { color: rgb(1, 2, 3) }</style><p class='own'>styled by a sheet</p>", unsafe_allow_html=True)
st.markdown("<p style='color: rgb(4, 5, 6)'>styled by itself</p>", unsafe_allow_html=True)
st.html("<style>.other { color: rgb(7, 8, 9) }</style><p class='other'>styled by html</p>")
st.latex(r"\sqrt{\frac{a}{b}} + \underbrace{x}_{y}")
st.mermaid_chart("flowchart LR\n a --> b --> c")
st.graphviz_chart("digraph { a -> b }")
st.echarts_chart(
    {
        "tooltip": {"trigger": "axis"},
        "xAxis": {"data": ["a", "b"]},
        "yAxis": {},
        "series": [{"type": "bar", "name": "n", "data": [5, 20]}],
    },
    height=200,
)
frame = pd.DataFrame({"x": [1, 2, 3], "y": [2, 1, 3], "c": list("aab")})
st.altair_chart(alt.Chart(frame).mark_point(size=400).encode(x="x", y="y", color="c", tooltip=["x", "y"]))
st.plotly_chart(px.scatter(frame, x="x", y="y", color="c", height=250))
st.line_chart(frame, x="x", y="y")
st.dataframe(frame.style.highlight_max(color="rgb(10, 200, 10)"))
st.json({"a": [1, {"b": None}]})
st.code("def f(x):\n    return x", language="python")
