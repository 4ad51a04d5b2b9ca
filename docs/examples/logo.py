import rushlight as st

st.logo(":material/local_fire_department:", size="large", link="https://example.org")
st.sidebar.write("The logo stands above the sidebar.")
