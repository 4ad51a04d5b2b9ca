"""Users, for admins."""

import pandas as pd

import rushlight as st
from utils.auth import ask, current_user, problems, require, say

require("admin")
st.title("Users", anchor=False)
users = ask("GET", "users")
me = current_user()["name"]

every, admins, disabled = st.columns(3)
every.metric("Users", len(users), border=True)
admins.metric("Admins", sum(each["role"] == "admin" for each in users), border=True)
disabled.metric("Disabled", sum(each["disabled"] for each in users), border=True)


def shown(time: str | None) -> str:
    return f"{pd.Timestamp(time):%Y-%m-%d %H:%M}" if time else "never"


table = pd.DataFrame(users).assign(
    created=[shown(each["created"]) for each in users], last_login=[shown(each["last_login"]) for each in users]
)
st.dataframe(
    table,
    hide_index=True,
    column_config={
        "name": "Name",
        "role": "Role",
        "disabled": "Disabled",
        "created": "Created (UTC)",
        "last_login": "Last login (UTC)",
    },
)
st.page_link("pages/create_user.py", label="Create a user", icon=":material/person_add:")


@st.dialog("Delete the user?")
def confirm_deletion(name: str) -> None:
    st.markdown(f"**{name}** cannot log in any more, and is logged out at once. Models that {name} has trained stay.")
    if st.button("Delete", type="primary", icon=":material/delete:"):
        with problems():
            ask("DELETE", f"users/{name}")
            say(f"{name} was deleted.")


st.subheader("Change a user", anchor=False)
others = {each["name"]: each for each in users if each["name"] != me}
if not others:
    st.info("There is nobody but you.", icon=":material/person:")
    st.stop()
name = st.selectbox("User", list(others), key="changed_user")
user = others[name]
with st.container(border=True), problems():
    st.markdown(
        f"**{name}** is {'an admin' if user['role'] == 'admin' else 'a user'}{', and disabled' if user['disabled'] else ''}."
    )
    with st.container(horizontal=True):
        other = "user" if user["role"] == "admin" else "admin"
        if st.button(f"Make {name} {'a user' if other == 'user' else 'an admin'}", icon=":material/badge:"):
            ask("PATCH", f"users/{name}", json={"role": other})
            say(f"{name} has the role {other}.")
        if user["disabled"]:
            if st.button(f"Enable {name}", icon=":material/lock_open:"):
                ask("PATCH", f"users/{name}", json={"disabled": False})
                say(f"{name} may log in again.")
        elif st.button(f"Disable {name}", icon=":material/block:"):
            ask("PATCH", f"users/{name}", json={"disabled": True})
            say(f"{name} is disabled, and logged out.")
        if st.button(f"Delete {name}", icon=":material/delete:"):
            confirm_deletion(name)
    with st.form("set_password", clear_on_submit=True, border=False):
        new = st.text_input(f"New password of {name}", type="password", autocomplete="new-password")
        if st.form_submit_button("Set the password"):
            ask("PUT", f"users/{name}/password", json={"new": new})
            say(f"{name} has a new password, and is logged out.")
