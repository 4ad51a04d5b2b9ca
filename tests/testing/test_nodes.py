"""Elements as tests of apps see them."""

from __future__ import annotations

from rushlight.testing import AppTest


def test_options_are_given_by_value_or_as_shown() -> None:
    at = AppTest.from_string(
        """
        import rushlight as st
        st.text(st.select_slider("year", [2021, 2022, 2023]))
        st.text(st.select_slider("years", [2021, 2022, 2023], (2021, 2022)))
        st.text(st.selectbox("month", [1, 2], format_func=lambda number: f"month {number}"))
        st.text(st.multiselect("days", [1, 2, 3]))
        """
    ).run()
    at.select_slider[0].set_value("2023")
    at.select_slider[1].set_value(("2022", "2023"))
    at.selectbox[0].select("month 2")
    at.multiselect[0].set_value(["3"])
    assert [text.value for text in at.run().text] == ["2023", "(2022, 2023)", "2", "[3]"]
    at.select_slider[0].set_value(2022)
    assert at.run().text[0].value == "2022"
