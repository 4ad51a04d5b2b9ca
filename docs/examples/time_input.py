import datetime as dt

import rushlight as st

at = st.time_input("Departure", dt.time(8, 30), step=dt.timedelta(minutes=5))
st.write("At", at.strftime("%H:%M"))
