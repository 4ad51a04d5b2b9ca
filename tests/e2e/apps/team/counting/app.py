"""Counts what is clicked."""

import rushlight as st

st.title("Counting")
if st.button("Add one"):
    st.session_state.n = st.session_state.get("n", 0) + 1
st.text(f"Counted to {st.session_state.get('n', 0)}")
