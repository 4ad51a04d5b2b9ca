import rushlight as st

st.write("Texts, numbers and tables:", 42, {"a": 1}, [1, 2, 3])
