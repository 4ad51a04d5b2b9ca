"""Errors shown on the page."""

from __future__ import annotations

from rushlight.testing import AppTest


def test_a_text_is_shown_like_an_error() -> None:
    at = AppTest.from_string('import rushlight as st\nst.exception("No such city")').run()
    shown = at.exception[0]
    assert (shown.proto.name, shown.value, shown.stack_trace) == ("str", "No such city", [])
