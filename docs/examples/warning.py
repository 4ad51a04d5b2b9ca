import rushlight as st

st.warning("The token expires **tomorrow**.", icon=":material/warning:")
