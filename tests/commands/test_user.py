"""What scripts learn of the user and the browser."""

from __future__ import annotations

import pytest

from rushlight.testing import AppTest


def app(source: str) -> AppTest:
    return AppTest.from_string("import rushlight as st\n" + source)


def test_nobody_is_logged_in() -> None:
    at = app("st.text(st.user.is_logged_in)\nst.text(st.user.to_dict())\nst.text(repr(st.user))")
    at.user = {}
    assert [each.value for each in at.run().text] == ["False", "{'is_logged_in': False}", "<user not logged in>"]


def test_the_claims_of_a_login_are_read_by_key_and_attribute() -> None:
    at = app("st.text(st.user.name)\nst.text(st.user['email'])\nst.text(len(st.user))")
    at.user = {"name": "Ada", "email": "ada@example.org"}
    assert [each.value for each in at.run().text] == ["Ada", "ada@example.org", "3"]


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("st.user.name", "AttributeError"),
        ("st.user['name']", "KeyError"),
        ("st.user.name = 'x'", "AttributeError"),
        ("st.user['name'] = 'x'", "TypeError"),
    ],
)
def test_what_is_not_known_and_what_cannot_be_changed(source: str, error: str) -> None:
    assert app(source).run().exception[0].proto.name == error


def test_the_context_is_that_of_the_test() -> None:
    at = app(
        "c = st.context\n"
        "st.json([c.headers['X-One'], c.cookies['a'], c.ip_address, c.locale, c.timezone, c.timezone_offset, "
        "c.url, c.is_embedded, c.theme.type])"
    )
    at.context.headers["x-one"] = "1"
    at.context.cookies["a"] = "b"
    at.context.ip_address = "192.0.2.1"
    at.context.locale = "nb-NO"
    at.context.timezone, at.context.timezone_offset = "Europe/Oslo", -60
    at.context.url, at.context.is_embedded, at.context.theme = "https://example.org/a", True, "dark"
    assert not at.run().exception
    import json

    assert json.loads(at.json[0].value) == [
        "1", "b", "192.0.2.1", "nb-NO", "Europe/Oslo", -60, "https://example.org/a", True, "dark",
    ]  # fmt: skip
