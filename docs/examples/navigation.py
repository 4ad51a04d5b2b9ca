import rushlight as st


def start():
    st.title("Start")
    st.page_link(about_page)


def about():
    st.title("About")


start_page = st.Page(start, title="Start", icon=":material/home:", default=True)
about_page = st.Page(about, title="About", icon=":material/info:")
st.navigation([start_page, about_page], position="top").run()
