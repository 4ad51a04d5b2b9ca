"""Several apps in the browser: the index, from it to an app and back, by keyboard, dark, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server, Viewer

pytestmark = pytest.mark.e2e


def test_from_the_index_to_an_app_and_back(serve: Callable[..., Server], viewer: Viewer) -> None:
    server = serve("team")
    page = viewer.open(server.url)
    expect(page.get_by_role("heading", name="Apps of the team")).to_be_visible()
    assert viewer.axe() == []
    viewer.picture("site")
    page.get_by_role("link", name="Counting").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add one").click()
    expect(page.get_by_text("Counted to 1")).to_be_visible()
    assert page.url == f"{server.url}counting/"
    assert page.title() == "Counting"
    page.go_back()
    page.get_by_role("link", name="Greeting").click()
    expect(page.get_by_text("Hello from the greeting's own module")).to_be_visible()


def test_the_index_is_searched_and_fits_a_phone(serve: Callable[..., Server], viewer: Viewer) -> None:
    server = serve("team")
    viewer.page.set_viewport_size({"width": 400, "height": 800})
    viewer.page.emulate_media(color_scheme="dark")
    page = viewer.open(server.url)
    assert viewer.fits() and viewer.axe() == []
    viewer.picture("site-phone")
    page.get_by_role("textbox", name="Search").fill("number 7")
    expect(page.get_by_role("link", name="Greeting")).to_have_count(0)
    expect(page.get_by_role("link", name="Seventh")).to_be_visible()
    page.get_by_role("textbox", name="Search").fill("nothing like it")
    expect(page.get_by_text("There is no such app.")).to_be_visible()
