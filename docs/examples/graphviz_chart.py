import rushlight as st

st.graphviz_chart("digraph { rankdir=LR; draft -> review -> published; review -> draft [label=changes] }")
