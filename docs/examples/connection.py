import rushlight as st

db = st.connection("example", type="sql", url="sqlite://")
st.dataframe(db.query("SELECT 'Oslo' AS city, 42 AS visitors"))
