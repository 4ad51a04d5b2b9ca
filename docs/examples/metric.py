import rushlight as st

one, two = st.columns(2)
one.metric("Visitors", "1,204", delta="8 %", border=True, chart_data=[4, 6, 5, 8, 9], chart_type="area")
two.metric("Errors", 3, delta=-2, delta_color="inverse", border=True)
