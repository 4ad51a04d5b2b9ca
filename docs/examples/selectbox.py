import rushlight as st

city = st.selectbox("City", ["Oslo", "Bergen", "Tromsø"], index=None, placeholder="Choose a city")
st.write("You chose", city)
