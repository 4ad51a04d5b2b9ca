import rushlight as st

event = st.echarts_chart(
    {
        "tooltip": {},
        "xAxis": {"data": ["Mon", "Tue", "Wed", "Thu", "Fri"]},
        "yAxis": {},
        "series": [{"type": "bar", "name": "Visits", "data": [120, 200, 150, 80, 70]}],
    },
    key="visits",
    on_select="rerun",
    height=300,
)
st.write("Selected:", [point.name for point in event.selection.selected])
