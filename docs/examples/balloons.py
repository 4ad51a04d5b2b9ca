import rushlight as st

if st.button("Celebrate"):
    st.balloons()
