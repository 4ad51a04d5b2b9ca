import rushlight as st

st.header("Results of the year", divider="orange", help="All figures are audited.")
st.write("...")
