import rushlight as st

color = st.color_picker("Colour of the line", "#b44a00")
st.markdown(f"You chose `{color}`.")
