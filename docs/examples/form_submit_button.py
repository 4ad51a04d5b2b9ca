import rushlight as st

with st.form("search"):
    word = st.text_input("Word")
    found = st.form_submit_button("Search", icon=":material/search:")
if found:
    st.write("Looking for", word)
