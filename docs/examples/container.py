import rushlight as st

with st.container(border=True, horizontal=True):
    st.button("Back")
    st.button("Forward")
below = st.container()
st.write("Written first, shown last.")
below.write("Written last, shown first.")
