import numpy as np
import pandas as pd

import rushlight as st

rng = np.random.default_rng(7)
harbours = {"Bergen": (60.39, 5.32), "Oslo": (59.91, 10.75), "Stockholm": (59.33, 18.07), "Helsinki": (60.17, 24.94)}
ships = pd.DataFrame(
    [
        {"lat": lat + rng.normal(0, 0.3), "lon": lon + rng.normal(0, 0.6), "tonnes": rng.uniform(2_000, 9_000)}
        for lat, lon in harbours.values()
        for _ in range(40)
    ]
)
st.map(ships, size="tonnes", alt="Ships near four harbours")
