"""Every kind of element that can be operated is operated by keyboard alone, and shows where the focus is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, Viewer
from tests.e2e.keyboard import JOURNEYS, Journey, app

pytestmark = pytest.mark.e2e
MOST_TABS = 12
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100"/></svg>'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("keyboard")
    (folder / "pages").mkdir()
    (folder / "pages" / "other.py").write_text("import rushlight as st\nst.text('another page')")
    (folder / "app.py").write_text(app())
    server = Server(folder / "app.py", "--client.showSidebarNavigation", "false")
    yield server
    server.stop()
    assert "Traceback" not in "".join(server.log), "".join(server.log)


def tab_to(page: Page, place: str) -> None:
    """Press Tab until the focus is in a place."""
    page.wait_for_selector(place, state="attached")
    for _ in range(MOST_TABS):
        if page.evaluate("place => !!document.activeElement?.closest(place)", place):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not come to {place}")


def press(page: Page, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key.startswith("type:"):
            page.keyboard.type(key.removeprefix("type:"))
        else:
            page.keyboard.press(key)


def is_focus_seen(page: Page) -> bool:
    """Tell whether the page looks otherwise without the focus."""
    focused = page.evaluate_handle("document.activeElement")
    with_focus = page.screenshot(animations="disabled")
    focused.evaluate("each => each.blur()")
    without = page.screenshot(animations="disabled")
    focused.evaluate("each => each.focus()")
    return with_focus != without


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.kind)
def test_it_is_operated_by_keyboard_alone(server: Server, viewer: Viewer, journey: Journey) -> None:
    viewer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = viewer.open(f"{server.url}?kind={journey.kind}")
    then = page.get_by_text(journey.then).or_(page.get_by_label(journey.then)).first
    gone = page.get_by_text(journey.gone).or_(page.get_by_label(journey.gone)).first
    if journey.then:
        assert not then.is_visible()
    if journey.gone:
        expect(gone).to_be_visible()
    tab_to(page, journey.place or f".node-{journey.kind}")
    assert is_focus_seen(page), f"nothing shows the focus of {journey.kind}"
    press(page, journey.keys)
    if journey.then:
        expect(then).to_be_visible()
    if journey.gone:
        expect(gone).to_be_hidden()


@pytest.mark.parametrize("kind", ["container", "help", "table"])
def test_what_scrolls_is_scrolled(server: Server, viewer: Viewer, kind: str) -> None:
    page = viewer.open(f"{server.url}?kind={kind}")
    tab_to(page, f".node-{kind}")
    assert is_focus_seen(page)
    assert page.evaluate("document.activeElement.scrollTop") == 0
    page.keyboard.press("End")
    for _ in range(100):
        if page.evaluate("document.activeElement.scrollTop") > 0:
            return
        page.wait_for_timeout(50)
    pytest.fail("Nothing is scrolled.")


@pytest.mark.parametrize("kind", ["exception", "image", "link_button"])
def test_links_are_reached(server: Server, viewer: Viewer, kind: str) -> None:
    viewer.page.route("https://example.org/**", lambda route: route.fulfill(body=PICTURE, content_type="image/svg+xml"))
    page = viewer.open(f"{server.url}?kind={kind}")
    tab_to(page, f".node-{kind} a")
    assert is_focus_seen(page)
    assert str(page.evaluate("document.activeElement.href")).startswith("https://")


def test_a_file_is_downloaded(server: Server, viewer: Viewer) -> None:
    page = viewer.open(f"{server.url}?kind=download_button")
    tab_to(page, ".node-download_button")
    assert is_focus_seen(page)
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename == "it.txt"


def test_a_file_is_chosen(server: Server, viewer: Viewer) -> None:
    # The driver takes choosers over from now on, and not a moment after the key was pressed.
    viewer.page.on("filechooser", lambda _: None)
    page = viewer.open(f"{server.url}?kind=file_uploader")
    tab_to(page, ".node-file_uploader")
    assert is_focus_seen(page)
    with page.expect_file_chooser() as found:
        page.keyboard.press("Enter")
    found.value.set_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"})
    expect(page.get_by_text("=a.txt")).to_be_visible()


def test_a_photograph_is_taken(server: Server, viewer: Viewer) -> None:
    page = viewer.open(f"{server.url}?kind=camera_input")
    tab_to(page, ".node-camera_input")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Take the photo")).to_be_enabled()
    tab_to(page, ".node-camera_input button")
    assert is_focus_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("=image/jpeg")).to_be_visible()


def test_sound_is_recorded(server: Server, viewer: Viewer) -> None:
    page = viewer.open(f"{server.url}?kind=audio_input")
    tab_to(page, ".node-audio_input")
    assert is_focus_seen(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop")).to_be_focused()
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    expect(page.get_by_text("=audio/wav")).to_be_visible()


@pytest.mark.parametrize(
    ("kind", "drawn"),
    [("echarts_chart", "canvas, svg"), ("plotly_chart", ".main-svg"), ("vega_lite_chart", ".role-mark")],
)
def test_marks_are_chosen(server: Server, viewer: Viewer, kind: str, drawn: str) -> None:
    page = viewer.open(f"{server.url}?kind={kind}")
    page.wait_for_selector(f".node-{kind} :is({drawn})")
    tab_to(page, f".node-{kind} [role]")
    assert is_focus_seen(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"=\[(1|'b')\]"))).to_be_visible()
    viewer.picture(f"keyboard-{kind}")
    assert viewer.axe() == []
    page.keyboard.press("Escape")
    expect(page.get_by_text("=[]")).to_be_visible()
