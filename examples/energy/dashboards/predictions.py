"""The energy that will be used in the next 24 hours, by price area and consumer type."""

import figures
import rushlight as st
from forecasts import ask, chosen_series, hourly

st.set_page_config(page_title="Energy predictions", page_icon=":material/bolt:", layout="wide")
st.title("Energy of the next 24 hours", anchor=False)
st.markdown("What a week was, hour by hour, and what a model expects of the next day. *The history is made up.*")

area, kind = chosen_series()
answer = ask(f"predictions/{area}/{kind}")
observed = hourly(answer["datetime_utc"], answer["energy_consumption"])
predicted = hourly(answer["preds_datetime_utc"], answer["preds_energy_consumption"])

next_day, peak, missing = st.columns(3)
last_day = observed.iloc[-24:].mean()
next_day.metric(
    "Mean of the next 24 hours",
    f"{predicted.mean():,.0f} kWh",
    f"{predicted.mean() / last_day - 1:+.1%} against the last 24" if last_day > 0 else None,
    delta_color="off",
    border=True,
)
peak.metric(
    "Highest hour",
    f"{predicted.max():,.0f} kWh",
    f"{predicted.idxmax():%a %H:%M} UTC",
    delta_color="off",
    delta_arrow="off",
    border=True,
)
missing.metric("Hours of the week without a reading", int(observed.isna().sum()), border=True)

st.plotly_chart(
    figures.lines(observed, predicted),
    alt=f"Energy of area {area}, consumer type {kind}: a week as observed, then 24 hours as predicted",
)

with st.expander("The predictions as a table"):
    table = predicted.rename("kWh").rename_axis("UTC").reset_index()
    st.dataframe(table, hide_index=True, column_config={"kWh": st.column_config.NumberColumn(format="localized")})
    st.download_button(
        "Save as CSV",
        table.to_csv(index=False),
        f"predictions-{area}-{kind}.csv",
        "text/csv",
        icon=":material/download:",
    )
