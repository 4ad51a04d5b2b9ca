import rushlight as st

st.link_button("The documentation", "https://example.org/docs", icon=":material/open_in_new:")
