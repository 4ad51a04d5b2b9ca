import numpy as np
import pandas as pd

import rushlight as st

one, two, three, four = st.columns(4)
one.metric("Revenue", 1250, -30, format="dollar", border=True, chart_data=[1, 3, 2, 5, 4], help="A tip")
two.metric("Users", 12000, 5.5, border=True, chart_data=[1, -3, 2], chart_type="bar", delta_description="since May")
three.metric("Same", 5, 0, border=True, chart_data=[1, 3, None, 5, 4], chart_type="area")
four.metric("None", None, border=True)
st.metric(
    "A long label that is longer than its width", "a very long value that does not fit", "and its delta", width=200
)
frame = pd.DataFrame(
    {
        "name": ["**Venus**", "Mars :red[x]", "Earth"],
        "n": [1, 22, 333],
        "f": [1.5, None, 2.25],
        "b": [True, False, None],
    },
    index=["a", "b", "c"],
)
st.table(frame)
st.table(frame, border="horizontal", hide_index=True)
st.table(frame, border=False, hide_header=True, width="content")
st.table(pd.DataFrame({"x": range(20)}), height=150)
look = frame[["n", "f"]].style.format("{:.1f}", na_rep="-").highlight_max(color="gold").set_caption("A **caption**")
st.table(look.set_table_styles([{"selector": "thead th", "props": [("font-style", "italic")]}]))
st.dataframe(pd.DataFrame(np.arange(3000).reshape(1000, 3), columns=list("abc")), lazy=False, height=200)
st.json({"a": [1, 2, {"x": None}], "b": "text"})
tasks = {"task": ["Paint", "Sow"], "done": [False, True], "hours": [1.5, 2.0]}
st.data_editor(tasks, num_rows="dynamic")
