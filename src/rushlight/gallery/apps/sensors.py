"""Three sensors that were made up: one part of the page is drawn anew each second."""

from collections import deque
from datetime import datetime, timedelta

import numpy as np
import pandas as pd

import rushlight as st

NAMES = {"boiler": (62.0, 0.8), "hall": (21.0, 0.15), "outside": (4.0, 0.3)}
KEPT = 120

st.title("Sensors", anchor=False)
left, right = st.columns([2, 3], vertical_alignment="bottom")
runs = left.toggle("Running", value=True)
limit = right.slider("Warn when the boiler is above", 50, 80, 66, format="%d °C")


def history() -> dict[str, deque]:
    """Return the last two minutes of each sensor, made up to now."""
    state = st.session_state
    if "readings" not in state:
        state.random = np.random.default_rng()
        state.readings = {name: deque([start], maxlen=KEPT) for name, (start, _) in NAMES.items()}
        state.times = deque([datetime.now() - timedelta(seconds=KEPT)], maxlen=KEPT)
    return state.readings


def measure() -> None:
    """Take the readings of each second since the last."""
    readings, times = history(), st.session_state.times
    while times[-1] + timedelta(seconds=1) <= datetime.now():
        times.append(times[-1] + timedelta(seconds=1))
        for name, (start, step) in NAMES.items():
            last = readings[name][-1]
            readings[name].append(last + (start - last) * 0.03 + st.session_state.random.normal(0, step))


@st.fragment(run_every=1 if runs else None)
def live() -> None:
    if runs:
        measure()
    readings = history()
    for column, (name, values) in zip(st.columns(len(NAMES)), readings.items(), strict=True):
        change = values[-1] - values[max(0, len(values) - 11)]
        column.metric(
            name,
            f"{values[-1]:.1f} °C",
            f"{change:+.1f} in ten seconds",
            delta_color="off",
            chart_data=list(values),
            border=True,
        )
    if readings["boiler"][-1] > limit:
        st.warning(f"The boiler is above {limit} °C", icon=":material/local_fire_department:")
    else:
        st.success("Everything is as it should be", icon=":material/check_circle:")
    frame = pd.DataFrame(
        {name: list(values) for name, values in readings.items()},
        index=pd.Index(list(st.session_state.times), name="time"),
    )
    st.line_chart(frame, y_label="°C", height=320)


live()
st.caption("The sensors are made up. Only what changed in this part of the page is sent, each second.")
