"""The index of several apps that are served together: a card for each."""

from __future__ import annotations

from html import escape

import rushlight as st
from rushlight.server.site import Card, served

MANY = 9  # from so many apps on there is a field to search them
PER_ROW = 3


def fits(card: Card, words: str) -> bool:
    """Tell whether all words are found in what a card says."""
    text = f"{card.entry.title} {card.entry.description} {card.entry.name}".casefold()
    return all(word in text for word in words.casefold().split())


def draw(card: Card) -> None:
    """Show the card of one app."""
    entry = card.entry
    with st.container(border=True, height="stretch", key=f"app-{entry.name}"):
        if entry.picture is not None:
            st.image(entry.picture, width="stretch", alt="")
        icon = f"{entry.icon} " if entry.icon else ""
        link = f'<a href="{entry.name}/" target="_self">{escape(entry.title)}</a>'
        st.markdown(f"#### {icon}{link}", unsafe_allow_html=True)
        if entry.description:
            st.caption(entry.description)
        if card.problem:
            st.badge("cannot be shown", icon=":material/error:", color="red", help=card.problem)


site = served()
title, description = (site.site.title, site.site.description) if site is not None else ("Apps", "")
cards = site.cards(st.user.get("roles", ())) if site is not None else []

st.set_page_config(page_title=title, layout="wide" if len(cards) > PER_ROW else "centered")
st.title(title, anchor=False)
if description:
    st.markdown(description)
words = (
    st.text_input("Search", placeholder="Search", label_visibility="collapsed", live=True) if len(cards) >= MANY else ""
)
matching = [card for card in cards if fits(card, words or "")]
if not matching:
    st.info("There is no such app." if words else "There are no apps for you here.")
for first in range(0, len(matching), PER_ROW):
    for column, card in zip(st.columns(PER_ROW), matching[first : first + PER_ROW], strict=False):
        with column:
            draw(card)
