import rushlight as st

st.write("The page scrolls; what is below stays.")
st.bottom.text_input("Ask", placeholder="A question")
