import rushlight as st

st.write("The largest upload, in megabytes:", st.get_option("server.maxUploadSize"))
