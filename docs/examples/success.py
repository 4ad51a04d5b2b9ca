import rushlight as st

st.success("Saved.", icon=":material/check_circle:")
