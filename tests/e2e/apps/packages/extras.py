import pandas as pd
import streamlit as st
from streamlit_extras.card_selector import card_selector
from streamlit_extras.eval_javascript import eval_javascript
from streamlit_extras.floating_button import floating_button
from streamlit_extras.image_compare_slider import image_compare_slider
from streamlit_extras.json_editor import json_editor
from streamlit_extras.metric_cards import style_metric_cards
from streamlit_extras.pagination import pagination
from streamlit_extras.stateful_button import button
from streamlit_extras.stylable_container import stylable_container

part = st.selectbox(
    "Part", ["button", "cards", "evaluated", "json", "pages", "styled", "compare", "explorer", "row", "floating"]
)
if part == "cards":
    st.text(
        f"card={card_selector([{'title': 'Pears', 'description': 'green'}, {'title': 'Plums', 'description': 'blue'}], key='cards')}"
    )
elif part == "evaluated":
    st.text(f"evaluated={eval_javascript('6 * 7', key='six')}")
elif part == "json":
    st.text(f"json={json_editor({'name': 'pear', 'crates': 3}, key='json')}")
elif part == "pages":
    st.text(f"page={pagination(num_pages=5, key='pages')}")
elif part == "button":
    if button("Open", key="open"):
        st.text("opened")
elif part == "styled":
    with stylable_container("green", css_styles="button { background-color: rgb(0, 128, 0) }"):
        st.button("A green one")
    st.metric("Crates", 12, 3)
    style_metric_cards()
elif part == "compare":
    import numpy as np

    dark, light = np.zeros((80, 160, 3), "uint8"), np.full((80, 160, 3), 220, "uint8")
    st.text(f"at={image_compare_slider(dark, light, key='compare')}")
elif part == "explorer":
    from streamlit_extras.dataframe_explorer import dataframe_explorer

    found = dataframe_explorer(pd.DataFrame({"fruit": ["pear", "apple", "plum"], "crates": [3, 12, 7]}))
    st.text(f"rows={len(found)}")
elif part == "row":
    from streamlit_extras.row import row

    line = row([2, 1], vertical_align="bottom")
    line.text_input("Name")
    line.button("Send")
elif part == "floating" and floating_button("Add", key="floating"):
    st.text("added")
