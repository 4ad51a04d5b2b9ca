import rushlight as st

name = st.text_input("Your name", "Ada")
if not name:
    st.stop()
st.write("Hello,", name)
