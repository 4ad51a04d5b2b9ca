import rushlight as st

mail = st.text_input("E-mail", type="email", placeholder="you@example.org", icon=":material/mail:")
st.write("We write to", mail or "nobody yet")
