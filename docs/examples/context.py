import rushlight as st

st.write("Your language:", st.context.locale)
st.write("Your time zone:", st.context.timezone)
