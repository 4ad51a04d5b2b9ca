import rushlight as st

with st.form("order", clear_on_submit=True):
    name = st.text_input("Name")
    cups = st.number_input("Cups", 1, 10)
    if st.form_submit_button("Order", type="primary"):
        st.write(f"{cups} for {name or 'you'}")
