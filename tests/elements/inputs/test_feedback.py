"""Feedback: the number of a mark."""

from __future__ import annotations

import pytest

from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source)


@pytest.mark.parametrize(("options", "count"), [("thumbs", 2), ("faces", 5), ("stars", 5)])
def test_feedback_gives_the_number_of_the_mark(options: str, count: int) -> None:
    at = app(f"st.text(st.feedback({options!r}, key='k'))").run()
    assert at.feedback[0].proto.options == options
    assert at.text[0].value == "None"
    at.feedback[0].set_value(count - 1).run()
    assert at.text[0].value == str(count - 1)
    for raw in (count, -1, True, "1"):
        at.change(at.feedback[0].id, raw)
        with pytest.raises(ValueError, match="cannot have"):
            at.run()


def test_numbers_of_numpy_are_numbers() -> None:
    at = app("import numpy as np\nst.text(repr(st.feedback('stars', default=np.int64(3))))").run()
    assert at.text[0].value == "3"


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("'hearts'", "InvalidValueError"),
        ("'stars', default=5", "ValueOutOfRangeError"),
        ("'thumbs', default=True", "ValueOutOfRangeError"),
        ("'faces', default=1.0", "ValueOutOfRangeError"),
    ],
)
def test_what_cannot_be_is_refused(call: str, error: str) -> None:
    assert app(f"st.feedback({call})").run().exception[0].proto.name == error
