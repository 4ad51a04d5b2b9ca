import folium
import streamlit as st
from streamlit_folium import st_folium

place = folium.Map(location=[52.52, 13.405], zoom_start=10, tiles=None)
folium.CircleMarker([52.52, 13.405], radius=12, tooltip="Berlin").add_to(place)
seen = st_folium(place, height=300, width=500, returned_objects=["last_clicked", "last_object_clicked", "zoom"])
clicked = seen["last_clicked"]
st.text(f"clicked={clicked and (round(clicked['lat'], 1), round(clicked['lng'], 1))}")
st.text(f"object={seen['last_object_clicked']}")
st.text(f"zoom={seen['zoom']}")
