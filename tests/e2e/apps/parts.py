import streamlit as st

st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
st.text(f"runs={st.session_state.runs}")


@st.fragment(run_every=0.5)
def clock():
    st.session_state.ticks = st.session_state.get("ticks", 0) + 1
    st.text(f"ticks={st.session_state.ticks}")


@st.fragment
def chooser():
    size = st.radio("Size", ["S", "M", "L"])
    st.text(f"size={size}")


@st.dialog("Your **name**", icon=":material/person:", width="medium")
def ask():
    name = st.text_input("Name")
    st.selectbox("City", ["Oslo", "Rome"])
    st.text(f"hello {name}")
    if st.button("Send", type="primary"):
        st.session_state.said = name
        st.rerun()


if st.toggle("Clock"):
    clock()
chooser()
if st.button("Ask"):
    ask()
st.text(f"said={st.session_state.get('said')}")
