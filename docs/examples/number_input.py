import rushlight as st

price = st.number_input("Price", min_value=0.0, value=9.5, step=0.5, format="%.2f", icon=":material/euro:")
st.write("With tax:", round(price * 1.25, 2))
