"""The gallery in a real browser: every app in light, dark and on a phone, and what people do with some of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import GALLERY_NAMES, Server, Viewer

pytestmark = pytest.mark.e2e
PATIENCE = 60_000
"""Milliseconds for an app that trains a model or makes ten million rows."""


def opened(viewer: Viewer, gallery: Server, name: str) -> Page:
    """Open an app, and wait until it is drawn whole."""
    viewer.page.goto(gallery.url + ("" if name == "home" else name))
    expect(viewer.page.locator("main h1")).to_be_visible(timeout=PATIENCE)
    drawn(viewer.page)
    return viewer.page


def drawn(page: Page) -> None:
    expect(page.locator(".running, .placeholder, .busy")).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("name", GALLERY_NAMES)
def test_every_app_can_be_read_and_used_by_all(gallery: Server, viewer: Viewer, name: str) -> None:
    page = opened(viewer, gallery, name)
    assert viewer.axe() == []
    viewer.picture(f"gallery-{name}-light")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    drawn(page)
    assert viewer.axe() == []
    viewer.picture(f"gallery-{name}-dark")
    page.set_viewport_size({"width": 400, "height": 800})
    drawn(page)
    expect(page.locator("main h1")).to_be_visible()
    assert viewer.fits()
    viewer.picture(f"gallery-{name}-400")


def test_a_card_leads_to_its_app_and_back(gallery: Server, viewer: Viewer) -> None:
    page = opened(viewer, gallery, "home")
    page.locator("main").get_by_role("link", name="A/B test").click()
    expect(page.locator("main h1")).to_have_text("A/B test", timeout=PATIENCE)
    assert page.url.endswith("/ab_test")
    page.go_back()
    expect(page.locator("main h1")).to_have_text("Small apps, plain Python")


def test_the_source_stands_beside_the_app(gallery: Server, viewer: Viewer) -> None:
    page = opened(viewer, gallery, "ab_test")
    page.get_by_role("switch", name="Show the source").press("Space")
    expect(page.locator("main .code")).to_contain_text("import rushlight as st")
    assert viewer.axe() == []


def test_a_penguin_is_told(gallery: Server, viewer: Viewer) -> None:
    page = opened(viewer, gallery, "penguins")
    for label, value in (("Bill length", "48"), ("Bill depth", "15"), ("Flipper", "220"), ("Body mass", "5200")):
        page.get_by_role("spinbutton", name=label).fill(value)
    page.get_by_role("spinbutton", name="Body mass").press("Enter")
    expect(page.locator("main .metric").first).to_contain_text("Gentoo")


def test_a_chat_answers_as_it_thinks(gallery: Server, viewer: Viewer) -> None:
    page = opened(viewer, gallery, "chat")
    page.get_by_role("textbox", name="Ask about").fill("What is a table?")
    page.keyboard.press("Enter")
    expect(page.locator("main .chat-message")).to_have_count(2)
    expect(page.get_by_role("button", name="Begin anew")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Begin anew").press("Enter")
    expect(page.locator("main .chat-message")).to_have_count(0)


def test_sensors_go_on_by_themselves(gallery: Server, viewer: Viewer) -> None:
    page = opened(viewer, gallery, "sensors")
    before = page.locator("main").inner_text()
    expect(page.locator("main")).not_to_have_text(before)
