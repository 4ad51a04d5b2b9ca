import streamlit as st
from streamlit_echarts import JsCode, st_echarts

events = {"click": "function(params) { return params.name + ' ' + params.value }"}
count = st.slider("Crates of plums", 0, 20, 7)
options = {
    "xAxis": {"type": "category", "data": ["pear", "apple", "plum"]},
    "yAxis": {"type": "value", "axisLabel": {"formatter": JsCode("value => value + ' kg'").js_code}},
    "series": [{"type": "bar", "data": [3, 12, count]}],
}
result = st_echarts(options, events=events, height="300px", key="bars")
st.text(f"result={result}")
