import datetime as dt

import rushlight as st

day = st.date_input("Day of the trip", dt.date(2026, 5, 17), format="DD.MM.YYYY")
st.write("A", day.strftime("%A"))
