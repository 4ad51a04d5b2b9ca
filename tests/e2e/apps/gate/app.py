import hmac

import streamlit as st


def check_password():
    def entered():
        st.session_state["password_correct"] = hmac.compare_digest(st.session_state["password"], st.secrets["password"])
        del st.session_state["password"]

    if st.session_state.get("password_correct", False):
        return True
    st.text_input("Password", type="password", on_change=entered, key="password")
    if "password_correct" in st.session_state:
        st.error("Wrong password")
    return False


if not check_password():
    st.stop()
st.write("Welcome inside")
st.button("Stay")
