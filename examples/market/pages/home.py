"""What the market does today."""

import pandas as pd

import rushlight as st
from utils.auth import ask, current_user

user = current_user()
products = ask("GET", "products")
models = ask("GET", "models")
active = next((each for each in models if each["active"]), None)
end = pd.Timestamp(products[0]["end"])

st.title(f"Hello, {user['name']}", anchor=False)
st.markdown(f"The market on {end:%A, %d %B %Y}. *All prices are made up.*")

begin = (end - pd.Timedelta(days=90)).date().isoformat()
series = ask("GET", "prices", params={"product": [each["id"] for each in products], "begin": begin})
for row in range(0, len(products), 3):
    for place, product, prices in zip(st.columns(3), products[row : row + 3], series[row : row + 3], strict=False):
        place.metric(
            f"{product['title']} ({product['unit']})",
            f"{product['price']:,.2f}",
            f"{product['month']:+.1%} in a month",
            delta_color="off",
            chart_data=prices["price"],
            chart_type="line",
            border=True,
        )
st.caption("The lines are the last three months.")

st.subheader("What comes next", anchor=False)
if active is None:
    st.info(
        "No model is active yet, so there are no predictions. See how the training is doing.",
        icon=":material/hourglass_top:",
    )
    st.page_link("pages/model_management.py", label="Models", icon=":material/model_training:")
else:
    backtest = active["backtest"]
    left, middle, right = st.columns(3)
    left.metric("Active model", active["title"], border=True)
    middle.metric(
        "Its error in the last year",
        f"{backtest['mape']:.1%}",
        border=True,
        help="MAPE of the backtest, over all days ahead",
    )
    right.metric(
        "Error of “as today”",
        f"{backtest['naive_mape']:.1%}",
        border=True,
        help="What one would be wrong by if one said that prices stay as they are",
    )
    st.page_link("pages/predictions.py", label="See the predictions", icon=":material/online_prediction:")
