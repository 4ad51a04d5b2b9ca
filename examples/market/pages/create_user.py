"""Somebody new, for admins."""

import rushlight as st
from utils.auth import ask, problems, require, say

require("admin")
st.title("Create a user", anchor=False)
with st.form("create"):
    name = st.text_input("Name", max_chars=40, key="new_name", help="Letters, digits and . _ -", autocomplete="off")
    role = st.segmented_control("Role", ["user", "admin"], default="user", required=True, key="new_role")
    password = st.text_input(
        "Password", type="password", key="new_password", help="Ten characters or more", autocomplete="new-password"
    )
    if st.form_submit_button("Create", type="primary", icon=":material/person_add:"):
        with problems():
            made = ask("POST", "users", json={"name": name, "role": role, "password": password})
            for each in ("new_name", "new_role", "new_password"):
                del st.session_state[each]
            say(f"{made['name']} can log in now.")
st.caption("Tell the password in person; it can be changed on the page Account.")
st.page_link("pages/administration.py", label="All users", icon=":material/group:")
