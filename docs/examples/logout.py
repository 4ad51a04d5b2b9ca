import rushlight as st

st.button("Log out", on_click=st.logout)
