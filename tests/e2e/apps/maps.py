import pandas as pd
import pydeck as pdk
import streamlit as st

st.title("Maps")
st.map(pd.DataFrame({"lat": [60.39, 59.91, 59.33], "lon": [5.32, 10.75, 18.07]}), height=240, alt="Harbours")
fields = [{"name": f"Field {i}", "at": [5 + i, 60], "note": "<img src=x>"} for i in range(3)]
mode = "multi-object" if st.toggle("Several") else "single-object"
layer = pdk.Layer(
    "ScatterplotLayer",
    fields,
    id="fields",
    get_position="at",
    get_radius=20_000,
    get_fill_color="[200, name == 'Field 1' ? 60 : 120, 0]",
    pickable=True,
)
deck = pdk.Deck(
    layer,
    initial_view_state=pdk.ViewState(latitude=60, longitude=6, zoom=6),
    tooltip={"html": "<b>{name}</b>"},
)
event = st.pydeck_chart(deck, on_select="rerun", selection_mode=mode, key="fields", height=300, alt="Fields")
st.text(
    f"indices={event.selection.indices} objects={[each.name for each in event.selection.objects.get('fields', [])]}"
)
if st.toggle("Far"):
    far = pdk.Layer("GeoJsonLayer", "https://data.example.org/regions.json")
    st.pydeck_chart(pdk.Deck(far), height=200, alt="Far")
if st.toggle("Unknown"):
    st.pydeck_chart(pdk.Deck(pdk.Layer("NoSuchLayer", [])), height=200)
