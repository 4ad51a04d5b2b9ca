import datetime as dt

import pandas as pd

import rushlight as st

PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='60' height='30'%3E"
    "%3Crect width='60' height='30' fill='teal'/%3E%3C/svg%3E"
)
part = st.query_params.get("part", "orders")

if part == "orders":
    orders = pd.DataFrame(
        {
            "name": ["Ada", "Grace", "Alan"],
            "price": [10.5, 20.0, None],
            "count": [1, 2, 3],
            "paid": [True, False, False],
            "size": pd.Categorical(["S", "M", "L"]),
            "day": [dt.date(2026, 4, day) for day in (1, 2, 3)],
        }
    )
    config = {
        "name": st.column_config.TextColumn("Name", required=True, max_chars=10, validate="^[A-Z]", help="Who ordered"),
        "price": st.column_config.NumberColumn("Price", min_value=0, max_value=100, format="dollar"),
        "paid": st.column_config.CheckboxColumn("Paid", default=False),
    }
    after = st.data_editor(orders, num_rows="dynamic", key="orders", column_config=config, alt="Orders")
    st.text(f"edits={dict(st.session_state.orders)}")
    st.text(f"names={after['name'].tolist()}")
    st.text(f"types={[str(each) for each in after.dtypes]}")

if part == "types":
    st.set_page_config(layout="wide")
    table = pd.DataFrame(
        {
            "text": ["one\ntwo", "plain"],
            "number": [1.5, 2.5],
            "box": [True, False],
            "choice": ["a", None],
            "several": [["a"], ["b", "c"]],
            "free": [["x"], []],
            "moment": pd.to_datetime(["2026-04-05 10:00"] * 2),
            "zoned": pd.to_datetime(["2026-07-05 10:00"] * 2).tz_localize("Europe/Berlin"),
            "day": [dt.date(2026, 4, 5)] * 2,
            "clock": [dt.time(9, 30)] * 2,
            "took": pd.to_timedelta([90, 30], unit="min"),
            "link": ["https://example.com/item/1", "https://example.com/item/2"],
            "note": ["**bold** and `code`", "plain"],
            "json": ['{"a": [1, 2]}', "{}"],
            "share": [0.25, 0.75],
            "trend": [[1, 5, 2, 8], [8, 2, 5, 1]],
            "picture": [PICTURE, PICTURE],
            "sound": ["https://example.com/a.mp3", None],
            "go": ["Open", "Close"],
        }
    )
    letters = ["a", "b", "c"]
    config = {
        "choice": st.column_config.SelectboxColumn(options=letters, format_func=lambda letter: f"Letter {letter}"),
        "several": st.column_config.MultiselectColumn(options=letters, color=["red", "blue", "green"]),
        "free": st.column_config.ListColumn(),
        "link": st.column_config.LinkColumn(display_text=r"item/(\d+)"),
        "note": st.column_config.MarkdownColumn(),
        "json": st.column_config.JsonColumn(),
        "share": st.column_config.ProgressColumn(),
        "trend": st.column_config.LineChartColumn(color="auto"),
        "picture": st.column_config.ImageColumn(),
        "sound": st.column_config.AudioColumn(),
        "go": st.column_config.ButtonColumn(key="go", type="primary"),
    }
    after = st.data_editor(table, key="types", column_config=config, alt="Types")
    st.text(f"edits={dict(st.session_state.types['edited_rows'])}")
    st.text(f"click={st.session_state.go}")
    st.text(f"first={after.iloc[0][['moment', 'zoned', 'day', 'clock', 'took']].tolist()}")

if part == "many":
    count = 1_000_000

    @st.cache_data
    def numbers() -> pd.DataFrame:
        return pd.DataFrame(
            {"n": range(count), "back": range(count, 0, -1), "word": [f"w{i % 1000}" for i in range(count)]}
        )

    after = st.data_editor(numbers(), num_rows="dynamic", key="many", disabled=["word"], alt="Many")
    edits = st.session_state.many
    st.text(f"rows={len(after)} edited={edits.edited_rows} deleted={len(edits.deleted_rows)} added={edits.added_rows}")

if part == "form":
    with st.form("f", clear_on_submit=True):
        after = st.data_editor({"a": [1, 2]}, key="inside", num_rows="add", alt="Inside")
        st.form_submit_button("Send")
    st.text(f"a={after['a']}")

if part == "fed":
    if "rows" not in st.session_state:
        st.session_state.rows = pd.DataFrame({"a": [1, 2]})
    st.session_state.rows = st.data_editor(st.session_state.rows, num_rows="dynamic", alt="Fed")
    st.text(f"a={st.session_state.rows['a'].tolist()}")

if part == "selected":
    frame = pd.DataFrame({"a": range(200), "b": range(200, 400)})
    mode = st.radio("Mode", ["multi-row", "single-cell", "multi-cell", "multi-column"])
    event = st.dataframe(frame, key=mode, on_select="rerun", selection_mode=mode, alt="Selected")
    st.text(f"selection={dict(event.selection)}")
