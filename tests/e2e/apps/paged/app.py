import streamlit as st


def start():
    st.title("Start")
    st.text_input("Name", key="name")
    st.page_link("other.py", label="To the other page", icon=":material/arrow_forward:")
    if st.button("Switch"):
        st.switch_page("other.py", query_params={"from": "start"})


def settings():
    st.set_page_config(page_title="Own title")
    st.title("Settings")


st.logo(":material/local_fire_department:")
page = st.navigation(
    {
        "": [st.Page(start, title="Start", icon=":material/home:", default=True)],
        "More": [st.Page("other.py", title="Other"), st.Page(settings, title="Settings")],
    },
    position=st.query_params.get("position", "sidebar"),
)
st.sidebar.slider("Frame", 0, 10, key="frame")
page.run()
