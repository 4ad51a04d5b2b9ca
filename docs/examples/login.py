import rushlight as st

if not st.user.is_logged_in:
    st.write("Log in to see your orders.")
    st.button("Log in", on_click=st.login)
    st.stop()

st.write("Hello,", st.user.name)
