import rushlight as st

topics = st.pills(
    "Topics", ["Weather", "Sports", ":material/music_note: Music"], selection_mode="multi", default=["Sports"]
)
st.write(f"{len(topics)} chosen")
