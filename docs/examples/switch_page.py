import rushlight as st


def first():
    if st.button("To the second page"):
        st.switch_page(second_page)


def second():
    st.write("The second page")


second_page = st.Page(second)
st.navigation([st.Page(first), second_page]).run()
