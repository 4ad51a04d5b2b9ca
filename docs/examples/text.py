import rushlight as st

st.text("Plain: *no* markdown, $no$ maths.")
