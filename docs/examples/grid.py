import rushlight as st

grid = st.grid(3, border=True)
for name, value in {"Visits": 1204, "Orders": 87, "Returns": 3}.items():
    grid.metric(name, value)
grid.cell(column_span="all").write("Over the whole width")
