import streamlit as st
from streamlit_option_menu import option_menu

with st.sidebar:
    place = option_menu("Places", ["Home", "Upload", "Tasks"], icons=["house", "cloud-upload", "list-task"], key="menu")
st.text(f"place={place}")
if st.button("To the tasks"):
    st.session_state.wanted = 2
manual = option_menu(
    None, ["One", "Two", "Three"], orientation="horizontal", manual_select=st.session_state.get("wanted"), key="wide"
)
st.text(f"wide={manual}")
