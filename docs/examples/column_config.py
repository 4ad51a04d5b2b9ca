import pandas as pd

import rushlight as st

frame = pd.DataFrame(
    {"task": ["Write", "Test"], "done": [0.4, 0.9], "due": pd.to_datetime(["2026-01-10", "2026-02-01"])}
)
st.dataframe(
    frame,
    column_config={
        "task": "Task",
        "done": st.column_config.ProgressColumn("Done", format="percent"),
        "due": st.column_config.DateColumn("Due", format="DD.MM.YYYY"),
    },
    hide_index=True,
)
