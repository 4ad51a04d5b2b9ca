import rushlight as st

view = st.segmented_control("View", ["Day", "Week", "Month"], default="Week")
st.write("One", view)
