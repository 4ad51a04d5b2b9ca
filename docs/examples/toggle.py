import rushlight as st

dark = st.toggle("Night mode", value=True)
st.write("Good night" if dark else "Good morning")
