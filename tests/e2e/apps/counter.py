import streamlit as st

if "count" not in st.session_state:
    st.session_state.count = 0


def add(amount):
    st.session_state.count += amount


st.title("Counter")
st.button("Add one", on_click=add, args=(1,))
st.button("Add five", on_click=add, kwargs={"amount": 5})
st.write("Count =", st.session_state.count)
