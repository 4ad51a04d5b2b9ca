"""A date with a time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from rushlight.elements.inputs.datetime_input import moment_of
from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\nimport datetime as dt\n" + source).run()


MOMENT = dt.datetime(2026, 3, 1, 13, 45)


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        (MOMENT, MOMENT),
        (MOMENT.replace(tzinfo=dt.UTC), MOMENT),
        (dt.date(2026, 3, 1), dt.datetime(2026, 3, 1)),
        ("2026-03-01T13:45", MOMENT),
        ("2026-03-01", dt.datetime(2026, 3, 1)),
    ],
)
def test_moments(given: Any, moment: dt.datetime) -> None:
    assert moment_of(given, 900) == moment


def test_now_is_rounded_to_the_step_and_a_time_is_of_today() -> None:
    now = moment_of("now", 900)
    assert now.minute % 15 == 0
    assert now.second == 0
    assert moment_of(dt.time(9, 30), 900).date() == dt.date.today()


def test_the_value_is_a_datetime() -> None:
    at = app("st.text(st.datetime_input('L', dt.datetime(2026, 3, 1, 13, 45), key='k'))")
    assert at.text[0].value == "2026-03-01 13:45:00"
    at.datetime_input[0].set_value(dt.datetime(2026, 4, 2, 9, 0)).run()
    assert at.text[0].value == "2026-04-02 09:00:00"
    assert at.session_state.k == dt.datetime(2026, 4, 2, 9, 0)


def test_it_may_be_empty() -> None:
    at = app("st.text(st.datetime_input('L', None))")
    assert at.text[0].value == "None"
    at.datetime_input[0].set_value("2026-04-02T09:00").run()
    assert at.text[0].value == "2026-04-02 09:00:00"
    at.datetime_input[0].set_value(None).run()
    assert at.text[0].value == "None"


def test_properties_reach_the_browser() -> None:
    props = (
        app(
            "st.datetime_input('L', '2026-03-01T13:45', '2026-01-01', '2026-12-31T23:00', format='DD.MM.YYYY', step=300, "
            "required=True, help='H', disabled=True, label_visibility='collapsed', width=300)"
        )
        .datetime_input[0]
        .proto
    )
    assert (props.min, props.max, props.format, props.step) == (
        "2026-01-01T00:00",
        "2026-12-31T23:00",
        "DD.MM.YYYY",
        300,
    )
    assert (props.required, props.help, props.disabled, props.label_visibility, props.width) == (
        True, "H", True, "collapsed", 300,
    )  # fmt: skip


@pytest.mark.parametrize(
    "call",
    [
        "st.datetime_input('L', 'soon')",
        "st.datetime_input('L', step=30)",
        "st.datetime_input('L', format='MM')",
        "st.datetime_input('L', '2026-01-01', '2026-02-01')",
        "st.datetime_input('L', '2026-01-01', '2026-02-01', '2025-01-01')",
    ],
)
def test_what_cannot_be_is_said(call: str) -> None:
    assert app(call).exception


@pytest.mark.parametrize("raw", [None, 3, "soon", "1999-01-01T00:00", "2026-03-01T13:45+01:00"])
def test_what_it_cannot_have_is_refused(raw: Any) -> None:
    at = app("st.datetime_input('L', dt.datetime(2026, 3, 1))")
    at.change(at.datetime_input[0].id, raw)
    with pytest.raises(ValueError, match="cannot have"):
        at.run()
