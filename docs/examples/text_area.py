import rushlight as st

text = st.text_area("A note", "Write as much as you like.", max_chars=200)
st.write(len(text.split()), "words")
