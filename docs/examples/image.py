import numpy as np

import rushlight as st

rings = np.hypot(*np.meshgrid(np.linspace(-1, 1, 200), np.linspace(-1, 1, 400)))
st.image((127 + 127 * np.sin(rings * 20)).astype("uint8"), caption="Rings")
