import rushlight as st

size = st.radio("Size", ["Small", "Large"], captions=["up to 10 people", "more than 10"], horizontal=True)
st.write(size)
