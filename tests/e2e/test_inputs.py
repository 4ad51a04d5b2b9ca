"""Inputs in the browser: how they look, what they hold back, and what outlives a page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, Viewer

Serve = Callable[..., Server]

pytestmark = pytest.mark.e2e


def test_a_form_says_what_is_missing_and_is_sent_by_its_shortcut(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(f"{serve('fields.py').url}?part=form")
    main = page.locator("main")
    page.get_by_role("button", name="Send").click()
    expect(main.get_by_text("Please fill in this field.")).to_have_count(7)
    expect(page.get_by_label("Name")).to_be_focused()
    assert viewer.axe() == []
    viewer.picture("inputs-form-incomplete")
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Mail").fill("no address")
    page.get_by_label("Age").fill("36")
    page.get_by_role("combobox", name="City").click()
    page.get_by_role("option", name="Oslo").click()
    page.get_by_label("Day").fill("2026/01/05")
    page.get_by_role("combobox", name="Time").fill("9:30")
    page.get_by_role("button", name="a", exact=True).click()
    page.get_by_label("Notes").fill("none")
    page.keyboard.press("Control+Enter")
    expect(main.get_by_text("This is not an email address.")).to_be_visible()
    expect(main.get_by_text("sent")).to_have_count(0)
    page.get_by_label("Mail").fill("ada@example.com")
    page.keyboard.press("Control+Enter")
    expect(main.get_by_text("sent")).to_be_visible()


def test_a_page_loaded_anew_shows_what_was_given_and_takes_more(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("one.txt", "sub/two.txt"):
        (tmp_path / name).write_text(name)
    url = serve("fields.py").url
    page = viewer.open(f"{url}?part=numbers")
    page.get_by_label("Slider", exact=True).press("ArrowRight")
    expect(page.locator("main")).to_contain_text("41")
    viewer.open(f"{url}?part=files")
    pickers = page.locator("main input[type=file]")
    pickers.nth(0).set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"content"})
    expect(page.locator("main")).to_contain_text("a.csv []")
    pickers.nth(2).set_input_files(tmp_path)
    names = f"['{tmp_path.name}/one.txt', '{tmp_path.name}/sub/two.txt']"
    expect(page.locator("main")).to_contain_text(f"a.csv {names}")
    page.get_by_role("button", name="Open the camera").first.click()
    page.get_by_role("button", name="Take the photo").click()
    expect(page.get_by_alt_text("The photograph")).to_be_visible()
    expect(page.locator("main")).to_contain_text(f"{names} image/jpeg")
    page.reload()
    viewer.settle()
    expect(page.locator(".upload-name")).to_have_text(["a.csv", "one.txt", "two.txt"])
    expect(page.get_by_alt_text("The photograph")).to_be_visible()
    page.get_by_role("button", name="Remove a.csv").click()
    expect(page.locator("main")).to_contain_text(f"None {names}")


def test_a_value_between_steps_is_shown_where_it_is(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(f"{serve('fields.py').url}?part=numbers")
    moment = page.get_by_label("Moment")
    middle = moment.evaluate("(input) => (input.valueAsNumber - input.min) / (input.max - input.min)")
    assert middle == 0.5
    moment.press("ArrowRight")
    assert moment.evaluate("(input) => (input.valueAsNumber - input.min) % 86400") == 0


def left_below(page: Page) -> float:
    """Return how far the page could still be scrolled down."""
    return page.evaluate("(root => root.scrollHeight - innerHeight - root.scrollTop)(document.scrollingElement)")


def comes_to_rest(page: Page, settled: Callable[[float], bool]) -> None:
    """Wait until what is left below the view is as wanted."""
    for _ in range(100):
        if settled(left_below(page)):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"{left_below(page)} px are left below the view.")


def test_a_conversation_stays_at_its_end_until_the_user_leaves_it(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(f"{serve('fields.py').url}?part=chat")
    comes_to_rest(page, lambda left: left < 2)
    page.get_by_label("Say").fill("hello")
    page.keyboard.press("Enter")
    expect(page.locator(".chat-message")).to_have_count(14)
    comes_to_rest(page, lambda left: left < 2)
    page.mouse.move(400, 300)
    page.mouse.wheel(0, -400)
    comes_to_rest(page, lambda left: left > 300)
