import rushlight as st

st.page_link("https://example.org", label="An address elsewhere", icon=":material/open_in_new:")
