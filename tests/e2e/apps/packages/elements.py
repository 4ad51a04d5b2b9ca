import streamlit as st
from streamlit_elements import elements, lazy, mui, sync

st.session_state.setdefault("clicks", 0)


def clicked():
    st.session_state.clicks += 1


def noted(event):
    st.session_state.note = event.target.value


with elements("frame"), mui.Paper(elevation=2, sx={"padding": 2}):
    mui.Typography("Inside of a paper")
    mui.Button("Count", onClick=clicked)
    mui.TextField(label="Note", onChange=lazy(noted))
    mui.Button("Send", onClick=sync())
st.text(f"clicks={st.session_state.clicks}")
st.text(f"note={st.session_state.get('note')}")
