import rushlight as st

for show in (st.success, st.info, st.warning, st.error):
    show("Body with **markdown** and `code`", icon="🎈" if show is st.info else None, title="A title")
st.error("Of two hundred pixels", width=200)
st.exception(ValueError("something is *wrong*"))
st.progress(35, "Reading **files**")
st.progress(100, "Done", width=200)
with st.status("Complete", expanded=True):
    st.write("Inside")
st.status("Running", state="running").write("Inside")
st.status("Error", state="error", expanded=True).write("Inside")
st.status("Compact", type="compact", state="complete").write("Inside")
st.skeleton(60)
st.skeleton(height=40).text("In place of a skeleton")
message = st.toast("Saving", duration="infinite")
st.toast("Another one that is rather long, to see what becomes of the text in it", duration="infinite")
message.toast("Saved **well**", icon="✅", duration="infinite")
st.balloons()
