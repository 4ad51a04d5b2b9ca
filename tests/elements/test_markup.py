"""Texts, icons and addresses as elements take them."""

from __future__ import annotations

import pytest

from rushlight.elements import markup
from rushlight.errors import InvalidValueError


@pytest.mark.parametrize("url", ["https://a.org", "HTTP://a.org", "mailto:me@a.org", "tel:1", "page", "/a?b=c:d", "?x"])
def test_addresses_that_run_nothing_are_taken(url: str) -> None:
    assert markup.address("link", url) == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"]
)
def test_addresses_that_run_something_are_refused(url: str) -> None:
    with pytest.raises(InvalidValueError, match="link"):
        markup.address("link", url)


@pytest.mark.parametrize("name", ["done", "star_border", "insights", "auto_awesome", "business"])
def test_icons_are_known_by_the_names_they_once_had(name: str) -> None:
    icon = markup.icon(f":material/{name}:")
    assert icon is not None
    assert icon.path
