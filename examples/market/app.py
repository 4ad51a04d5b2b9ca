"""The market: prices, models and predictions, for those who are logged in at the gateway."""

import rushlight as st
from utils import auth

st.set_page_config(page_title="Market", page_icon=":material/candlestick_chart:", layout="wide")

user = auth.current_user()
if user is None:
    auth.log_in()
    st.stop()

pages = {
    "Market": [
        st.Page("pages/home.py", title="Home", icon=":material/home:", default=True),
        st.Page("pages/data_analysis.py", title="Historical prices", icon=":material/show_chart:"),
        st.Page("pages/predictions.py", title="Predictions", icon=":material/online_prediction:"),
        st.Page("pages/model_management.py", title="Models", icon=":material/model_training:"),
    ],
    "You": [st.Page("pages/account.py", title="Account", icon=":material/person:")],
}
# For everybody else these pages are not there, by their addresses neither; and the gateway would refuse.
if user["role"] == "admin":
    pages["Administration"] = [
        st.Page("pages/administration.py", title="Users", icon=":material/group:"),
        st.Page("pages/create_user.py", title="Create a user", icon=":material/person_add:"),
    ]
page = st.navigation(pages)

with st.sidebar:
    st.caption(f"Logged in as **{user['name']}** ({user['role']})")
    if st.button("Log out", icon=":material/logout:", width="stretch"):
        auth.log_out()

auth.show_said()
page.run()
