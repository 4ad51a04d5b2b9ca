import rushlight as st


@st.dialog("Rename the file", icon=":material/edit:")
def rename():
    name = st.text_input("New name", "report.csv")
    if st.button("Rename", type="primary"):
        st.session_state.name = name
        st.rerun()


st.write("File:", st.session_state.get("name", "data.csv"))
if st.button("Rename..."):
    rename()
