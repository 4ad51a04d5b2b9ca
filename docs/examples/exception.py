import rushlight as st

try:
    [][0]
except IndexError as error:
    st.exception(error)
