import rushlight as st

photograph = st.camera_input("Your face", resolution="720p")
if photograph is not None:
    st.image(photograph)
