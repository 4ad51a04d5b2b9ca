import time

import streamlit as st

if st.button("Work"):
    with st.spinner("Working hard..."):
        time.sleep(1.2)
    st.success("Done!")
