import altair as alt
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from sklearn.linear_model import LinearRegression

st.title("Science")
noise = st.slider("Noise", 0.0, 2.0, 0.5)
rng = np.random.default_rng(1)
x = np.linspace(0, 10, 60)
frame = pd.DataFrame({"x": x, "y": 2 * x + 1 + noise * rng.standard_normal(60)})
model = LinearRegression().fit(frame[["x"]], frame["y"])
frame["fit"] = model.predict(frame[["x"]])

st.write("Slope", round(float(model.coef_[0]), 3))
frame.describe().loc[["mean", "std"]]
st.altair_chart(alt.Chart(frame).mark_circle().encode(x="x", y="y"))
st.plotly_chart(go.Figure(go.Scatter(x=frame.x, y=frame.fit)))
fig, ax = plt.subplots()
ax.hist(frame.y - frame.fit, bins=12)
st.pyplot(fig)
st.line_chart(frame, x="x", y=["y", "fit"])
st.table(frame.head(3))
st.latex(r"y = 2x + 1")
