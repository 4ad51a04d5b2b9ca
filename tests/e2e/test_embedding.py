"""A page inside another one, by its address; and what the app adds to the menu."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.e2e.conftest import Server, Viewer

pytestmark = pytest.mark.e2e
Serve = Callable[..., Server]


def style(page: Page, selector: str, name: str) -> Any:
    return page.evaluate(f"getComputedStyle(document.querySelector({selector!r})).{name}")


def top(page: Page) -> float:
    return float(style(page, "#main", "paddingTop").removesuffix("px"))


def test_9_2b_what_surrounds_an_app_is_hidden_unless_the_address_wants_it(serve: Serve, viewer: Viewer) -> None:
    url = serve("embedded.py").url
    page = viewer.open(url)
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    alone = top(page)
    page = viewer.open(f"{url}?embed=true")
    expect(page.get_by_role("button", name="Menu")).to_have_count(0)
    expect(page.get_by_role("heading", name="Embedded")).to_be_visible()
    assert top(page) < alone
    viewer.picture("embedded")
    assert viewer.axe() == []
    bare = top(page)
    page = viewer.open(f"{url}?embed=true&embed_options=show_padding&embed_options=show_toolbar")
    expect(page.get_by_role("button", name="Menu")).to_be_visible()
    assert top(page) > bare
    page = viewer.open(f"{url}?embed_options=show_padding&embed_options=disable_scrolling")
    assert style(page, "body", "overflow") != "hidden", "options count in embedded pages only"


@pytest.mark.parametrize("width", [1200, 400])
def test_9_2f_the_sidebar_can_be_opened_there_too(serve: Serve, viewer: Viewer, width: int) -> None:
    viewer.page.set_viewport_size({"width": width, "height": 800})
    page = viewer.open(f"{serve('embedded.py').url}?embed=true")
    if width > 1000:
        page.get_by_role("button", name="Close the sidebar").click()
    viewer.picture(f"embedded-{width}")
    page.get_by_role("button", name="Open the sidebar").click()
    expect(page.get_by_text("aside")).to_be_visible()
    assert viewer.axe() == []


def test_9_2c_a_page_need_not_scroll(serve: Serve, viewer: Viewer) -> None:
    url = serve("embedded.py").url

    def scrolled(options: str) -> bool:
        page = viewer.open(f"{url}?embed=true{options}")
        page.mouse.move(600, 400)
        page.mouse.wheel(0, 2000)
        page.wait_for_timeout(300)
        return bool(page.evaluate("[...document.querySelectorAll('*')].some((each) => each.scrollTop > 0)"))

    assert scrolled("")
    assert not scrolled("&embed_options=disable_scrolling")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_9_2d_an_address_chooses_the_theme(serve: Serve, viewer: Viewer, theme: str) -> None:
    viewer.page.emulate_media(color_scheme="dark" if theme == "light" else "light")
    page = viewer.open(f"{serve('embedded.py').url}?embed=true&embed_options={theme}_theme")
    expect(page.locator("html")).to_have_attribute("data-theme", theme)


def test_9_2e_nothing_turns_while_it_loads_if_the_address_says_so(serve: Serve, viewer: Viewer) -> None:
    url = serve("embedded.py").url

    def keep_waiting(_: WebSocketRoute) -> None:
        """Nobody answers."""

    viewer.page.route_web_socket(re.compile("socket"), keep_waiting)
    viewer.page.goto(f"{url}?embed=true")
    expect(viewer.page.locator(".loading")).to_be_visible()
    viewer.page.goto(f"{url}?embed=true&embed_options=hide_loading_screen")
    viewer.page.wait_for_selector("#main")
    viewer.page.wait_for_timeout(500)
    expect(viewer.page.locator(".loading")).to_have_count(0)


def test_8_5e_the_menu_has_what_the_app_says(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("embedded.py").url)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("menuitem", name="Get help")).to_have_attribute("href", "https://example.org/help")
    expect(page.get_by_role("menuitem", name="Report a bug")).to_have_count(0)
    page.get_by_role("menuitem", name="About").click()
    expect(page.get_by_role("dialog")).to_contain_text("An app of light")
    expect(page.get_by_role("dialog").locator("em")).to_have_text("of light")
    assert viewer.axe() == []
