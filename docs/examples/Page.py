import rushlight as st


def report():
    st.title("Report")


page = st.Page(report, title="The report", icon=":material/description:", url_path="report")
st.navigation([page]).run()
