import pandas as pd
import streamlit as st
from st_aggrid import AgGrid, GridOptionsBuilder

stock = pd.DataFrame({"fruit": ["pear", "apple", "plum"], "crates": [3, 12, 7]})
options = GridOptionsBuilder.from_dataframe(stock)
options.configure_selection("multiple", use_checkbox=True)
options.configure_column("crates", editable=True)
grid = AgGrid(stock, gridOptions=options.build(), update_on=["selectionChanged", "cellValueChanged"], key="grid")
chosen = grid.selected_rows
st.text(f"chosen={[] if chosen is None else sorted(chosen['fruit'])}")
st.text(f"crates={grid.data['crates'].tolist()}")
