import streamlit as st


def run():
    st.title("Greeting")
    st.write("Hello", st.text_input("Who", "you"))
