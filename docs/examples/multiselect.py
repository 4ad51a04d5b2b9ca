import rushlight as st

toppings = st.multiselect("Toppings", ["olives", "basil", "capers", "onions"], default=["basil"])
st.write(f"{len(toppings)} chosen")
