import rushlight as st

st.iframe("<h1>A document of its own</h1><script>document.body.append('with a script')</script>")
