import rushlight as st

st.write("Everybody reads this.")
st.require_role("admin")
st.write("Only admins read this.")
