import rushlight as st

st.set_page_config(
    menu_items={"Get help": "https://example.org/help", "Report a bug": None, "About": "An app *of light*"},
)
st.title("Embedded")
st.sidebar.text("aside")
for n in range(60):
    st.text(f"line {n}")
