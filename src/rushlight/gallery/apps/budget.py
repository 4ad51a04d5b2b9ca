"""A budget to edit, with totals that keep up."""

import pandas as pd

import rushlight as st

KINDS = ["Home", "Food", "Travel", "Fun", "Savings"]
FIRST = pd.DataFrame(
    {
        "what": ["Rent", "Groceries", "Train", "Cinema", "Electricity", "Rainy days", "Dinner out"],
        "kind": ["Home", "Food", "Travel", "Fun", "Home", "Savings", "Food"],
        "planned": [9500.0, 4200.0, 850.0, 400.0, 900.0, 2500.0, 1200.0],
        "spent": [9500.0, 3910.0, 850.0, 520.0, 1120.0, 2500.0, 1480.0],
        "due": pd.to_datetime(["2026-11-01", None, "2026-11-03", None, "2026-11-20", "2026-11-30", None]),
        "paid": [True, True, True, True, False, False, True],
    }
)

st.title("Budget", anchor=False)
st.markdown("Edit any cell, add a row at the end, paste from a spreadsheet. *Ctrl+Z* takes a step back.")
income = st.number_input("Income of the month", 0, 1_000_000, 21_000, step=500, width=220)
budget = st.data_editor(
    FIRST,
    key="budget",
    num_rows="dynamic",
    hide_index=True,
    column_config={
        "what": st.column_config.TextColumn("What", required=True),
        "kind": st.column_config.SelectboxColumn("Kind", options=KINDS, default="Fun", required=True),
        "planned": st.column_config.NumberColumn("Planned", min_value=0, format="localized", default=0),
        "spent": st.column_config.NumberColumn("Spent", min_value=0, format="localized", default=0),
        "due": st.column_config.DateColumn("Due"),
        "paid": st.column_config.CheckboxColumn("Paid", default=False),
    },
)

planned, spent = budget["planned"].sum(), budget["spent"].sum()
one, two, three = st.columns(3)
one.metric(
    "Planned",
    f"{planned:,.0f}",
    f"{income - planned:+,.0f} left of the income",
    delta_color="off",
    delta_arrow="off",
    border=True,
)
two.metric("Spent", f"{spent:,.0f}", f"{spent - planned:+,.0f}", delta_color="inverse", border=True)
three.metric(
    "Still to pay", f"{budget.loc[~budget['paid'].fillna(False).astype(bool), 'spent'].sum():,.0f}", border=True
)

by_kind = budget.groupby("kind")[["planned", "spent"]].sum().reset_index()
if len(by_kind):
    st.bar_chart(by_kind, x="kind", y=["planned", "spent"], stack=False, height=280)
st.download_button("Save as CSV", budget.to_csv(index=False), "budget.csv", "text/csv", icon=":material/download:")
