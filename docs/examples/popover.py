import rushlight as st

with st.popover("Filter", icon=":material/filter_list:"):
    st.checkbox("Only open ones")
    st.slider("Least price", 0, 100)
