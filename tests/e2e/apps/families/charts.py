import altair as alt
import numpy as np
import pandas as pd

import rushlight as st

rng = np.random.default_rng(1)
wide = pd.DataFrame(rng.normal(size=(30, 3)).cumsum(axis=0), columns=["alpha", "beta", "gamma"])
cities = pd.DataFrame({"city": ["Oslo", "Bergen", "Rome"] * 2, "n": [3, 1, 2, 2, 2, 5], "g": list("aaabbb")})
points = pd.DataFrame({"x": rng.normal(size=100), "y": rng.normal(size=100), "s": rng.uniform(5, 80, 100)})
points["c"] = rng.choice(["#c1121f", "#2a6f2a"], 100)
st.line_chart(wide, x_label="Step", y_label="Height")
st.line_chart(pd.DataFrame({"v": rng.normal(size=60).cumsum()}, index=pd.date_range("2026-01-01", periods=60)))
st.area_chart(wide.abs())
st.area_chart(wide.abs(), stack="normalize")
for more in ({}, {"stack": False}, {"horizontal": True, "sort": "-n"}, {"stack": "layered"}):
    st.bar_chart(cities, x="city", y="n", color="g", **more)
st.scatter_chart(points, x="x", y="y", size="s", color="c")
st.scatter_chart(points, x="x", y="y", color="s", height=200)
bars = alt.Chart(cities).mark_bar().encode(x="city", y="sum(n)", color="g")
event = st.altair_chart(bars.add_params(alt.selection_point("chosen", fields=["city"])), on_select="rerun", key="bars")
st.text(f"chosen: {[each['city'] for each in event.selection.chosen]}")
st.graphviz_chart("digraph { a -> b -> c; a -> c }")
st.mermaid_chart("flowchart LR; a --> b --> c")
