import pandas as pd
import streamlit as st

stepper = st.components.v2.component(
    "stepper",
    html="<button>Step</button><button>Bytes</button><output></output><p></p>",
    css="button { color: var(--st-primary-color) }",
    js="""
export default ({ name, key, parentElement, data, setStateValue, setTriggerValue }) => {
  window.calls = (window.calls ?? 0) + 1
  const [step, bytes] = parentElement.querySelectorAll("button")
  let n = data.start
  const rows = data.table.toArray().map((row) => `${row.a}${row.b}`)
  parentElement.querySelector("output").textContent =
    `${name} from ${data.start} with ${data.blob.length} and ${rows} of ${data.table.numRows}`
  parentElement.querySelector("p").textContent = `${typeof key} ${parentElement.constructor.name}`
  step.onclick = () => {
    n += 1
    setStateValue("n", n)
    setStateValue("twice", 2 * n)
    setTriggerValue("stepped", n)
  }
  bytes.onclick = () => setStateValue("raw", new Uint8Array([...data.blob, 7]))
  return () => { window.cleaned = (window.cleaned ?? 0) + 1 }
}""",
)
start = st.number_input("Start", value=10)
table = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
log = st.session_state.setdefault("log", [])
if not st.checkbox("Without the module"):
    result = stepper(
        data={"start": start, "blob": b"xyz", "table": table},
        default={"n": 0},
        key="s",
        on_n_change=lambda: log.append("n"),
        on_twice_change=lambda: log.append("twice"),
        on_raw_change=lambda: log.append("raw"),
        on_stepped_change=lambda: log.append("stepped"),
    )
    st.text(f"n={result.n} twice={result.twice} stepped={result.stepped} raw={result.raw}")
    st.text(f"kept={st.session_state.s}")
st.text(f"log={log}")

with st.form("form"):
    inside = stepper(
        data={"start": 100, "blob": b"", "table": table},
        key="inside",
        on_n_change=lambda: None,
        on_stepped_change=lambda: None,
    )
    st.form_submit_button("Submit")
st.text(f"inside={inside.n}")

tables = st.components.v2.component(
    "tables",
    html="<output></output>",
    js="""
export default ({ parentElement, data }) => {
  const { table } = data
  parentElement.querySelector("output").textContent =
    [table.constructor.name, table.numRows, table.schema.fields.map((field) => field.name), table[0],
     data.again.constructor.name, data.again.numRows, data.again.getChild("b").at(0)].join(" ")
}""",
)
tables(data={"table": table, "again": table}, key="tables")

open_ = st.components.v2.component(
    "open",
    html="<span class='mine'>open</span>",
    css=".mine { color: rgb(1, 2, 3) }",
    js="export default ({ parentElement }) => { parentElement.dataset.seen = parentElement.constructor.name }",
    isolate_styles=False,
)
open_()

WRONG = {
    "throws": "export default () => { throw new Error('out of order') }",
    "rejects": "export default async () => { throw new Error('out of luck') }",
    "nothing": "export const other = 1",
    "foreign": "import x from 'https://example.org/x.js'\nexport default () => {}",
    "asks": "export default async () => { await fetch('https://example.org/data.json') }",
}
which = st.selectbox("Wrong", ["none", *WRONG])
if which in WRONG:
    st.components.v2.component(which, js=WRONG[which])()
