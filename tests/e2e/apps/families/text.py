import rushlight as st

st.title("Title with icon", icon=":material/monitoring:", help="A tip")
st.header("Header with divider", divider="blue", help="A tip")
st.header("Header in the middle", divider="rainbow", text_alignment="center")
st.subheader("Subheader at the right", divider=True, text_alignment="right")
st.subheader("A long heading that is cut at the end of its line " * 4, wrap=False)
st.markdown(
    "**Bold**, *it*, `code`, :red[red] :blue-background[blue] :green-badge[ok] $x^2$ :material/home: ->", help="A tip"
)
st.markdown("In the middle", text_alignment="center")
st.markdown("Text of two hundred pixels, which is then broken", width=200)
st.markdown("Long text on one line " * 20, wrap=False)
st.markdown("justified " * 60, text_alignment="justify")
st.markdown("### Heading\n- a\n- b\n\n> quote\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n```python\nx = 1\n```\n")
st.caption("A caption with **bold**", help="A tip")
st.text("plain text\n  indented", help="A tip")
st.text("one line " * 40, wrap=False)
with st.container(horizontal=True):
    for color in ("red", "orange", "yellow", "blue", "green", "violet", "gray", "primary"):
        st.badge(color, color=color, icon=":material/star:")
st.code("def f(x):\n    return x + 1\n" + "y = 1  # long line " * 10, line_numbers=True)
st.code("def f(x):\n    return x + 1  # long line " + "and more " * 30, wrap_lines=True, line_numbers=True)
st.code("\n".join(f"line {i}" for i in range(40)), height=120)
st.latex(r"\int_0^1 x^2 dx = \frac{1}{3}", help="A tip")
st.divider(width=100)
with st.echo("below"):
    st.write("Echoed")
st.html("<b>bold</b> <mark>marked</mark>")
st.help(str.join)
st.write("a", 1, {"k": [1, 2, {"x": None}]})
st.json("{broken")
