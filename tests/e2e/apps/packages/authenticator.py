import streamlit as st
import streamlit_authenticator as stauth

if "people" not in st.session_state:
    st.session_state.people = {
        "usernames": {
            "ada": {"email": "ada@example.org", "first_name": "Ada", "last_name": "L", "password": "engine-1"}
        }
    }
login = stauth.Authenticate(st.session_state.people, "test_cookie", "a key that is long enough to sign with", 30)
login.login("main", key="Login")
state = st.session_state.get("authentication_status")
if state:
    login.logout("Log out", "main")
    st.text(f"welcome {st.session_state['name']}")
elif state is False:
    st.error("wrong name or password")
else:
    st.text("nobody yet")
