import rushlight as st

st.metric("Visitors", "1,204")
st.caption("Counted since *midnight*.")
