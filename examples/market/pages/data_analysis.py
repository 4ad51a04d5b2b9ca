"""Historical prices."""

from datetime import date

import pandas as pd

import rushlight as st
from utils import figures
from utils.auth import ask

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

st.title("Historical prices", anchor=False)
products = {each["id"]: each for each in ask("GET", "products")}
first = date.fromisoformat(min(each["begin"] for each in products.values()))
last = date.fromisoformat(max(each["end"] for each in products.values()))

left, middle, right = st.columns([1.7, 1.9, 1])
chosen = left.multiselect(
    "Products", list(products), ["wheat"], format_func=lambda id: products[id]["title"], key="products"
)
days = middle.date_input("From and to", (date(last.year - 2, 1, 1), last), first, last, key="days")
scale = right.segmented_control(
    "Shown as", ["Price", "Index"], default="Price", help="Index: the first day is 100", key="scale"
)
if not chosen:
    st.info("Choose one or several products.", icon=":material/touch_app:")
    st.stop()
if len(days) < 2:
    st.info("Choose the last day too.", icon=":material/date_range:")
    st.stop()

query = {"product": chosen, "begin": days[0].isoformat(), "end": days[1].isoformat()}
frame = pd.concat(
    pd.DataFrame({"date": pd.to_datetime(each["date"]), "price": each["price"], "volume": each["volume"]}).assign(
        product=products[each["product"]]["title"], unit=each["unit"]
    )
    for each in ask("GET", "prices", params=query)
)
if frame.empty:
    st.info("Nothing was traded on these days. Choose a longer time.", icon=":material/event_busy:")
    st.stop()


def show_figures(id: str, place) -> None:
    price = frame.loc[frame["product"] == products[id]["title"], "price"]
    place.metric(
        f"{products[id]['title']} ({products[id]['unit']})",
        f"{price.iloc[-1]:,.2f}",
        f"{price.iloc[-1] / price.iloc[0] - 1:+.1%} in this time",
        delta_color="off",
        border=True,
    )


def show_extreme(label: str, day: pd.Series, place) -> None:
    place.metric(
        label, f"{day['price']:,.2f}", f"{day['date']:%d %b %Y}", delta_color="off", delta_arrow="off", border=True
    )


if len(chosen) == 1:
    last_place, low_place, high_place = st.columns(3)
    show_figures(chosen[0], last_place)
    by_price = frame.sort_values("price")
    show_extreme("Lowest", by_price.iloc[0], low_place)
    show_extreme("Highest", by_price.iloc[-1], high_place)
else:
    for row in range(0, len(chosen), 3):
        for place, id in zip(st.columns(3), chosen[row : row + 3], strict=False):
            show_figures(id, place)

units = sorted(frame["unit"].unique())
if scale == "Index":
    shown = frame.assign(value=100 * frame["price"] / frame.groupby("product")["price"].transform("first"))
    title = "First day = 100"
else:
    shown, title = frame.rename(columns={"price": "value"}), ", ".join(units)
    if len(units) > 1:
        st.caption("The products have different units: shown as an index, they can be compared.")
st.altair_chart(
    figures.prices(shown[["date", "product", "value"]], title), alt=f"{', '.join(chosen)}: daily prices, {title}"
)

st.subheader("The year", anchor=False)
month = frame["date"].dt.month
year = frame.groupby(["product", frame["date"].dt.year])["price"].transform("mean")
by_month = (frame["price"] / year - 1).groupby([frame["product"], month]).mean().rename("difference")
by_month = by_month.rename_axis(["product", "month"]).reset_index()
by_month["month"] = by_month["month"].map(lambda number: MONTHS[number - 1])
st.altair_chart(figures.season(by_month), alt="How far each month is from the mean of its year")
st.caption("How far the prices of a month are from the mean of their year. One or two years are few to judge by.")

with st.expander("The prices as a table"):
    table = frame[["date", "product", "price", "unit", "volume"]]
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            "date": st.column_config.DateColumn("Day"),
            "product": "Product",
            "price": st.column_config.NumberColumn("Price", format="%.2f"),
            "unit": "Unit",
            "volume": st.column_config.NumberColumn("Volume", format="localized"),
        },
    )
    st.download_button("Save as CSV", table.to_csv(index=False), "prices.csv", "text/csv", icon=":material/download:")
