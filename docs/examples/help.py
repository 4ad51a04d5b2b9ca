import rushlight as st

st.help(str.split)
