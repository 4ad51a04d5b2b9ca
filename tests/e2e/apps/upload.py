import matplotlib.pyplot as plt
import pandas as pd
import streamlit as st

st.header("Upload")
file = st.file_uploader("Measurements", type="csv")
if file is not None:
    frame = pd.read_csv(file)
    st.dataframe(frame)
    fig, ax = plt.subplots()
    ax.plot(frame["x"], frame["y"])
    st.pyplot(fig)
    st.write("Mean of y:", frame["y"].mean())
