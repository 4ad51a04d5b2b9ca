import rushlight as st

place = st.skeleton(height=120)
st.skeleton(height=40)
place.line_chart([1, 3, 2])
