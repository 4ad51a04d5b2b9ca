import rushlight as st

st.set_option("client.toolbarMode", "minimal")
st.write("The menu is short now.")
