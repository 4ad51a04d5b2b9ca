import rushlight as st

file = st.file_uploader("A text file", type="txt")
if file is not None:
    st.text(file.getvalue().decode())
