"""How good the forecasts were: the error over time, and predictions beside what came."""

import figures
import rushlight as st
from forecasts import ask, chosen_series, hourly

st.set_page_config(page_title="Energy monitoring", page_icon=":material/monitoring:", layout="wide")
st.title("How good the forecasts were", anchor=False)
st.markdown(
    "Each hour was predicted up to a day before. MAPE is the mean absolute percentage error. *The history is made up.*"
)

answer = ask("monitoring/metrics")
mape = hourly(answer["datetime_utc"], answer["mape"])
st.subheader("All areas and consumer types", anchor=False)
if mape.empty:
    st.info("Nothing that was predicted has come yet.")
else:
    day, week, worst = st.columns(3)
    last, before = mape.iloc[-24:].mean(), mape.iloc[-48:-24].mean()
    change = f"{(last - before) * 100:+.1f} points" if before == before else None
    day.metric("MAPE of the last 24 hours", f"{last:.1%}", change, delta_color="inverse", border=True)
    week.metric("MAPE of all hours shown", f"{mape.mean():.1%}", border=True)
    worst.metric(
        "Worst hour",
        f"{mape.max():.1%}",
        f"{mape.idxmax():%a %d %b %H:%M} UTC",
        delta_color="off",
        delta_arrow="off",
        border=True,
    )
    st.plotly_chart(figures.error(mape), alt="The error of all forecasts by hour, and its mean over a day", key="mape")

st.subheader("Predicted and observed", anchor=False)
area, kind = chosen_series()
answer = ask(f"monitoring/values/{area}/{kind}")
observed = hourly(answer["y_monitoring_datetime_utc"], answer["y_monitoring_energy_consumption"])
predicted = hourly(answer["predictions_monitoring_datetime_utc"], answer["predictions_monitoring_energy_consumption"])
st.plotly_chart(
    figures.lines(observed, predicted),
    alt=f"Energy of area {area}, consumer type {kind}: as it was predicted, and as it came",
    key="values",
)
