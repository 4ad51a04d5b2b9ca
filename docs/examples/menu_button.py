import rushlight as st

action = st.menu_button("Export", ["CSV", "Excel", "PDF"], icon=":material/download:")
if action:
    st.write("Exporting", action)
