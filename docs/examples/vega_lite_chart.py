import rushlight as st

st.vega_lite_chart(
    {"a": ["A", "B", "C"], "b": [28, 55, 43]},
    {"mark": "bar", "encoding": {"x": {"field": "a"}, "y": {"field": "b", "type": "quantitative"}}},
)
