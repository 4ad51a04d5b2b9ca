import rushlight as st

stars = st.feedback("stars", default=3)
if stars is not None:
    st.write(f"Thank you for {stars + 1} stars!")
