"""Fragments, dialogs, pages and conversations in the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Server, Viewer

Serve = Callable[..., Server]

pytestmark = pytest.mark.e2e


def test_a_fragment_and_its_timer(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("parts.py").url)
    main = page.locator("main")
    page.get_by_role("radio", name="M").check()
    expect(main).to_contain_text("size=M")
    expect(main).to_contain_text("runs=1")
    page.get_by_role("switch", name="Clock").click()
    expect(main).to_contain_text("ticks=3", timeout=10_000)
    expect(main).to_contain_text("runs=2")


def test_a_dialog_is_used_by_keyboard_alone(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("parts.py").url)
    opener = page.get_by_role("button", name="Ask")
    opener.press("Enter")
    dialog = page.get_by_role("dialog", name="Your name")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Name", exact=True).fill("Ada")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("hello Ada")
    city = dialog.get_by_role("combobox", name="City")
    city.click()
    dialog.get_by_role("option", name="Rome").click()
    expect(city).to_have_value("Rome")
    assert viewer.axe() == []
    viewer.picture("dialog")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    opener.press("Enter")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Send").press("Enter")
    expect(page.locator("main")).to_contain_text("said=Ada")
    expect(dialog).to_be_hidden()


def test_a_dialog_at_400_pixels(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("parts.py").url)
    page.set_viewport_size({"width": 400, "height": 800})
    page.get_by_role("button", name="Ask").click()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["width"] == 400
    assert viewer.fits()
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_be_hidden()


@pytest.mark.parametrize("position", ["sidebar", "top"])
def test_pages_are_gone_to_by_links_scripts_and_history(serve: Serve, viewer: Viewer, position: str) -> None:
    server = serve("paged/app.py")
    page = viewer.open(f"{server.url}?position={position}")
    main = page.locator("main")
    assert page.title() == "Start"
    page.get_by_role("slider").press("ArrowRight")
    main.get_by_role("link", name="To the other page").click()
    expect(main).to_contain_text("from=None frame=1")
    assert page.url == f"{server.url}other"
    assert page.title() == "Other"
    page.go_back()
    expect(main.get_by_role("heading", name="Start")).to_be_visible()
    main.get_by_role("button", name="Switch").click()
    expect(main).to_contain_text("from=start frame=1")
    assert page.url == f"{server.url}other?from=start"
    assert viewer.axe() == []


def test_the_navigation_says_where_one_is(serve: Serve, viewer: Viewer) -> None:
    server = serve("paged/app.py")
    page = viewer.open(server.url)
    pages = page.get_by_role("navigation", name="Pages")
    expect(pages.locator("[aria-current=page]")).to_have_text("Start")
    pages.get_by_role("link", name="Settings").press("Enter")
    expect(pages.locator("[aria-current=page]")).to_have_text("Settings")
    expect(page).to_have_title("Own title")
    assert viewer.axe() == []
    viewer.picture("pages")
    page.goto(f"{server.url}nowhere")
    expect(page.get_by_text("was not found")).to_be_visible()
    expect(page).to_have_url(server.url)


def test_the_navigation_above_the_page_fits_400_pixels(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("paged/app.py").url + "?position=top")
    page.set_viewport_size({"width": 400, "height": 800})
    page.get_by_text("More", exact=True).click()
    page.get_by_role("link", name="Other", exact=True).click()
    expect(page.locator("main")).to_contain_text("Other")
    assert viewer.fits()


def test_a_conversation(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(serve("talk.py").url)
    field = page.get_by_role("textbox", name="Say something")
    field.fill("one")
    field.press("Shift+Enter")
    field.press_sequentially("two")
    field.press("Enter")
    expect(page.get_by_role("article", name="Message of assistant")).to_contain_text("You said: one two")
    expect(field).to_have_value("")
    note = tmp_path / "note.txt"
    note.write_text("inside")
    page.get_by_label("Files to attach").set_input_files(note)
    field.fill("with a file")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("main")).to_contain_text("file=note.txt inside")
    assert page.get_by_role("article").count() == 4
    viewer.settle()
    assert viewer.axe() == []
    viewer.picture("talk")
    page.set_viewport_size({"width": 400, "height": 800})
    assert viewer.fits()


def test_sound_and_pictures_of_the_users_devices(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("talk.py").url)
    page.context.grant_permissions(["microphone", "camera"])
    main = page.locator("main")
    sound = page.get_by_role("group", name="A sound")
    sound.get_by_role("button", name="Record").click()
    expect(sound.get_by_role("status")).to_be_visible()
    page.wait_for_timeout(300)
    sound.get_by_role("button", name="Stop").click()
    expect(main).to_contain_text("sound=(b'RIFF', 8000)")
    photo = page.get_by_role("group", name="A photo")
    photo.get_by_role("button", name="Open the camera").click()
    photo.get_by_role("button", name="Take the photo").click()
    expect(main).to_contain_text("photo=ffd8")
    sound.get_by_role("button", name="Clear").click()
    expect(main).to_contain_text("sound=None")


def test_buttons_that_choose_are_used_by_keyboard(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("talk.py").url)
    main = page.locator("main")
    day = page.get_by_role("button", name="Day")
    expect(day).to_have_attribute("aria-pressed", "true")
    day.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(main).to_contain_text("view=Week")
    page.get_by_role("button", name="Two").press("Space")
    page.get_by_role("button", name="One", exact=True).press("Space")
    expect(main).to_contain_text("topics=['One', 'Two']")
    page.get_by_role("group", name="Feedback").get_by_role("button", name="4 of 5").click()
    expect(main).to_contain_text("stars=3")
    page.get_by_role("button", name="Next page").click()
    expect(main).to_contain_text("page=2")
    page.get_by_role("button", name="Export").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(main).to_contain_text("action=PDF")
    expect(page.get_by_role("menu")).to_have_count(0)
