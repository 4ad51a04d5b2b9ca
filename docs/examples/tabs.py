import rushlight as st

chart, data = st.tabs(["Chart", ":material/table: Data"])
chart.line_chart([3, 1, 2])
data.write([3, 1, 2])
