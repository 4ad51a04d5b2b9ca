from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import streamlit as st
from sklearn.ensemble import RandomForestClassifier

FEATURES = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


@st.cache_data
def load():
    return pd.read_csv(Path(__file__).parent / "penguins.csv")


@st.cache_resource
def train():
    frame = load()
    inputs = pd.get_dummies(frame[["island", "sex", *FEATURES]])
    return RandomForestClassifier(n_estimators=50, random_state=0).fit(inputs, frame["species"]), list(inputs.columns)


st.title("Penguin classifier")
frame = load()
model, columns = train()
with st.form("penguin"):
    island = st.selectbox("Island", sorted(frame["island"].unique()))
    sex = st.selectbox("Sex", ["female", "male"])
    values = {name: st.slider(name, float(frame[name].min()), float(frame[name].max())) for name in FEATURES}
    sent = st.form_submit_button("Predict")
if sent:
    row = pd.get_dummies(pd.DataFrame([{"island": island, "sex": sex, **values}])).reindex(
        columns=columns, fill_value=0
    )
    st.success(f"Species: {model.predict(row)[0]}")
    fig, ax = plt.subplots()
    ax.barh(columns, model.feature_importances_)
    st.pyplot(fig)
st.scatter_chart(frame, x="bill_length_mm", y="flipper_length_mm", color="species")
