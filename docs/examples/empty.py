import rushlight as st

place = st.empty()
place.write("First this")
place.write("... then this, in its place")
