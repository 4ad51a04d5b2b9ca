"""SQL on a table of journeys, cell by cell."""

import duckdb
import numpy as np
import pandas as pd

import rushlight as st

FIRST = [
    "SELECT city, count(*) AS journeys, round(avg(minutes), 1) AS minutes\nFROM journeys\nGROUP BY city\nORDER BY journeys DESC",
    "SELECT hour, count(*) AS journeys\nFROM journeys\nGROUP BY hour\nORDER BY hour",
]


@st.cache_data
def journeys() -> pd.DataFrame:
    """Return 200,000 journeys by bicycle that were made up."""
    random = np.random.default_rng(11)
    count = 200_000
    hour = np.clip(np.concatenate([random.normal(8, 1.5, count // 2), random.normal(16.5, 2.5, count // 2)]), 0, 23)
    return pd.DataFrame(
        {
            "day": pd.Timestamp("2026-03-01") + pd.to_timedelta(random.integers(0, 240, count), unit="D"),
            "hour": hour.astype(int),
            "city": random.choice(["Oslo", "Bergen", "Trondheim", "Stavanger"], count, p=[0.5, 0.25, 0.15, 0.1]),
            "minutes": random.gamma(3, 5, count).round(1),
            "electric": random.random(count) < 0.35,
        }
    )


@st.cache_resource
def database() -> duckdb.DuckDBPyConnection:
    """Return a database that has the table, and may read nothing else of this machine."""
    connection = duckdb.connect()
    connection.register("source", journeys())
    connection.execute("CREATE TABLE journeys AS SELECT * FROM source")
    connection.unregister("source")
    connection.execute("SET enable_external_access = false; SET memory_limit = '300MB'; SET lock_configuration = true")
    return connection


def answer(query: str) -> pd.DataFrame:
    """Return the result of one query that changes nothing."""
    cursor = database().cursor()
    cursor.begin()
    try:
        return cursor.execute(query).df()
    finally:
        cursor.rollback()


def remove(cell: int) -> None:
    st.session_state.cells.pop(cell)


st.title("SQL notebook", anchor=False)
st.markdown("The table `journeys` has the columns `day`, `hour`, `city`, `minutes` and `electric`.")
cells = st.session_state.setdefault("cells", dict(enumerate(FIRST)))

for number in list(cells):
    with st.container(border=True):
        query = st.text_area(
            "Query", cells[number], key=f"query-{number}", height="content", label_visibility="collapsed"
        )
        cells[number] = query
        how, away = st.columns([5, 1], vertical_alignment="center")
        shape = how.segmented_control(
            "Show as", ["Table", "Bars", "Line"], default="Table", key=f"shape-{number}", label_visibility="collapsed"
        )
        away.button(
            "Remove", key=f"remove-{number}", on_click=remove, args=[number], icon=":material/delete:", type="tertiary"
        )
        try:
            result = answer(query)
        except duckdb.Error as error:
            st.error(str(error).partition("\n\n")[0], icon=":material/error:")
            continue
        if shape in ("Bars", "Line") and len(result.columns) > 1 and len(result):
            draw = st.bar_chart if shape == "Bars" else st.line_chart
            draw(
                result,
                x=result.columns[0],
                y=list(result.select_dtypes("number").columns.drop(result.columns[0], errors="ignore")),
            )
        else:
            st.dataframe(result, hide_index=True)
            st.caption(f"{len(result):,} rows")

if st.button("Add a cell", icon=":material/add:"):
    cells[max(cells, default=-1) + 1] = "SELECT *\nFROM journeys\nLIMIT 100"
    st.rerun()
st.caption("The journeys are made up.")
