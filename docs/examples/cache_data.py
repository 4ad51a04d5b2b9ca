import time

import rushlight as st


@st.cache_data(ttl="1h")
def squares(count: int) -> list[int]:
    time.sleep(0.2)
    return [n * n for n in range(count)]


count = st.slider("Count", 1, 20, 5)
st.write(squares(count))
