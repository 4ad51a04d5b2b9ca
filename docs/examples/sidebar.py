import rushlight as st

with st.sidebar:
    st.header("Filter")
    st.slider("Year", 2000, 2026, 2020)
st.write("The filter is at the side.")
