import rushlight as st

st.info("The data are from **May**; June follows on Monday.", icon=":material/info:")
