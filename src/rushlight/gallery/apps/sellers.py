"""A dashboard of sales that were made up."""

import numpy as np
import pandas as pd

import rushlight as st


@st.cache_data
def sales() -> pd.DataFrame:
    """Return two years of daily sales in five cities."""
    random = np.random.default_rng(7)
    days = pd.date_range("2025-01-01", periods=730, freq="D")
    season = 1 + 0.3 * np.sin(np.arange(730) / 365 * 2 * np.pi)
    frames = [
        pd.DataFrame({"day": days, "city": city, "units": (size * season * random.gamma(9, 1 / 9, 730)).round()})
        for city, size in {"Oslo": 310, "Bergen": 180, "Trondheim": 140, "Tromsø": 70, "Bodø": 45}.items()
    ]
    return pd.concat(frames, ignore_index=True)


frame = sales()
first, last = frame["day"].min().to_pydatetime(), frame["day"].max().to_pydatetime()

st.title("Sellers", anchor=False)
left, middle, right = st.columns([3, 4, 2])
cities = left.multiselect("Cities", list(frame["city"].unique()), default=["Oslo", "Bergen", "Trondheim"])
begin, end = middle.slider("Days", first, last, (first, last), format="MMM YYYY")
smooth = right.select_slider("Smoothing", ["none", "week", "month"], "week")

chosen = frame["city"].isin(cities)
shown = frame[chosen & frame["day"].between(begin, end)]
length = (end - begin).days + 1
before = frame[chosen & frame["day"].between(begin - pd.Timedelta(days=length), begin - pd.Timedelta(days=1))]
totals = shown.groupby("day")["units"].sum()
growth = f"{shown['units'].sum() / before['units'].sum() - 1:+.0%}" if len(before) else None

if shown.empty:
    st.info("No city is chosen. Choose one above.")
    st.stop()

units, daily, best, leader = st.columns(4)
units.metric("Units", f"{totals.sum():,.0f}", growth, chart_data=totals.tail(60).tolist(), border=True)
daily.metric("Per day", f"{totals.mean():,.0f}", border=True)
best.metric(
    "Best day", f"{totals.max():,.0f}", f"{totals.idxmax():%d %b %Y}", delta_color="off", delta_arrow="off", border=True
)
by_city = shown.groupby("city", as_index=False)["units"].sum().sort_values("units", ascending=False)
leader.metric("Strongest city", by_city["city"].iloc[0], border=True)

span = {"none": 1, "week": 7, "month": 30}[smooth]
st.line_chart(
    shown.pivot_table(index="day", columns="city", values="units").rolling(span).mean(), y_label="units", height=320
)
one, two = st.columns(2)
one.bar_chart(by_city, x="city", y="units", color="city")
months = shown.assign(month=shown["day"].dt.strftime("%m"))
two.area_chart(months.pivot_table(index="month", columns="city", values="units", aggfunc="mean"), x_label="month")
st.dataframe(
    shown,
    column_config={
        "units": st.column_config.ProgressColumn(
            "Units", min_value=0, max_value=float(frame["units"].max()), format="%d"
        ),
        "day": st.column_config.DateColumn("Day", format="DD MMM YYYY"),
        "city": "City",
    },
    hide_index=True,
    height=320,
)
st.caption("The figures are made up.")
