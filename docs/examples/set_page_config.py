import rushlight as st

st.set_page_config(page_title="Sales", page_icon=":material/bar_chart:", layout="wide")
st.title("Sales")
