import rushlight as st

st.write("The address says:", st.query_params.to_dict())
if st.button("Choose Oslo"):
    st.query_params["city"] = "Oslo"
