"""Models: trained, activated, deleted."""

import pandas as pd

import rushlight as st
from utils.auth import ask, current_user, problems, say

user = current_user()
is_admin = user["role"] == "admin"
st.title("Models", anchor=False)


@st.dialog("Delete the model?")
def confirm_deletion(model: dict) -> None:
    st.markdown(f"**{model['title']}** by {model['author']} is gone then.")
    if st.button("Delete", type="primary", icon=":material/delete:"):
        with problems():
            ask("DELETE", f"models/{model['id']}")
            say(f"{model['title']} was deleted.")


def show_training(each: dict) -> None:
    with st.container(border=True):
        text, act = st.columns([4, 1], vertical_alignment="center")
        waits = "ends soon" if each["cancel"] else each["step"] or "waits for its turn"
        text.progress(each["progress"], f"**{each['title']}** by {each['author']}: {waits}, {each['progress']:.0%}")
        if is_admin or each["author"] == user["name"]:
            label = f"Cancel {each['title']}"
            if act.button(label, key=f"cancel-{each['id']}", disabled=each["cancel"], width="stretch"):
                with problems():
                    ask("POST", f"training/{each['id']}/cancel")
                    st.rerun(scope="fragment")


def going_on(trainings: list[dict]) -> list[dict]:
    return [each for each in trainings if each["state"] in ("queued", "running")]


trainings = ask("GET", "training")
is_training = bool(going_on(trainings))


@st.fragment(run_every="1s" if is_training else None)
def show_progress() -> None:
    """Show trainings as they go on; when one has ended, the page has a model more."""
    now = ask("GET", "training")
    if {each["id"] for each in going_on(now)} != {each["id"] for each in going_on(trainings)}:
        st.rerun()
    for each in going_on(now):
        show_training(each)


if is_training:
    st.subheader("Going on", anchor=False)
    show_progress()
    st.caption("Trainings go on when you leave this page.")

with st.expander("Train a model", icon=":material/add:", expanded=not is_training), st.form("train", border=False):
    title = st.text_input("Name of the model", max_chars=60, key="title", placeholder="Such as: Slow and careful")
    left, middle, right = st.columns(3)
    trees = left.slider("Trees", 10, 1000, 150, 10, help="More take longer, and learn more by heart", key="trees")
    rate = middle.slider("Learning rate", 0.01, 0.5, 0.08, 0.01, help="How much a tree counts", key="rate")
    years = right.slider("Years of history", 3, 8, 7, key="years")
    if st.form_submit_button("Train", type="primary", icon=":material/model_training:"):
        with problems():
            parameters = {"trees": trees, "learning_rate": rate, "years": years}
            if title.strip():
                ask("POST", "training", json={"title": title, "parameters": parameters})
                say(f"The training of {title} is queued.")
            st.error("A model needs a name.", icon=":material/error:")

models = ask("GET", "models")
st.subheader("Trained models", anchor=False)
if not models:
    st.info("There is no model yet. The first that is trained becomes active by itself.", icon=":material/inbox:")
elif not is_admin:
    st.caption("The active model makes the predictions of everybody: admins choose it.")
for model in models:
    with st.container(border=True):
        heading, acts = st.columns([2, 1], vertical_alignment="center")
        badge = " :green-badge[active]" if model["active"] else ""
        created = pd.Timestamp(model["created"])
        heading.markdown(f"**{model['title']}**{badge}  \nby {model['author']}, {created:%d %b %Y %H:%M} UTC")
        with acts.container(horizontal=True, horizontal_alignment="right"):
            if is_admin and not model["active"]:
                if st.button(f"Activate {model['title']}", key=f"activate-{model['id']}", type="primary"):
                    with problems():
                        ask("POST", f"models/{model['id']}/activate")
                        say(f"{model['title']} makes the predictions from now on.")
            if not model["active"] and (is_admin or model["author"] == user["name"]):
                if st.button(f"Delete {model['title']}", key=f"delete-{model['id']}"):
                    confirm_deletion(model)
        backtest, parameters = model["backtest"], model["parameters"]
        left, middle, right = st.columns(3)
        better = 1 - backtest["mape"] / backtest["naive_mape"]
        left.metric("Error of the backtest (MAPE)", f"{backtest['mape']:.2%}")
        middle.metric("Better than “as today” by", f"{better:.1%}")
        right.metric(
            "Trees · rate · years", f"{parameters['trees']} · {parameters['learning_rate']:g} · {parameters['years']}"
        )

ended = [each for each in trainings if each["state"] in ("failed", "cancelled")]
if ended:
    with st.expander("Trainings that made no model"):
        for each in ended:
            when = pd.Timestamp(each["ended"])
            st.markdown(
                f"**{each['title']}** by {each['author']}: {each['state']}, {when:%d %b %Y %H:%M} UTC. {each['error']}"
            )
