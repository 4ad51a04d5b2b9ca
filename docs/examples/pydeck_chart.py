import pydeck as pdk

import rushlight as st

airports = [
    {"name": "Oslo", "at": [11.10, 60.19], "passengers": 25},
    {"name": "Stockholm", "at": [17.92, 59.65], "passengers": 22},
    {"name": "Copenhagen", "at": [12.66, 55.62], "passengers": 30},
    {"name": "Helsinki", "at": [24.96, 60.32], "passengers": 16},
]
layer = pdk.Layer(
    "ColumnLayer",
    airports,
    id="airports",
    get_position="at",
    get_elevation="passengers",
    elevation_scale=8_000,
    radius=25_000,
    get_fill_color="[80, 255 - passengers * 5, 200]",
    pickable=True,
)
deck = pdk.Deck(
    layer,
    initial_view_state=pdk.ViewState(latitude=58, longitude=17, zoom=4, pitch=45),
    tooltip={"html": "<b>{name}</b><br>{passengers} million passengers"},
)
event = st.pydeck_chart(deck, on_select="rerun", selection_mode="multi-object", key="chosen")
st.write("Selected:", [each.name for each in event.selection.objects.get("airports", [])])
