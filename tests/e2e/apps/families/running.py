import time

import rushlight as st

st.text("Before")
with st.spinner("Reading **files**", show_time=True):
    for _ in range(600):
        time.sleep(0.1)
        st.empty()
