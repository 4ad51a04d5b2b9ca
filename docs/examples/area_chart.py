import rushlight as st

st.area_chart({"rain": [3, 5, 9, 7, 4], "snow": [6, 4, 1, 0, 2]}, x_label="week", y_label="mm")
