import rushlight as st

with st.echo():
    total = sum(range(10))
    st.write("The total is", total)
