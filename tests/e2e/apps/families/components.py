from pathlib import Path

import rushlight as st
import rushlight.components.v1 as components

page = Path(__file__).parents[1] / "own_component" / "page"
box = components.declare_component("box", path=page)
stepper = st.components.v2.component(
    "stepper",
    html="<button>Step</button> <output>0</output>",
    css="button { border: 1px solid var(--st-primary-color); background: none; color: inherit }",
    js="""
export default ({ parentElement, setStateValue }) => {
  const [button, output] = ["button", "output"].map((name) => parentElement.querySelector(name));
  let n = 0;
  button.onclick = () => {
    n += 1;
    output.textContent = n;
    setStateValue("count", n);
  };
};
""",
)
st.write("A module in the page")
st.text(f"count={stepper(key='stepper', on_count_change=lambda: None).count}")
st.write("A frame of HTML")
components.html("<p>own <button>press</button></p>", height=60)
st.write("A frame of a package")
box(label="label", blob=b"four", default="nothing", key="box")
