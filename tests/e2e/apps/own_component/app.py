from pathlib import Path

import pandas as pd
import streamlit as st
import streamlit.components.v1 as components

here = Path(__file__).parent
box = components.declare_component("box", path=here / "page")
table = pd.DataFrame({"a": [1, 2], "b": ["x", None]}, index=pd.Index(["i", "j"], name="row"))


def told(value):
    return f"{value.index.name} {value.reset_index().to_dict('list')}" if isinstance(value, pd.DataFrame) else value


def count():
    st.session_state.changes = st.session_state.get("changes", 0) + 1


label = st.text_input("Label", "first")
styled = table.style.set_properties(color="red", subset=["a"])
if not st.checkbox("Without the frame"):
    value = box(label=label, table=table, styled=styled, blob=b"four", default="nothing", key="box", on_change=count)
    st.text(f"value={told(value)}")
st.text(f"changes={st.session_state.get('changes', 0)} kept={told(st.session_state.get('box'))}")

with st.form("form"):
    inside = box(label="in a form", table=table, blob=b"x", key="inside")
    st.form_submit_button("Submit")
st.text(f"inside={inside}")


@st.fragment
def part():
    st.session_state.parts = st.session_state.get("parts", 0) + 1
    found = box(label="in a fragment", table=table, blob=b"", key="part")
    st.text(f"part={found} runs={st.session_state.parts}")


part()
with st.sidebar:
    box(label="aside", table=table, blob=b"", key="aside")

which = st.selectbox("Wrong", ["none", "silent", "broken", "missing", "version"])
if which in ("silent", "broken", "version"):
    components.declare_component(which, path=here / which)(height=77)
elif which == "missing":
    components.declare_component(which, path=here)()

components.html("<p id=own>plain</p><script>document.getElementById('own').textContent = 'scripted ' + origin</script>")
