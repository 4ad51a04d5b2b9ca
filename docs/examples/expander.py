import rushlight as st

with st.expander("How this is counted", icon=":material/calculate:"):
    st.write("Each visit counts once a day.")
