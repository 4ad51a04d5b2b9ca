import pandas as pd

import rushlight as st

frame = pd.DataFrame({"city": ["Oslo", "Rome", "Lima"], "people": [709_000, 2_873_000, 10_092_000]})
chosen = st.dataframe(frame, on_select="rerun", selection_mode="multi-row")
st.write("Chosen rows:", chosen.selection.rows)
