import rushlight as st

st.mermaid_chart("""
flowchart LR
    draft --> review
    review -->|accepted| published
    review -->|changes| draft
""")
