import rushlight as st

st.badge("New", icon=":material/star:", color="green")
st.badge("3 left", color="orange", help="Order soon.")
