import rushlight as st

page = st.pagination(20, default=3)
st.write("Page", page)
