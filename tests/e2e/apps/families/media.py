import numpy as np

import rushlight as st

st.logo("🔥", size="large", link="https://example.org")
picture = (np.indices((80, 160)).sum(axis=0) % 256).astype("uint8")
st.image(picture, caption="A **caption**")
with st.container(key="several"):
    st.image([picture, picture, picture], caption=["a", "b", "c"], width=100)
st.image(picture, width="stretch", link="https://example.org", alt="A slope")
st.audio(np.sin(np.arange(44100) / 20), sample_rate=44100, loop=True, alt="A tone")
with st.container(key="frame"):
    st.iframe("<h1>In a frame</h1>")
st.html("<button onclick='this.textContent=1'>press</button>", unsafe_allow_javascript=True)
