import rushlight as st

left, middle, right = st.columns(3)
left.button("Plain")
middle.button("Important", type="primary", icon=":material/rocket_launch:")
if right.button("With a shortcut", shortcut="Ctrl+K"):
    st.write("Clicked")
