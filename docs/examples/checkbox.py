import rushlight as st

if st.checkbox("Show the details", value=True):
    st.write("Here they are.")
