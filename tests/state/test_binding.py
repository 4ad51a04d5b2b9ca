"""Widgets whose values the address keeps."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from rushlight.state.binding import address_of, raw_of, texts_of
from rushlight.state.widget import Widget
from rushlight.testing import AppTest


def app(source: str, **query: Any) -> AppTest:
    at = AppTest.from_string("import rushlight as st\nimport datetime as dt\n" + source)
    at.query_params.update(query)
    return at.run()


@pytest.mark.parametrize(
    ("call", "given", "value"),
    [
        ("st.checkbox('a', key='x', bind='query-params')", "true", True),
        ("st.toggle('a', True, key='x', bind='query-params')", "false", False),
        ("st.slider('a', 0, 10, key='x', bind='query-params')", "7", 7),
        ("st.slider('a', 0.0, 1.0, key='x', bind='query-params')", "0.5", 0.5),
        ("st.slider('a', 0, 10, (2, 5), key='x', bind='query-params')", ["3", "4"], (3, 4)),
        ("st.number_input('a', key='x', bind='query-params')", "2.5", 2.5),
        ("st.number_input('a', value=None, key='x', bind='query-params')", "2.5", 2.5),
        ("st.text_input('a', key='x', bind='query-params')", "12", "12"),
        ("st.text_area('a', key='x', bind='query-params')", "true", "true"),
        ("st.selectbox('a', ['u', 'v'], key='x', bind='query-params')", "v", "v"),
        ("st.selectbox('a', [1, 2], key='x', bind='query-params')", "2", 2),
        ("st.radio('a', ['u', 'v'], key='x', bind='query-params')", "v", "v"),
        ("st.multiselect('a', ['u', 'v', 'w'], key='x', bind='query-params')", ["u", "w"], ["u", "w"]),
        ("st.multiselect('a', ['u', 'v'], ['u'], key='x', bind='query-params')", "", []),
        ("st.select_slider('a', ['u', 'v', 'w'], key='x', bind='query-params')", "w", "w"),
        ("st.color_picker('a', key='x', bind='query-params')", "#ff0000", "#ff0000"),
    ],
)
def test_the_address_gives_a_widget_its_value(call: str, given: Any, value: Any) -> None:
    at = app(f"value = {call}\nst.session_state.seen = value", x=given)
    assert not at.exception
    assert at.session_state.seen == value
    assert type(at.session_state.seen) is type(value)
    assert at.query_params["x"] == given


@pytest.mark.parametrize("given", ["seven", "99", ["1", "2"]])
def test_what_a_widget_cannot_have_leaves_the_default_and_the_address(given: Any) -> None:
    at = app("st.slider('a', 0, 10, 4, key='x', bind='query-params')", x=given, other="stays")
    assert at.slider[0].value == (4 if given != ["1", "2"] else at.slider[0].value)
    assert at.query_params["other"] == "stays"
    assert at.query_params.get("x") in (None, str(at.slider[0].value))


def test_a_change_shows_in_the_address_and_the_default_does_not() -> None:
    at = app("st.slider('a', 0, 10, 4, key='x', bind='query-params')")
    assert "x" not in at.query_params
    at.slider[0].set_value(6).run()
    assert at.query_params["x"] == "6"
    at.slider[0].set_value(4).run()
    assert "x" not in at.query_params


def test_session_state_wins_over_the_address() -> None:
    at = app("st.session_state.setdefault('x', 3)\nst.slider('a', 0, 10, key='x', bind='query-params')", x="7")
    assert at.slider[0].value == 3
    assert at.query_params["x"] == "3"


def test_dates_are_kept_as_iso_texts() -> None:
    call = "st.date_input('a', dt.date(2026, 1, 1), key='x', bind='query-params')"
    assert str(app(call, x="2026-02-03").date_input[0].value) == "2026-02-03"


def test_bind_needs_a_key_and_a_known_word() -> None:
    assert "key" in app("st.checkbox('a', bind='query-params')").exception[0].message
    assert "query-params" in app("st.checkbox('a', key='x', bind='cookie')").exception[0].message


def test_texts_and_raw_values_are_each_others_reverse() -> None:
    def parse(raw: Any) -> Any:
        if not isinstance(raw, float):
            raise TypeError(raw)
        return raw

    widget = Widget(command="w", default=1.0, parse=parse, key="x", bind=True)
    assert raw_of(texts_of(2.0), widget) == 2.0
    assert address_of(1.0, widget) is None
    assert texts_of(None) == texts_of([]) == [""]
    assert texts_of([True, 1]) == ["true", "1"]
    with pytest.raises(ValueError, match="cannot have"):
        raw_of(["many"], widget)


@pytest.mark.parametrize(
    ("call", "given", "value"),
    [
        ("st.slider('a', value=dt.date(2026, 1, 5), key='x', bind='query-params')", "2026-01-07", dt.date(2026, 1, 7)),
        ("st.slider('a', value=dt.time(5), key='x', bind='query-params')", "07:15", dt.time(7, 15)),
        ("st.time_input('a', dt.time(5), key='x', bind='query-params')", "noon", dt.time(5)),
        ("st.date_input('a', dt.date(2026, 1, 5), key='x', bind='query-params')", "2026/03/01", dt.date(2026, 3, 1)),
        ("st.multiselect('a', ['u', 'v'], key='x', bind='query-params')", ["v", "v", "z"], ["v"]),
        ("st.multiselect('a', ['u', 'v'], max_selections=1, key='x', bind='query-params')", ["v", "u"], ["v"]),
        ("st.pills('a', ['u', 'v'], key='x', bind='query-params')", ["v", "u"], "v"),
        ("st.number_input('a', 0, 9, key='x', bind='query-params')", "5.5", 5),
        ("st.number_input('a', key='x', bind='query-params')", "inf", 0.0),
        ("st.text_input('a', max_chars=3, key='x', bind='query-params')", "toolong", "too"),
        ("st.color_picker('a', key='x', bind='query-params')", "00ff00", "#00ff00"),
    ],
)
def test_as_much_of_the_address_as_fits_is_taken(call: str, given: Any, value: Any) -> None:
    at = app(f"st.session_state.seen = {call}", x=given)
    assert not at.exception
    assert at.session_state.seen == value


def test_a_widget_that_is_not_drawn_leaves_the_address_and_comes_back() -> None:
    at = app("if st.checkbox('on', True):\n    st.slider('a', 0, 9, key='x', bind='query-params')", x="4", y="stays")
    at.checkbox[0].uncheck().run()
    assert at.query_params == {"y": "stays"}
    at.checkbox[0].check().run()
    assert at.query_params == {"y": "stays", "x": "4"}


def test_the_parameter_of_a_widget_is_set_through_the_widget_alone() -> None:
    source = "st.slider('a', 0, 9, 3, key='x', bind='query-params')\n"
    assert "belongs to the widget" in app(source + "st.query_params['x'] = 4").exception[0].message
    assert "belongs to the widget" in app(source + "del st.query_params['x']", x="4").exception[0].message
    assert app(source + "st.query_params.clear()", x="4", y="goes").query_params == {"x": "4"}
    assert app("st.checkbox('a', key='embed', bind='query-params')").exception[0].proto.name == "APIError"
