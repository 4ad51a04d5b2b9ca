import datetime as dt

import rushlight as st

at = st.datetime_input("Departure", dt.datetime(2026, 5, 17, 8, 30), format="DD.MM.YYYY", step=300)
st.write("On a", at.strftime("%A, at %H:%M"))
