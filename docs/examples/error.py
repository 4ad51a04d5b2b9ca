import rushlight as st

st.error("The file could not be read: it is empty.", icon=":material/error:")
