import numpy as np
import streamlit as st

part = st.selectbox(
    "Part", ["buttons", "calendar", "coordinates", "images", "keys", "search", "sorted", "tags", "tree"]
)
if part == "buttons":
    import streamlit_antd_components as antd

    st.text(f"button={antd.buttons(['one', 'two', 'three'], key='buttons')}")
elif part == "calendar":
    from streamlit_calendar import calendar

    seen = calendar([{"title": "Harvest", "start": "2026-11-12"}], {"initialDate": "2026-11-12"}, key="calendar")
    st.text(f"event={seen.get('eventClick', {}).get('event', {}).get('title')}")
elif part == "coordinates":
    from PIL import Image
    from streamlit_image_coordinates import streamlit_image_coordinates

    place = streamlit_image_coordinates(Image.fromarray(np.full((100, 200, 3), 120, "uint8")), key="coordinates")
    st.text(f"place={place and (place['x'], place['y'])}")
elif part == "images":
    from streamlit_image_select import image_select

    pictures = [np.full((60, 60, 3), shade, "uint8") for shade in (0, 200)]
    st.text(f"image={image_select('Picture', pictures, return_value='index', key='images')}")
elif part == "keys":
    from st_keyup import st_keyup

    st.text(f"typed={st_keyup('Word', key='keys')}")
elif part == "search":
    from streamlit_searchbox import st_searchbox

    fruit = ["pear", "apple", "plum"]
    st.text(f"found={st_searchbox(lambda words: [each for each in fruit if words in each], key='search')}")
elif part == "sorted":
    from streamlit_sortables import sort_items

    st.text(f"order={sort_items(['pear', 'apple', 'plum'], key='sorted')}")
elif part == "tags":
    from streamlit_tags import st_tags

    st.text(f"tags={st_tags(label='Fruit', text='Enter', value=['pear'], key='tags')}")
elif part == "tree":
    from streamlit_tree_select import tree_select

    chosen = tree_select(
        [{"label": "Fruit", "value": "fruit", "children": [{"label": "Pear", "value": "pear"}]}], key="tree"
    )
    st.text(f"checked={chosen['checked']}")
