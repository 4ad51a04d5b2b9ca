import rushlight as st


@st.fragment
def chooser():
    size = st.radio("Size", ["S", "M", "L"], horizontal=True)
    st.write("Only this part runs again:", size)


chooser()
st.write("The rest of the page does not.")
