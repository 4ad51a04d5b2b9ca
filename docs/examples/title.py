import rushlight as st

st.title("A page of :orange[figures]")
