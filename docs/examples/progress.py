import rushlight as st

st.progress(0.6, text="60 % of the files are read")
