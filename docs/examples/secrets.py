import rushlight as st

st.write("A password is set:", "password" in st.secrets if st.secrets.load_if_toml_exists() else False)
