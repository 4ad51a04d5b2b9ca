import datetime as dt

import streamlit as st

st.title("Inputs")
values = {
    "text": st.text_input("Text", "abc"),
    "area": st.text_area("Area", "lines"),
    "number": st.number_input("Number", 0, 10, 3),
    "float": st.number_input("Float", value=1.5, step=0.5),
    "slider": st.slider("Slider", 0, 100, 20),
    "range": st.slider("Range", 0.0, 1.0, (0.25, 0.75)),
    "size": st.select_slider("Size", ["S", "M", "L"], "M"),
    "check": st.checkbox("Check"),
    "toggle": st.toggle("Toggle", True),
    "radio": st.radio("Radio", ["x", "y"], captions=["first", "second"]),
    "select": st.selectbox("Select", ["one", "two", "three"]),
    "multi": st.multiselect("Multi", ["red", "green", "blue"], ["red"]),
    "date": st.date_input("Date", dt.date(2026, 3, 1)),
    "time": st.time_input("Time", dt.time(9, 30)),
    "color": st.color_picker("Color", "#336699"),
    "button": st.button("Button"),
}
file = st.file_uploader("File", type=["txt"])
values["file"] = file.getvalue().decode() if file else None
st.download_button("Save", "content", "saved.txt", on_click="ignore")
st.link_button("Link", "https://example.org")
for name, value in values.items():
    st.text(f"{name}={value!r}")
