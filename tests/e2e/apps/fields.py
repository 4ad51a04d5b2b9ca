"""Every input in its states, a part at a time: buttons, choices, selects, numbers, texts, dates, files, form, chat."""

import datetime as dt

import rushlight as st

st.set_page_config(layout="centered")
part = st.query_params.get("part", "buttons")
LONG = "A label that is much longer than the place it has and therefore must wrap or be cut somewhere"
if part == "buttons":
    with st.container(horizontal=True):
        for kind in ("primary", "secondary", "tertiary"):
            st.button(kind.title(), type=kind, key=kind)
            st.button(kind.title(), type=kind, key=kind + "d", disabled=True)
    with st.container(horizontal=True):
        st.button("Left", icon="🔥")
        st.button("Right", icon=":material/home:", icon_position="right")
        st.button("Save", shortcut="Ctrl+S", icon=":material/save:")
        st.button("", icon=":material/more_vert:", help="Only a picture")
        st.button("With help", help="The **help** of a button")
    st.button("Stretch", width="stretch")
    st.button("300 px", width=300)
    st.button(LONG + " " + LONG)
    st.button(LONG + " " + LONG, wrap=False, key="cut")
    a, b, c = st.columns(3)
    a.button(LONG)
    b.button(LONG, wrap=True, key="w")
    c.button("Short", width="stretch")
    with st.container(horizontal=True):
        st.download_button("Download", "x", icon=":material/download:")
        st.link_button("Link", "https://example.org", icon=":material/open_in_new:", icon_position="right")
        st.link_button("No link", "https://example.org", disabled=True, key="nl")
        st.menu_button("Export", ["CSV", "Excel", ":material/print: Print"], icon=":material/ios_share:")
        st.menu_button("Off", ["CSV"], disabled=True, type="primary")
    st.page_link("https://example.org", label="Page link", icon="📄")
    st.page_link("https://example.org", label="Disabled page link", icon="📄", disabled=True)
    st.page_link(
        "https://example.org",
        label="Stretched, icon right",
        icon=":material/home:",
        icon_position="right",
        width="stretch",
    )
if part == "choices":
    st.checkbox("Checkbox", help="Help")
    st.checkbox("Checked", True)
    st.checkbox("Disabled", True, disabled=True)
    st.checkbox(LONG + " " + LONG)
    st.toggle("Toggle")
    st.toggle("On", True, help="Help")
    st.toggle("Disabled on", True, disabled=True)
    with st.container(horizontal=True):
        st.checkbox("One")
        st.checkbox("Two")
        st.toggle("Three")
    st.radio("Radio", ["One", "**Two**", "Three"], captions=["first", "", "third with a *longer* caption"], help="Help")
    st.radio("Horizontal", ["One", "Two", "Three"], horizontal=True)
    st.radio("Disabled", ["One", "Two"], disabled=True, horizontal=True)
    st.radio("None", ["One", "Two"], index=None, horizontal=True)
    st.pills(
        "Pills",
        ["Weather", ":material/sports: Sports", "🎵 Music", "Politics", "Science", "A long one that is long", "Food"],
        default="Weather",
        help="Help",
    )
    st.pills("Several", ["a", "b", "c"], selection_mode="multi", default=["a", "c"])
    st.pills("Disabled", ["a", "b", "c"], default="b", disabled=True)
    st.pills("Stretch", ["a", "b", "c"], default="b", width="stretch", key="ps")
    st.pills("One line", [f"Option {i}" for i in range(20)], wrap=False)
    st.segmented_control("Segments", ["Day", "Week", "Month"], default="Week")
    st.segmented_control("Several", ["a", "b", "c"], selection_mode="multi", default=["a", "b"], key="sm")
    st.segmented_control("Stretch", ["Day", "Week", "Month"], width="stretch", default="Day", key="ss")
    st.segmented_control("Disabled", ["Day", "Week"], default="Day", disabled=True)
    st.segmented_control("Many", [f"Option {i}" for i in range(20)])
    st.segmented_control("Many wrapped", [f"Option {i}" for i in range(20)], wrap=True)
    st.feedback("thumbs")
    st.feedback("faces", default=2)
    st.feedback("stars", default=3)
    st.feedback("stars", default=2, disabled=True)
    st.pagination(20, default=7)
    st.pagination(3, key="p3")
    st.pagination(100, max_visible_pages=3, default=50)
    st.pagination(9, max_visible_pages=0, key="p0")
    st.pagination(9, disabled=True, default=3, key="pd")
if part == "selects":
    st.selectbox("Select", ["Oslo", "Bergen", "Trondheim"], help="Help")
    st.selectbox("Empty", ["Oslo"], index=None, placeholder="Choose a city", icon=":material/location_city:")
    st.selectbox("Clearable chosen", ["Oslo", "Bergen"], index=None, key="cc")
    st.selectbox("Required", ["Oslo"], index=None, required=True)
    st.selectbox("Disabled", ["Oslo"], disabled=True)
    st.selectbox("No options", [])
    st.selectbox("New ones", ["a"], accept_new_options=True)
    st.multiselect("Multi", ["One", "Two", "Three", "Four"], ["One", "Three"], help="Help")
    st.multiselect("Empty", ["One", "Two"])
    st.multiselect("Many", [f"Option {i}" for i in range(30)], [f"Option {i}" for i in range(12)])
    st.multiselect(
        "One line", [f"Option {i}" for i in range(30)], [f"Option {i}" for i in range(12)], wrap=False, key="ol"
    )
    st.multiselect("Disabled", ["One", "Two"], ["One"], disabled=True)
    a, b = st.columns(2)
    a.selectbox("Left", ["x"])
    b.multiselect("Right", ["x", "y"], ["x"])
if part == "numbers":
    st.text(st.slider("Slider", 0, 100, 40, help="Help"))
    st.slider("Range", 0.0, 1.0, (0.2, 0.7))
    st.slider("Date", dt.date(2026, 1, 1), dt.date(2026, 12, 31), dt.date(2026, 3, 1))
    st.slider("Time", value=(dt.time(8), dt.time(17, 30)))
    st.slider(
        "Moment", dt.datetime(2026, 1, 1), dt.datetime(2026, 1, 2), dt.datetime(2026, 1, 1, 12), format="localized"
    )
    st.slider("Money", 0, 10000, 2500, format="dollar")
    st.slider("Disabled", 0, 10, 4, disabled=True)
    st.slider("Ends", 0, 10, 0)
    st.slider("Ends2", 0, 10, 10)
    st.select_slider("Select", ["XS", "S", "M", "L", "XL"], "M")
    st.select_slider("Pair", ["very cold", "cold", "mild", "warm", "very hot indeed"], ("cold", "very hot indeed"))
    st.number_input("Number", help="Help")
    st.number_input("Whole", 0, 10, 3, icon="🔥")
    st.number_input("Empty", value=None, placeholder="How many?")
    st.number_input("Required", value=None, required=True)
    st.number_input("Disabled", value=3, disabled=True)
    a, b, c = st.columns(3)
    a.number_input("A", 0)
    b.slider("B")
    c.number_input("C", 0.5)
if part == "texts":
    st.text_input("Text", help="Help")
    st.text_input("Filled", "Ada", max_chars=20, icon=":material/person:")
    for kind in ("password", "email", "url", "phone", "search"):
        st.text_input(kind.title(), type=kind)
    st.text_input("Required", required=True)
    st.text_input("Validate", "A1", validate=("^[a-z]+$", "Small letters only."))
    st.text_input("Disabled", "x", disabled=True)
    st.text_input("hidden", label_visibility="hidden", placeholder="label hidden")
    st.text_input("collapsed", label_visibility="collapsed", placeholder="label collapsed")
    st.text_input("300 px", width=300)
    st.text_area("Area", "one\ntwo", help="Help", max_chars=200)
    st.text_area("Content", "one\ntwo\nthree\nfour\nfive\nsix", height="content")
    st.text_area("Disabled area", "x", disabled=True, height=80)
    st.color_picker("Colour", "#d9480f", help="Help")
    st.color_picker("Disabled", "#0af", disabled=True)
if part == "dates":
    st.date_input("Date", dt.date(2026, 1, 5), help="Help")
    st.date_input("Range", (dt.date(2026, 1, 5), dt.date(2026, 2, 1)), format="DD.MM.YYYY")
    st.date_input("Empty", None, required=True)
    st.date_input("Disabled", dt.date(2026, 1, 5), disabled=True)
    st.time_input("Time", dt.time(13, 45))
    st.time_input("12h", dt.time(13, 45), format="12h")
    st.time_input("Empty", None, key="te")
    st.time_input("Seconds", dt.time(13, 45, 30), step=1)
    st.datetime_input("Moment", dt.datetime(2026, 1, 5, 13, 45))
    st.datetime_input("Empty", None, key="de", required=True)
    st.datetime_input("Disabled", dt.datetime(2026, 1, 5, 13, 45), disabled=True)
    a, b, c = st.columns(3)
    a.date_input("A", dt.date(2026, 1, 5), key="a")
    b.time_input("B", dt.time(1), key="b")
    c.datetime_input("C", dt.datetime(2026, 1, 5), key="c")
if part == "files":
    one = st.file_uploader("One", help="Help")
    st.file_uploader("Images", type=["image", "csv"], accept_multiple_files=True)
    folder = st.file_uploader("Folder", accept_multiple_files="directory", max_upload_size=5)
    st.file_uploader("Disabled", disabled=True)
    photo = st.camera_input("Camera", help="Help")
    st.audio_input("Audio", help="Help")
    st.camera_input("No camera", disabled=True, key="nc")
    st.audio_input("No audio", disabled=True, key="na")
    with st.container(border=True):
        st.chat_input("In a box", accept_file="multiple", accept_audio=True, max_chars=200, key="c1")
        st.chat_input("Disabled", disabled=True, key="c2")
    st.chat_input("Ask anything", accept_file=True, accept_audio=True)
    st.text(f"{one and one.name} {sorted(each.name for each in folder)} {photo and photo.type}")
if part == "form":
    with st.form("f"):
        st.text_input("Name", required=True)
        st.text_input("Mail", type="email")
        st.number_input("Age", 18, 99, value=None, required=True)
        st.selectbox("City", ["Oslo"], index=None, required=True)
        st.date_input("Day", None, required=True)
        st.time_input("Time", None, required=True)
        st.pills("Topic", ["a", "b"], required=True)
        st.text_area("Notes", required=True)
        with st.container(horizontal=True):
            sent = st.form_submit_button("Send", type="primary", shortcut="Ctrl+Enter")
            st.form_submit_button("Draft")
        if sent:
            st.text("sent")
if part == "chat":
    for i in range(12):
        st.chat_message("user" if i % 2 else "assistant").write(f"Message {i}. " + LONG)
    said = st.chat_input("Say")
    if said:
        st.chat_message("user").write(said)
        st.chat_message("assistant").write(LONG * 6)
