import time

import rushlight as st

with st.spinner("Thinking...", show_time=True):
    time.sleep(0.3)
st.write("Done")
