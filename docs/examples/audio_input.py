import rushlight as st

note = st.audio_input("A note", sample_rate=44100)
if note is not None:
    st.audio(note)
