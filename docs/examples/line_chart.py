import rushlight as st

st.line_chart({"day": [1, 2, 3, 4, 5], "this year": [3, 4, 6, 5, 8], "last year": [2, 3, 3, 4, 5]}, x="day")
