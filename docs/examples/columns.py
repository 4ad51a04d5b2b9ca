import rushlight as st

wide, narrow = st.columns([2, 1], gap="large")
wide.line_chart([1, 4, 2, 5])
narrow.metric("Last", 5, delta=3)
