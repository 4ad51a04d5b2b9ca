import rushlight as st

if st.button("Save"):
    st.toast("Saved.", icon=":material/check:")
