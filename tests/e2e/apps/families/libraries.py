import pandas as pd
import plotly.express as px

import rushlight as st

cities = pd.DataFrame({"city": ["Oslo", "Bergen", "Rome"] * 2, "n": [3, 1, 2, 2, 2, 5], "g": list("aaabbb")})
st.map(pd.DataFrame({"lat": [60.39, 59.91], "lon": [5.32, 10.75]}), height=240, alt="Harbours")
st.echarts_chart(
    {
        "xAxis": {"type": "category", "data": ["a", "b", "c"]},
        "yAxis": {},
        "series": [{"type": "bar", "name": "n", "data": [1, 3, 2]}, {"type": "line", "name": "m", "data": [2, 1, 3]}],
        "legend": {},
    },
    height=300,
    alt="Two series",
)
st.plotly_chart(px.bar(cities, x="city", y="n", color="g", title="Bars of Plotly"), height=360, alt="Bars")
