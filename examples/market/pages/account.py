"""One's own account."""

import pandas as pd

import rushlight as st
from utils.auth import ask, current_user, problems, say

user = current_user()
st.title("Account", anchor=False)
name, role, since = st.columns(3)
name.metric("Name", user["name"], border=True)
role.metric("Role", user["role"], border=True)
since.metric("Member since", f"{pd.Timestamp(user['created']):%d %b %Y}", border=True)

with st.form("password", clear_on_submit=False):
    st.subheader("Change the password", anchor=False)
    current = st.text_input("Current password", type="password", autocomplete="current-password", key="current")
    new = st.text_input(
        "New password", type="password", autocomplete="new-password", key="new", help="Ten characters or more"
    )
    again = st.text_input("New password again", type="password", autocomplete="new-password", key="again")
    if st.form_submit_button("Change the password", type="primary"):
        with problems():
            if new == again:
                ask("PUT", "me/password", json={"current": current, "new": new})
                for each in ("current", "new", "again"):
                    del st.session_state[each]
                say("The password was changed. Your other logins have ended.")
            st.error("The new passwords are not the same.", icon=":material/error:")
st.caption("A new password ends all other logins of this account.")
