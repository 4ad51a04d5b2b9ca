import rushlight as st

with st.chat_message("user"):
    st.write("What is six times seven?")
with st.chat_message("assistant"):
    st.write("**42**, of course.")
