import rushlight as st

st.write("Above")
st.space("large")
st.write("Below")
