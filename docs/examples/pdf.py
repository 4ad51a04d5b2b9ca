import rushlight as st

st.pdf("https://example.org/report.pdf", height=300)
