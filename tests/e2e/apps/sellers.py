import pandas as pd
import plotly.express as px
import streamlit as st

st.set_page_config(page_title="Sellers", layout="wide")
st.title("Sellers")

frame = pd.DataFrame(
    {
        "seller": ["Ann", "Ben", "Cleo", "Ann", "Ben", "Cleo"],
        "product": ["tea", "tea", "tea", "jam", "jam", "jam"],
        "units": [30, 12, 25, 8, 19, 4],
    }
)
chosen = st.sidebar.multiselect("Sellers", frame.seller.unique(), default=["Ann", "Ben"])
shown = frame[frame.seller.isin(chosen)]

left, right = st.columns(2)
left.plotly_chart(px.bar(shown, x="seller", y="units", color="product"))
right.plotly_chart(px.pie(shown, names="product", values="units"))
st.dataframe(shown)
st.write(f"Total: {shown.units.sum()}")
