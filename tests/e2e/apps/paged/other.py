import streamlit as st

st.title("Other")
st.text(f"from={st.query_params.get('from')} frame={st.session_state.frame}")
