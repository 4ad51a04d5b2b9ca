from pathlib import Path

import pandas as pd
import streamlit as st
import streamlit.components.v1 as components

box = components.declare_component("box", path=Path(__file__).parent / "page")
label = st.text_input("Label", "first")
value = box(label=label, table=pd.DataFrame({"a": [1, 2]}), blob=b"four", default="nothing", key="box")
st.text(f"value={value.to_dict('list') if isinstance(value, pd.DataFrame) else value}")

with st.form("form"):
    inside = box(label="in a form", table=pd.DataFrame({"a": [1]}), blob=b"x", key="inside")
    st.form_submit_button("Submit")
st.text(f"inside={inside}")

stepper = st.components.v2.component(
    "stepper",
    html="<button>Step</button><output></output>",
    css="button { color: var(--st-primary-color) }",
    js="""
export default ({ parentElement, data, setStateValue, setTriggerValue }) => {
  let n = data.start
  parentElement.querySelector("output").textContent = `from ${data.start} with ${data.blob.length}`
  parentElement.querySelector("button").onclick = () => {
    n += 1
    setStateValue("n", n)
    setTriggerValue("stepped", n)
  }
  return () => { window.cleaned = (window.cleaned || 0) + 1 }
}""",
)
start = st.number_input("Start", value=10)
result = stepper(
    data={"start": start, "blob": b"xyz"}, key="s", on_n_change=lambda: None, on_stepped_change=lambda: None
)
st.text(f"n={result.n} stepped={result.stepped}")

broken = st.components.v2.component("broken", js="export default () => { throw new Error('out of order') }")
if st.checkbox("Broken"):
    broken()

components.html("<p id=own>plain</p><script>document.getElementById('own').textContent = 'scripted ' + origin</script>")
