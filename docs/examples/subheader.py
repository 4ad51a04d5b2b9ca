import rushlight as st

st.subheader("By region", divider=True)
st.write("...")
