"""The gallery: what Rushlight shows, on one page."""

import numpy as np
import pandas as pd

import rushlight as st

st.set_page_config(page_title="Rushlight gallery", page_icon="🔥", layout="wide")


@st.cache_data
def sales() -> pd.DataFrame:
    """Return two years of made-up daily sales in five cities."""
    random = np.random.default_rng(7)
    days = pd.date_range("2025-01-01", periods=730, freq="D")
    season = 1 + 0.3 * np.sin(np.arange(730) / 365 * 2 * np.pi)
    frames = [
        pd.DataFrame({"day": days, "city": city, "units": (size * season * random.gamma(9, 1 / 9, 730)).round()})
        for city, size in {"Oslo": 310, "Bergen": 180, "Trondheim": 140, "Tromsø": 70, "Bodø": 45}.items()
    ]
    return pd.concat(frames, ignore_index=True)


frame = sales()

with st.sidebar:
    st.header("Filter")
    cities = st.multiselect("Cities", frame["city"].unique(), default=["Oslo", "Bergen", "Trondheim"])
    first, last = st.slider(
        "Days",
        frame["day"].min().to_pydatetime(),
        frame["day"].max().to_pydatetime(),
        (frame["day"].min().to_pydatetime(), frame["day"].max().to_pydatetime()),
        format="MMM YYYY",
    )
    smooth = st.select_slider("Smoothing", ["none", "week", "month"], "week")
    st.divider()
    st.caption("The figures are made up. The page is about 80 lines of Python.")

shown = frame[frame["city"].isin(cities) & frame["day"].between(first, last)]
span = {"none": 1, "week": 7, "month": 30}[smooth]

st.title("Rushlight gallery", icon=":material/local_fire_department:")
st.write("Every change at the side runs this script again, and **only what changed** is sent.")

totals = shown.groupby("day")["units"].sum()
left, middle, right, end = st.columns(4)
left.metric("Units", f"{totals.sum():,.0f}", chart_data=totals.tail(60).tolist(), border=True)
middle.metric("Per day", f"{totals.mean() if len(totals) else 0:,.0f}", border=True)
right.metric("Best day", f"{totals.max() if len(totals) else 0:,.0f}", "+12%", border=True)
end.metric("Cities", len(cities), border=True)

chart, table, words, inputs = st.tabs(["Charts", "Table", "Text", "Inputs"])

with chart:
    wide = shown.pivot_table(index="day", columns="city", values="units").rolling(span).mean()
    st.line_chart(wide, y_label="units", height=340)
    one, two = st.columns(2)
    by_city = shown.groupby("city", as_index=False)["units"].sum()
    one.bar_chart(by_city, x="city", y="units", color="city")
    months = shown.assign(month=shown["day"].dt.strftime("%m"))
    two.area_chart(months.pivot_table(index="month", columns="city", values="units", aggfunc="mean"))

with table:
    st.dataframe(
        shown,
        column_config={
            "units": st.column_config.ProgressColumn("Units", min_value=0, max_value=900, format="%d"),
            "day": st.column_config.DateColumn("Day", format="DD MMM YYYY"),
        },
        height=420,
    )

with words:
    st.markdown(
        "Text is :orange[markdown] with :green-badge[badges], `code`, :material/favorite: icons, :sparkles: emoji "
        "and maths: $e^{i\\pi} + 1 = 0$"
    )
    with st.echo():
        st.success("Code can be shown as it runs", icon="✅")
    a, b = st.columns(2)
    a.info("Something worth knowing", title="Info")
    b.warning("Something to look out for")
    with st.expander("Nested data"):
        st.json({"city": "Oslo", "place": {"lat": 59.91, "lon": 10.75}, "tags": ["capital", "fjord"]})

with inputs:
    with st.form("order", clear_on_submit=True):
        one, two, three = st.columns(3)
        name = one.text_input("Name", placeholder="Ada", required=True)
        count = two.number_input("How many", 1, 100, 3)
        due = three.date_input("Until")
        notes = st.text_area("Notes")
        sent = st.form_submit_button("Order", type="primary", icon=":material/send:")
    if sent:
        st.toast(f"Ordered {count} for {name} until {due}", icon="🎉")
        st.balloons()
    one, two, three = st.columns(3)
    one.radio("Size", ["Small", "Medium", "Large"], captions=["one", "a few", "many"])
    two.checkbox("Gift", True)
    two.toggle("Express")
    three.selectbox("Colour", ["Amber", "Moss", "Slate"])
    three.color_picker("Or any", "#b8440a")
    st.file_uploader("Attachment", type=["csv", "png"])
