"""Ten million measurements that were made up, in one table."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import rushlight as st

ROWS = 10_000_000
STATES = ["fine", "late", "lost"]


@st.cache_resource(show_spinner="Making ten million rows …")
def measurements() -> pa.Table:
    """Return one row a second of four months, about 150 MB."""
    random = np.random.default_rng(3)
    hour = np.arange(ROWS, dtype=np.float32) / 3600
    value = 20 + 6 * np.sin(hour * np.float32(2 * np.pi / 24)) + random.standard_normal(ROWS, dtype=np.float32)
    begin = np.datetime64("2026-06-01T00:00:00", "s")
    dice = random.integers(0, 1000, ROWS, dtype=np.int16)
    state = (dice >= 970).astype(np.int8) + (dice >= 995)
    return pa.table(
        {
            "time": begin + np.arange(ROWS, dtype="timedelta64[s]"),
            "sensor": random.integers(1, 500, ROWS, dtype=np.int16),
            "value": value,
            "state": pa.DictionaryArray.from_arrays(pa.array(state), pa.array(STATES)),
        }
    )


@st.cache_data(max_entries=50)
def chosen(states: list[str], low: float, high: float) -> pa.Table:
    """Return the rows of some states with values in a range."""
    table = measurements()
    mask = pc.and_(pc.greater_equal(table["value"], low), pc.less_equal(table["value"], high))
    if len(states) < len(STATES):
        mask = pc.and_(mask, pc.is_in(pc.cast(table["state"], pa.string()), pa.array(states)))
    return table.filter(mask)


st.title("Ten million rows", anchor=False)
st.markdown(
    "The browser holds the rows that it shows, and asks for others as they come into view. Scroll to any place, sort by a "
    "click on a head, search with :material/search:."
)
left, right = st.columns([1, 2])
states = left.pills("States", STATES, selection_mode="multi", default=STATES) or STATES
low, high = right.slider("Values", 5.0, 35.0, (5.0, 35.0), step=0.5)
table = measurements() if (list(states), low, high) == (STATES, 5.0, 35.0) else chosen(sorted(states), low, high)

rows, mean, most = st.columns(3)
rows.metric("Rows", f"{table.num_rows:,}", border=True)
mean.metric("Mean", f"{pc.mean(table['value']).as_py():.2f}" if table.num_rows else "–", border=True)
most.metric("Highest", f"{pc.max(table['value']).as_py():.2f}" if table.num_rows else "–", border=True)

st.dataframe(table, height=460, column_config={"value": st.column_config.NumberColumn("value", format="%.2f")})
counts, edges = np.histogram(table["value"].to_numpy(), bins=60, range=(5, 35))
st.bar_chart({"value": edges[:-1].round(1), "rows": counts}, x="value", y="rows", height=220)
st.caption("The measurements are made up.")
