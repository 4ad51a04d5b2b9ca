import rushlight as st

st.write("Above")
st.divider()
st.write("Below")
