import streamlit as st
from streamlit_lottie import st_lottie

square = {
    "v": "5.7.0", "fr": 30, "ip": 0, "op": 60, "w": 100, "h": 100, "nm": "square", "ddd": 0, "assets": [],
    "layers": [{
        "ddd": 0, "ind": 1, "ty": 4, "nm": "layer", "sr": 1, "ip": 0, "op": 60, "st": 0, "bm": 0, "ao": 0,
        "ks": {
            "o": {"a": 0, "k": 100}, "p": {"a": 0, "k": [50, 50, 0]}, "a": {"a": 0, "k": [0, 0, 0]},
            "s": {"a": 0, "k": [100, 100, 100]},
            "r": {"a": 1, "k": [
                {"t": 0, "s": [0], "i": {"x": [0.8], "y": [0.8]}, "o": {"x": [0.2], "y": [0.2]}}, {"t": 60, "s": [360]},
            ]},
        },
        "shapes": [{
            "ty": "gr", "nm": "group", "it": [
                {"ty": "rc", "d": 1, "s": {"a": 0, "k": [40, 40]}, "p": {"a": 0, "k": [0, 0]}, "r": {"a": 0, "k": 4}},
                {"ty": "fl", "c": {"a": 0, "k": [0.8, 0.3, 0.1, 1]}, "o": {"a": 0, "k": 100}, "r": 1},
                {"ty": "tr", "p": {"a": 0, "k": [0, 0]}, "a": {"a": 0, "k": [0, 0]}, "s": {"a": 0, "k": [100, 100]},
                 "r": {"a": 0, "k": 0}, "o": {"a": 0, "k": 100}},
            ],
        }],
    }],
}  # fmt: skip
st_lottie(square, height=120, speed=1, key="square")
st.text("drawn")
