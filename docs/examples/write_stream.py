import time

import rushlight as st


def words():
    for word in ["A", "text", "that", "comes", "word", "by", "word."]:
        yield word + " "
        time.sleep(0.05)


st.write_stream(words)
