import rushlight as st

st.scatter_chart({"x": [1, 2, 3, 4], "y": [3, 1, 4, 2], "kind": ["a", "b", "a", "b"]}, x="x", y="y", color="kind")
