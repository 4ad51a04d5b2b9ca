import rushlight as st

st.html("<p>Press <kbd>Ctrl</kbd> + <kbd>K</kbd>, or read the <mark>marked</mark> part.</p>")
