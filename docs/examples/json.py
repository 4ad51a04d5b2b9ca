import rushlight as st

st.json({"name": "Ada", "born": 1815, "fields": ["mathematics", "computing"]}, expanded=2)
