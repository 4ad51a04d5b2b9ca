import rushlight as st

with st.status("Reading the files", expanded=True) as status:
    st.write("a.csv")
    st.write("b.csv")
    status.update(label="All files are read", state="complete")
