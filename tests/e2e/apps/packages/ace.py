import streamlit as st
from streamlit_ace import st_ace

code = st_ace(value="a = 1", language="python", auto_update=True, key="code")
st.text(f"code={code!r}")
