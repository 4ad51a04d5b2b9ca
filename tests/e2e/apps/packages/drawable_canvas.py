import streamlit as st
from streamlit_drawable_canvas import st_canvas

mode = st.selectbox("Tool", ["freedraw", "line", "rect"])
drawn = st_canvas(
    stroke_width=6,
    stroke_color="#b8440a",
    height=200,
    width=300,
    drawing_mode=mode,
    return_image_data=True,
    key="canvas",
)
shapes = drawn.json_data["objects"] if drawn.json_data else []
st.text(f"shapes={[shape['type'] for shape in shapes]}")
st.text(f"painted={drawn.image_data is not None and bool(drawn.image_data[:, :, 3].any())}")
st.text(f"tool={mode}")
