"""Weather stations that were made up, on a map."""

import numpy as np
import pandas as pd
import pydeck as pdk

import rushlight as st


@st.cache_data
def stations() -> pd.DataFrame:
    """Return 800 stations along Norway, denser near five cities."""
    random = np.random.default_rng(5)
    cities = {
        "Oslo": (59.91, 10.75),
        "Bergen": (60.39, 5.32),
        "Trondheim": (63.43, 10.39),
        "Bodø": (67.28, 14.4),
        "Tromsø": (69.65, 18.96),
    }
    frames = []
    for city, (latitude, longitude) in cities.items():
        north = latitude + random.normal(0, 0.55, 160)
        frames.append(
            pd.DataFrame(
                {
                    "near": city,
                    "lat": north,
                    "lon": longitude + random.normal(0, 0.6, 160),
                    "rain": random.gamma(4, 300 if city == "Bergen" else 160, 160).round(),
                    "mean": (30 - north * 0.37 + random.normal(0, 1, 160)).round(1),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


frame = stations()
st.title("Stations", anchor=False)
left, right = st.columns([2, 3])
near = left.multiselect("Near", list(frame["near"].unique()), placeholder="Anywhere")
low, high = right.slider("Rain in a year, mm", 0, 3000, (0, 3000), step=50)
shown = frame[frame["rain"].between(low, high) & (frame["near"].isin(near) if near else True)]

layer = pdk.Layer(
    "ColumnLayer",
    shown,
    get_position=["lon", "lat"],
    get_elevation="rain",
    elevation_scale=60,
    radius=5000,
    get_fill_color=["40 + mean * 18", 120, "220 - mean * 14", 200],
    pickable=True,
    auto_highlight=True,
    id="stations",
)
view = pdk.ViewState(latitude=64.2, longitude=12.5, zoom=4, pitch=50)
tooltip = {"text": "near {near}\n{rain} mm a year\n{mean} °C on average"}
picked = st.pydeck_chart(
    pdk.Deck([layer], initial_view_state=view, tooltip=tooltip), height=520, on_select="rerun", key="map"
)

objects = picked.selection.get("objects", {}).get("stations", []) if picked else []
one, two, three = st.columns(3)
one.metric("Stations", f"{len(shown):,}", border=True)
two.metric("Rain, mean", f"{shown['rain'].mean():,.0f} mm" if len(shown) else "–", border=True)
three.metric("Temperature, mean", f"{shown['mean'].mean():.1f} °C" if len(shown) else "–", border=True)
if objects:
    st.dataframe(pd.DataFrame(objects)[["near", "lat", "lon", "rain", "mean"]], hide_index=True)
else:
    st.caption("Click a column to see its figures. The stations are made up.")
