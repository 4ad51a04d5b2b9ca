import rushlight as st

st.bar_chart({"fruit": ["apples", "pears", "plums"], "kg": [12, 7, 4]}, x="fruit", y="kg", horizontal=True)
