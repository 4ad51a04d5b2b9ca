import rushlight as st

low, high = st.slider("Temperature", -20, 40, (5, 25), format="%d °C")
st.write(f"From {low} to {high} degrees")
