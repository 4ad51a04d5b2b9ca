"""A classifier of penguins, and what it would take to change its mind."""

import altair as alt
import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score

import rushlight as st

MEASURES = {
    "bill": ("Bill length, mm", 32.0, 60.0, 44.0),
    "depth": ("Bill depth, mm", 13.0, 22.0, 17.0),
    "flipper": ("Flipper length, mm", 170.0, 235.0, 200.0),
    "mass": ("Body mass, g", 2700.0, 6300.0, 4200.0),
}
SPECIES = {"Adélie": (38.8, 18.3, 190, 3700), "Chinstrap": (48.8, 18.4, 196, 3730), "Gentoo": (47.5, 15.0, 217, 5080)}
SPREAD = (2.8, 1.1, 6.7, 470)


@st.cache_data
def penguins() -> pd.DataFrame:
    """Return 360 penguins, drawn at random around the means of three species."""
    random = np.random.default_rng(2)
    frames = [
        pd.DataFrame(random.normal(means, SPREAD, (120, 4)), columns=list(MEASURES)).assign(species=name)
        for name, means in SPECIES.items()
    ]
    return pd.concat(frames, ignore_index=True)


@st.cache_resource(show_spinner="Training …")
def model() -> tuple[RandomForestClassifier, float]:
    """Return a trained classifier, and the share it gets right of penguins that it has not seen."""
    frame = penguins()
    forest = RandomForestClassifier(60, min_samples_leaf=3, random_state=0)
    score = cross_val_score(forest, frame[list(MEASURES)], frame["species"], cv=3).mean()
    return forest.fit(frame[list(MEASURES)], frame["species"]), float(score)


st.title("Penguins", anchor=False)
forest, score = model()
with st.form("penguin"):
    fields = zip(st.columns(len(MEASURES)), MEASURES.items(), strict=True)
    given = {
        name: column.number_input(label, low, high, start, step=1.0, format="%.0f")
        for column, (name, (label, low, high, start)) in fields
    }
    st.form_submit_button("Which species?", type="primary", icon=":material/search:")

point = pd.DataFrame([given])
chances = pd.Series(forest.predict_proba(point)[0], index=forest.classes_)
left, right = st.columns([2, 3])
with left:
    st.metric(
        "It looks like",
        f"{chances.idxmax()}",
        f"{chances.max():.0%} sure",
        delta_color="off",
        delta_arrow="off",
        border=True,
    )
    st.bar_chart(
        pd.DataFrame({"species": chances.index, "chance": chances.values}),
        x="species",
        y="chance",
        color="species",
        height=240,
    )
    st.caption(f"{score:.0%} right of penguins that the model has not seen. The penguins are made up.")
with right:
    frame = penguins()
    everybody = pd.concat([frame, point.assign(species="yours")], ignore_index=True)
    axes = {name: alt.Axis(title=MEASURES[name][0].lower()) for name in ("bill", "flipper")}
    points = (
        alt.Chart(everybody)
        .mark_circle(size=60)
        .encode(
            x=alt.X("bill", scale=alt.Scale(zero=False), axis=axes["bill"]),
            y=alt.Y("flipper", scale=alt.Scale(zero=False), axis=axes["flipper"]),
            color=alt.Color("species", legend=alt.Legend(orient="bottom", title=None)),
            tooltip=["species", *MEASURES],
        )
    )
    st.altair_chart(points.properties(height=340))

st.subheader("What if?", anchor=False)
which = st.segmented_control(
    "Change", list(MEASURES), default="flipper", format_func=lambda name: MEASURES[name][0].partition(",")[0]
)
label, low, high, _ = MEASURES[which or "flipper"]
steps = np.linspace(low, high, 60)
varied = pd.concat([point] * len(steps), ignore_index=True).assign(**{which or "flipper": steps})
curves = pd.DataFrame(forest.predict_proba(varied), columns=forest.classes_, index=pd.Index(steps.round(1), name=label))
st.line_chart(curves, y_label="chance", x_label=label, height=260)
