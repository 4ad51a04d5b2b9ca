import pandas as pd
import streamlit as st


@st.cache_data
def load(rows):
    calls.append(rows)
    return pd.DataFrame({"n": range(rows), "square": [n * n for n in range(rows)]})


@st.cache_resource
def get_calls():
    return []


calls = get_calls()
rows = st.slider("Rows", 10, 100, 10, step=10)
frame = load(rows)
st.dataframe(frame)
st.text(f"{len(frame)} rows, computed {len(calls)} times")
