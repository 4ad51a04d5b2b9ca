import rushlight as st

st.video("https://example.org/talk.mp4", start_time="1m30s", subtitles="WEBVTT\n\n00:01.000 --> 00:04.000\nHello.")
