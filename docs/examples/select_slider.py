import rushlight as st

level = st.select_slider("How sure are you?", ["not at all", "a little", "rather", "wholly"], value="rather")
st.write(level)
