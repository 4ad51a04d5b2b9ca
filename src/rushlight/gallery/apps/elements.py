"""Text, and every kind of input."""

import rushlight as st

st.title("Elements", anchor=False)
words, inputs, layout = st.tabs(["Text", "Inputs", "Layout and status"])

with words:
    st.markdown(
        "Text is :orange[markdown] with :green-badge[badges], `code`, :material/favorite: icons, :sparkles: emoji "
        "and maths: $e^{i\\pi} + 1 = 0$"
    )
    with st.echo():
        st.success("Code can be shown as it runs", icon="✅")
    st.latex(r"\int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi}")
    left, right = st.columns(2)
    left.info("Something worth knowing", title="Info")
    right.warning("Something to look out for", title="Warning")
    st.json({"city": "Oslo", "place": {"lat": 59.91, "lon": 10.75}, "tags": ["capital", "fjord"]}, expanded=1)

with inputs:
    with st.form("order", clear_on_submit=True):
        one, two, three = st.columns(3)
        name = one.text_input("Name", placeholder="Ada", required=True)
        count = two.number_input("How many", 1, 100, 3)
        due = three.date_input("Until")
        notes = st.text_area("Notes")
        sent = st.form_submit_button("Order", type="primary", icon=":material/send:")
    if sent:
        st.toast(f"Ordered {count} for {name} until {due}", icon="🎉")
        st.balloons()
    one, two, three = st.columns(3)
    one.radio("Size", ["Small", "Medium", "Large"], captions=["one", "a few", "many"])
    two.checkbox("Gift", True)
    two.toggle("Express")
    two.feedback("stars")
    three.selectbox("Colour", ["Amber", "Moss", "Slate"])
    three.color_picker("Or any", "#b8440a")
    three.time_input("At", "now")
    one, two = st.columns(2)
    one.slider("Between", 0, 100, (20, 60))
    one.pills("Toppings", ["Cheese", "Olives", "Basil"], selection_mode="multi", default=["Basil"])
    two.multiselect("Cities", ["Oslo", "Bergen", "Tromsø"], default=["Oslo"])
    two.segmented_control("View", ["Day", "Week", "Month"], default="Week")
    st.file_uploader("Attachment", type=["csv", "png"])

with layout:
    one, two = st.columns(2)
    with one.expander("More about it", icon=":material/info:", expanded=True):
        st.write("What few people need folds away.")
    with two.popover("Settings", icon=":material/settings:"):
        st.toggle("Notify me")
    with one.status("Three steps", expanded=True, state="complete"):
        st.write("Read", "✓")
        st.write("Counted", "✓")
    two.progress(0.7, "seven of ten")
    with two.container(horizontal=True):
        st.badge("new", icon=":material/star:")
        st.badge("fine", color="green")
        st.badge("late", color="red")
