import rushlight as st

st.download_button("Download the table", "city,people\nOslo,709000\n", "cities.csv", icon=":material/download:")
