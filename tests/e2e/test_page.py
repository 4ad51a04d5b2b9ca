"""The page around apps: looks, keyboard, accessibility, lost connections, saved sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Server, Viewer

pytestmark = pytest.mark.e2e
Serve = Callable[..., Server]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_element_is_accessible_in_light_and_dark(serve: Serve, viewer: Viewer, scheme: str) -> None:
    viewer.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    viewer.open(serve("elements.py").url)
    viewer.page.wait_for_selector(".vega-chart svg")
    viewer.picture(f"elements-{scheme}")
    assert viewer.axe() == []


def test_every_element_fits_a_narrow_screen(serve: Serve, viewer: Viewer) -> None:
    viewer.page.set_viewport_size({"width": 400, "height": 800})
    viewer.open(serve("elements.py").url)
    viewer.page.wait_for_selector(".vega-chart svg")
    viewer.picture("elements-400")
    assert viewer.fits()


def test_no_request_goes_to_another_host(serve: Serve, viewer: Viewer) -> None:
    server = serve("elements.py")
    foreign: list[str] = []
    viewer.page.on(
        "request", lambda r: None if r.url.startswith((server.url, "data:", "blob:")) else foreign.append(r.url)
    )
    viewer.open(server.url)
    viewer.page.wait_for_selector(".vega-chart svg")
    assert foreign == []


def test_the_menu_and_settings_by_keyboard(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("counter.py").url)
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Rerun")).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("menuitem", name="Settings")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("radio", name="Dark").focus()
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_sidebar_closes_and_opens(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("sellers.py").url)
    page.get_by_role("button", name="Close the sidebar").first.click()
    expect(page.get_by_role("complementary")).to_have_count(0)
    page.get_by_role("button", name="Open the sidebar").click()
    expect(page.get_by_role("complementary")).to_be_visible()


def test_a_theme_of_the_settings_is_used(serve: Serve, viewer: Viewer) -> None:
    flags = ("--theme.base", "dark", "--theme.primaryColor", "#00aa88")
    page = viewer.open(serve("counter.py", *flags).url)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    color = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--primary').trim()")
    assert color == "#00aa88"


def test_a_running_script_can_be_stopped(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    script = tmp_path / "long.py"
    script.write_text(
        "import streamlit as st, time\nfor i in range(2000):\n    st.empty().text(i)\n    time.sleep(0.02)\n"
    )
    server = serve(script)
    viewer.page.goto(server.url)
    viewer.page.get_by_role("button", name="Stop").click()
    expect(viewer.page.locator(".running")).to_have_count(0)


def test_a_saved_source_is_run_with_the_state_kept(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    source = "import streamlit as st\nname = st.text_input('Name', key='name')\nst.write('Hello', name)\n"
    script.write_text(source)
    page = viewer.open(serve(script).url)
    page.get_by_label("Name").fill("Ada")
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    script.write_text(source.replace("Hello", "Welcome"))
    expect(page.get_by_text("Welcome Ada")).to_be_visible(timeout=15_000)


def test_a_restarted_server_gives_the_page_back_with_what_was_entered(serve: Serve, viewer: Viewer) -> None:
    server = serve("inputs.py")
    page = viewer.open(server.url)
    page.get_by_label("Slider", exact=True).press("ArrowRight")
    expect(page.locator(".plain", has_text="slider=21")).to_be_visible()
    page.get_by_label("Text", exact=True).fill("typed but not sent")
    server.kill()
    viewer.errors.clear()
    expect(page.get_by_text("Connection lost")).to_be_visible(timeout=10_000)
    again = Server(Path(__file__).parent / "apps" / "inputs.py", "--server.port", str(server.port))
    try:
        expect(page.get_by_text("Connection lost")).to_have_count(0, timeout=15_000)
        expect(page.locator(".plain", has_text="slider=21")).to_be_visible()
        assert page.get_by_label("Text", exact=True).input_value() == "typed but not sent"
    finally:
        page.close()
        again.stop()
    viewer.errors.clear()


def test_two_tabs_have_sessions_of_their_own(serve: Serve, viewer: Viewer, browser: Browser) -> None:
    server = serve("counter.py")
    page = viewer.open(server.url)
    page.get_by_role("button", name="Add one").click()
    other = viewer.page.context.new_page()
    other.goto(server.url)
    expect(other.locator("main")).to_contain_text("Count = 0")
    expect(page.locator("main")).to_contain_text("Count = 1")
    page.reload()
    expect(page.locator("main")).to_contain_text("Count = 1")
    other.close()


def test_only_the_changed_element_is_touched(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("counter.py").url)
    page.evaluate(
        "window.records = []; new MutationObserver(list => window.records.push(...list))"
        ".observe(document.querySelector('main'), {childList: true, subtree: true, characterData: true})"
    )
    page.get_by_role("button", name="Add one").click()
    expect(page.locator("main")).to_contain_text("Count = 1")
    assert page.evaluate("window.records.length") <= 5


def test_a_frame_of_a_million_rows_is_scrolled_sorted_and_searched(
    serve: Serve, viewer: Viewer, tmp_path: Path
) -> None:
    script = tmp_path / "big.py"
    script.write_text(
        "import streamlit as st, pandas as pd, numpy as np\n"
        "n = np.arange(1_000_000)\n"
        "st.dataframe(pd.DataFrame({'n': n, 'back': n[::-1], 'word': ['w%d' % (i % 1000) for i in n]}))\n"
    )
    page = viewer.open(serve(script).url)
    grid = page.get_by_role("grid")
    expect(grid).to_have_attribute("aria-rowcount", "1000001")
    expect(grid.get_by_text("w3", exact=True)).to_be_visible()
    page.evaluate("document.querySelector('.slick-viewport-right.slick-viewport-top, .slick-viewport').scrollTop = 1e9")
    expect(grid.get_by_text("999999", exact=True).first).to_be_visible(timeout=15_000)
    grid.get_by_text("back", exact=True).click()
    expect(grid.locator(".slick-row").first).to_contain_text("w999", timeout=15_000)
    page.locator(".dataframe").hover()
    page.get_by_role("button", name="Search the table").click()
    page.get_by_role("searchbox", name="Search the table").fill("w42")
    expect(grid).not_to_have_attribute("aria-rowcount", "1000001", timeout=15_000)


def test_columns_have_widths_by_their_weights(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    script = tmp_path / "columns.py"
    script.write_text("import streamlit as st\na, b = st.columns([3, 1])\na.write('wide')\nb.write('narrow')\n")
    page = viewer.open(serve(script).url)
    wide, narrow = (box["width"] for each in page.locator(".node-column").all() if (box := each.bounding_box()))
    assert 2.5 < wide / narrow < 3.5


def test_columns_that_are_centred_in_height_leave_text_where_it_begins(
    serve: Serve, viewer: Viewer, tmp_path: Path
) -> None:
    script = tmp_path / "centred.py"
    script.write_text(
        "import rushlight as st\n"
        "st.columns(2, vertical_alignment='center')[0].markdown('a longer line  \\nshort')\n"
        "st.markdown('in the middle', text_alignment='center')\n"
    )
    page = viewer.open(serve(script).url)
    expect(page.get_by_text("short")).to_have_css("text-align", "start")
    expect(page.get_by_text("in the middle")).to_have_css("text-align", "center")


def test_an_app_below_a_base_path(serve: Serve, viewer: Viewer) -> None:
    server = serve("counter.py", "--server.baseUrlPath", "apps/one")
    page = viewer.open(f"{server.url}apps/one/")
    page.get_by_role("button", name="Add one").click()
    expect(page.locator("main")).to_contain_text("Count = 1")


@pytest.mark.parametrize("width", [400, 1000])
def test_a_short_page_begins_at_the_top(serve: Serve, viewer: Viewer, width: int) -> None:
    page = viewer.open(serve("counter.py").url)
    page.set_viewport_size({"width": width, "height": 900})
    box = page.get_by_role("banner").bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, width)
