import rushlight as st

st.table({"word": ["**one**", "two"], "meaning": [":material/looks_one:", "$1 + 1$"]}, hide_index=True)
