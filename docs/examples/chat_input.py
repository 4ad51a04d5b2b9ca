import rushlight as st

question = st.chat_input("Ask me anything", accept_file="multiple", accept_audio=True)
if question:
    st.chat_message("user").write(question.text)
    st.chat_message("assistant").write(f"You wrote {len(question.text)} characters.")
