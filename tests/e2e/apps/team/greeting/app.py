"""Greets by a module of its own."""

import words

import rushlight as st

st.text(words.HELLO)
