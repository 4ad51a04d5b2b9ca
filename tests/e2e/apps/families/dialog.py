import rushlight as st

st.text("Behind the dialog")


@st.dialog("A **dialog**", icon="🔥", width="medium")
def ask():
    st.write("Is this what you *want*?")
    st.text_input("Reason", help="A tip")
    with st.container(horizontal=True):
        if st.button("Yes", type="primary"):
            st.rerun()
        st.button("No")


ask()
