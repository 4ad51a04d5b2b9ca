import numpy as np

import rushlight as st

seconds = np.linspace(0, 1, 8000)
st.audio(np.sin(2 * np.pi * 440 * seconds), sample_rate=8000)
