"""Sliders."""

from __future__ import annotations

from rushlight.testing import AppTest


def test_limits_reach_as_far_as_the_value() -> None:
    at = AppTest.from_string(
        """
        import rushlight as st
        st.text(st.slider("years", 1986, 2006, (2000, 2016)))
        st.text(st.slider("low", 5, 10, 2))
        """
    ).run()
    assert not at.exception
    assert [text.value for text in at.text] == ["(2000, 2016)", "2"]
    assert [(each.min, each.max) for each in at.slider] == [(1986, 2016), (2, 10)]


def test_reversed_limits_change_places() -> None:
    at = AppTest.from_string('import rushlight as st\nst.text(st.slider("n", 10, 5))').run()
    assert (at.slider[0].min, at.slider[0].max, at.text[0].value) == (5, 10, "10")


def test_limits_must_differ() -> None:
    at = AppTest.from_string('import rushlight as st\nst.slider("n", 10, 10)').run()
    assert at.exception[0].proto.name == "InvalidMinMaxError"


def test_session_state_cannot_move_the_limits() -> None:
    at = AppTest.from_string('import rushlight as st\nst.session_state.n = 20\nst.slider("n", 0, 10, key="n")').run()
    assert at.exception[0].proto.name == "ValueAboveMaxError"
