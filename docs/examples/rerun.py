import rushlight as st

st.session_state.setdefault("tries", 0)
if st.session_state.tries < 3:
    st.session_state.tries += 1
    st.rerun()
st.write("Ran", st.session_state.tries, "times more")
