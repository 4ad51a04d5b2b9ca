import time

import streamlit as st

st.session_state.setdefault("messages", [])
for role, text in st.session_state.messages:
    st.chat_message(role).write(text)


def answer(text):
    for word in f"You said: {text}".split():
        yield word + " "
        time.sleep(0.02)


said = st.chat_input("Say something", accept_file=True, accept_audio=True, max_chars=80)
if said:
    st.chat_message("user").write(said.text)
    with st.chat_message("assistant"):
        whole = st.write_stream(answer(said.text))
    st.session_state.messages += [("user", said.text), ("assistant", whole)]
    if said.files:
        st.text(f"file={said.files[0].name} {said.files[0].getvalue().decode()}")
    if said.audio:
        st.text(f"audio={said.audio.getvalue()[:4]} {said.audio.size > 1000}")

sound = st.audio_input("A sound", sample_rate=8000)
st.text(f"sound={None if sound is None else (sound.getvalue()[:4], int.from_bytes(sound.getvalue()[24:28], 'little'))}")
photo = st.camera_input("A photo")
st.text(f"photo={None if photo is None else photo.getvalue()[:2].hex()}")
view = st.segmented_control("View", ["Day", "Week"], default="Day")
topics = st.pills("Topics", ["One", "Two", "Three"], selection_mode="multi")
stars = st.feedback("stars")
page = st.pagination(9)
action = st.menu_button("Export", ["CSV", "PDF"])
st.text(f"view={view} topics={topics} stars={stars} page={page} action={action}")
