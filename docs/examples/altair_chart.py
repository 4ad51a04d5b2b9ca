import altair as alt
import pandas as pd

import rushlight as st

points = pd.DataFrame({"age": [21, 34, 45, 52, 63], "income": [24, 38, 51, 47, 39]})
st.altair_chart(alt.Chart(points).mark_circle(size=120).encode(x="age", y="income"))
