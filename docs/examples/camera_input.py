import rushlight as st

photograph = st.camera_input("Your face", resolution="vga")
if photograph is not None:
    st.image(photograph)
