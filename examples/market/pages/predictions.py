"""What the active model expects."""

import pandas as pd

import rushlight as st
from utils import figures
from utils.api_client import GatewayError
from utils.auth import ask

st.title("Predictions", anchor=False)
products = {each["id"]: each for each in ask("GET", "products")}
left, right = st.columns(2)
chosen = left.selectbox(
    "Product", list(products), format_func=lambda id: products[id]["title"], key="product", bind="query-params"
)
days = right.slider("Working days ahead", 1, 20, 20, key="ahead")
try:
    answer = ask("GET", f"predictions/{chosen}", params={"days": days})
except GatewayError as error:
    st.info(f"{error}", icon=":material/hourglass_top:")
    st.page_link("pages/model_management.py", label="Models", icon=":material/model_training:")
    st.stop()

until, unit = pd.Timestamp(answer["known_until"]), answer["unit"]
begin = (until - pd.Timedelta(days=120)).date().isoformat()
series = ask("GET", "prices", params={"product": chosen, "begin": begin})[0]
known = pd.DataFrame({"date": pd.to_datetime(series["date"]), "price": series["price"]})
expected = pd.DataFrame({name: answer[name] for name in ("date", "price", "low", "high")})
expected["date"] = pd.to_datetime(expected["date"])

last, end = answer["last_price"], expected.iloc[-1]
now, then, between = st.columns(3)
now.metric(f"Price on {until:%d %b %Y}", f"{last:,.2f} {unit}", border=True)
then.metric(
    f"Expected on {end['date']:%d %b %Y}",
    f"{end['price']:,.2f} {unit}",
    f"{end['price'] / last - 1:+.1%}",
    delta_color="off",
    border=True,
)
between.metric(
    "Four times of five between",
    f"{end['low']:,.0f} – {end['high']:,.0f}" if last >= 100 else f"{end['low']:,.1f} – {end['high']:,.1f}",
    border=True,
    help="As far as the forecasts of the backtest were wrong, so many days ahead",
)
st.altair_chart(
    figures.forecast(known, expected, unit),
    alt=f"{products[chosen]['title']}: four months of prices, then {days} working days as expected, with a band",
)
st.caption(
    f"By the model **{answer['model_title']}**, which knows prices until {until:%d %b %Y}. The prices are made up."
)

with st.expander("The predictions as a table"):
    st.dataframe(
        expected,
        hide_index=True,
        column_config={
            "date": st.column_config.DateColumn("Day"),
            **{
                name: st.column_config.NumberColumn(f"{title} ({unit})", format="%.2f")
                for name, title in (("price", "Expected"), ("low", "Low"), ("high", "High"))
            },
        },
    )
    st.download_button(
        "Save as CSV", expected.to_csv(index=False), f"predictions-{chosen}.csv", "text/csv", icon=":material/download:"
    )

st.subheader("How good it is", anchor=False)
backtest = next(each for each in ask("GET", "models") if each["id"] == answer["model"])["backtest"]
by_day = pd.DataFrame(backtest["by_day"]).rename(columns={"mape": "Model", "naive_mape": "As today"})
st.altair_chart(
    figures.errors(by_day.melt("days", var_name="by", value_name="error")),
    alt="The error of the backtest by days ahead, of the model and of saying that prices stay",
)
st.caption(
    f"{backtest['forecasts']:,} forecasts from {pd.Timestamp(backtest['begin']):%d %b %Y} to "
    f"{pd.Timestamp(backtest['end']):%d %b %Y}, by models that had seen no price of the time they were tested on. MAPE is the "
    "mean absolute percentage error. “As today” is what one would be wrong by if one said that prices stay as they are."
)
