import sqlite3

import rushlight as st


@st.cache_resource
def database() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", check_same_thread=False)


st.write(database().execute("SELECT 6 * 7").fetchone()[0])
