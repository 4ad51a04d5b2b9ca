import rushlight as st

st.text("small")
