import streamlit as st
from streamlit_javascript import st_javascript

st.text(f"sum={st_javascript('1 + 41', key='sum')}")
st.text(f"later={st_javascript('''await new Promise(done => setTimeout(() => done([1, 'two']), 50))''', key='later')}")
