import streamlit as st


def run():
    st.title("Squares")
    n = st.number_input("n", value=4)
    st.metric("Square", n * n)
