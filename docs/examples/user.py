import rushlight as st

if st.user.is_logged_in:
    st.write("Hello,", st.user.name)
else:
    st.write("Nobody is logged in.")
