import streamlit as st
from streamlit_autorefresh import st_autorefresh

count = st_autorefresh(interval=300, limit=4, key="counter")
st.text(f"count={count}")
