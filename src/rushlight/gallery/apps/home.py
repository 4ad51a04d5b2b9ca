"""What there is to see."""

import rushlight as st

CARDS = [
    ("sellers", "storefront", "A dashboard: filters, figures, charts that follow."),
    ("explorer", "table_rows", "Ten million rows to scroll, sort and search at once."),
    ("notebook", "database", "SQL on a table, cell by cell, with charts."),
    ("budget", "savings", "A table to edit, with totals that keep up."),
    ("stations", "map", "A map with three dimensions, drawn by this server alone."),
    ("penguins", "science", "A classifier, and what it would take to change its mind."),
    ("sentiment", "sentiment_satisfied", "A small model that shows which words it goes by."),
    ("chat", "chat", "A tiny language model that answers as it thinks."),
    ("sensors", "sensors", "A stream that updates one part of a page each second."),
    ("picture", "photo_filter", "A picture or the camera, through filters."),
    ("ab_test", "balance", "Which of two variants is better, and how sure that is."),
    ("elements", "widgets", "Every kind of text and input on a page."),
]

st.title("Small apps, plain Python", anchor=False)
st.markdown(
    "Each of these is **one script** of fifty lines or so: read it beside the app with *Show the source* at the side. "
    "Change something, and only what changed is sent to your browser."
)
PER_ROW = 3
for first in range(0, len(CARDS), PER_ROW):
    for column, (name, icon, words) in zip(st.columns(PER_ROW), CARDS[first : first + PER_ROW], strict=False):
        with column.container(border=True, height="stretch"):
            st.page_link(f"apps/{name}.py", icon=f":material/{icon}:")
            st.caption(words)
