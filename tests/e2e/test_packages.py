"""Packages of the community, unmodified from PyPI, each used as a visitor would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from tests.e2e.conftest import Server, Viewer

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / ".make" / "packages"
LEAFLET = ROOT / "frontend" / "node_modules" / "leaflet" / "dist"

Open = Callable[..., Page]

pytestmark = pytest.mark.e2e


@pytest.fixture
def open_app(serve: Callable[..., Server], viewer: Viewer) -> Open:
    """Serve an app that imports the packages, and open it."""
    if not (PACKAGES / "stamp").exists():
        pytest.fail("The community's packages are not installed: make packages")

    def open(name: str, *words: str) -> Page:
        return viewer.open(serve(f"packages/{name}.py", *words, path=PACKAGES).url)

    return open


def frame(page: Page, name: str) -> FrameLocator:
    """Return the frame of a component by the end of its name."""
    return page.frame_locator(f"iframe[title$='{name}']")


def says(page: Page, text: str) -> None:
    """Wait until the script has written a text."""
    expect(page.locator("main")).to_contain_text(text)


def test_aggrid_sorts_selects_and_edits(open_app: Open) -> None:
    page = open_app("aggrid")
    grid = frame(page, ".agGrid")
    rows = grid.locator(".ag-center-cols-container .ag-row")
    expect(rows).to_have_count(3)
    expect(rows.first.locator(".ag-cell").first).to_have_css("font-family", "sans-serif, sans-serif")
    grid.get_by_text("crates", exact=True).click()
    expect(grid.locator(".ag-row[row-index='0']")).to_contain_text("pear")
    expect(grid.locator(".ag-row[row-index='2']")).to_contain_text("apple")
    grid.locator(".ag-row[row-index='1'] input[type=checkbox]").check()
    says(page, "chosen=['plum']")
    grid.locator(".ag-row[row-index='0'] input[type=checkbox]").check()
    says(page, "chosen=['pear', 'plum']")
    grid.locator(".ag-row[row-index='2'] [col-id=crates]").dblclick()
    page.keyboard.press("Control+A")
    page.keyboard.type("99")
    page.keyboard.press("Enter")
    says(page, "crates=[3, 7, 99]")


def test_option_menu_is_clicked_and_set_by_the_script(open_app: Open) -> None:
    page = open_app("option_menu")
    menus = page.locator("iframe[title$='.option_menu']")
    expect(menus).to_have_count(2)
    menus.nth(0).content_frame.get_by_text("Upload").click()
    says(page, "place=Upload")
    menus.nth(1).content_frame.get_by_text("Two").click()
    says(page, "wide=Two")
    page.get_by_role("button", name="To the tasks").click()
    says(page, "wide=Three")


def from_npm(route: Route) -> None:
    """Answer requests to the hosts that maps are loaded from with Leaflet's files, and the others with nothing."""
    file = LEAFLET / route.request.url.rpartition("/")[2]
    if "/leaflet@" in route.request.url and file.exists():
        route.fulfill(path=file)
    else:
        route.fulfill(body="", content_type="text/css" if ".css" in route.request.url else "text/javascript")


def test_folium_tells_where_the_map_was_clicked(open_app: Open, viewer: Viewer) -> None:
    viewer.page.route(lambda url: "127.0.0.1" not in url, from_npm)
    page = open_app("folium_map")
    place = frame(page, ".st_folium").locator("#map_div")
    expect(place.locator("path.leaflet-interactive")).to_have_count(1)
    place.click(position={"x": 250, "y": 250})
    says(page, "clicked=(52.4, 13.4)")
    # The pointer finds the ring where it is drawn, not in its middle.
    place.click(position={"x": 262, "y": 150})
    says(page, "object={'lat': 52.52")
    place.get_by_role("button", name="Zoom in").click()
    says(page, "zoom=11")


def test_echarts_tells_what_was_clicked(open_app: Open, viewer: Viewer) -> None:
    page = open_app("echarts")
    chart = page.locator(".component-module canvas")
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box is not None
    page.wait_for_timeout(1000)
    chart.click(position={"x": box["width"] / 2, "y": box["height"] * 0.7})
    says(page, "apple 12")
    page.get_by_role("slider").press("ArrowRight")
    says(page, "result={'chart_event': None}")


def test_autorefresh_counts_to_its_limit(open_app: Open) -> None:
    page = open_app("autorefresh")
    says(page, "count=3")


def test_ace_reports_what_is_typed(open_app: Open) -> None:
    page = open_app("ace")
    editor = frame(page, ".streamlit_ace")
    editor.locator(".ace_content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nb = 2")
    says(page, r"code='a = 1\nb = 2'")


def test_lottie_moves(open_app: Open) -> None:
    page = open_app("lottie")
    shape = frame(page, ".streamlit_lottie").locator("svg g path").first
    expect(shape).to_be_visible()
    group = frame(page, ".streamlit_lottie").locator("svg g[transform]").first
    before = group.get_attribute("transform")
    expect(group).not_to_have_attribute("transform", before or "")


def test_drawable_canvas_reports_strokes(open_app: Open) -> None:
    page = open_app("drawable_canvas")
    canvas = page.locator(".component-module canvas").last
    box = canvas.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 40, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 90, steps=8)
    page.mouse.up()
    says(page, "shapes=['Path']")
    says(page, "painted=True")
    page.get_by_role("combobox", name="Tool").click()
    page.get_by_role("option", name="rect").click()
    says(page, "tool=rect")
    page.mouse.move(box["x"] + 150, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 220, box["y"] + 120, steps=8)
    page.mouse.up()
    says(page, "shapes=['Path', 'Rect']")


def test_javascript_returns_values_and_promises(open_app: Open) -> None:
    page = open_app("javascript")
    says(page, "sum=42")
    says(page, "later=[1, 'two']")


def keeps_cookie(page: Page, expected: bool) -> None:
    """Wait until the browser has the authenticator's cookie, or has it no more."""
    for _ in range(50):
        if any(cookie.get("name") == "test_cookie" for cookie in page.context.cookies()) == expected:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"the cookie is {'not ' if expected else ''}there")


def test_authenticator_logs_in_and_out_and_remembers(open_app: Open) -> None:
    page = open_app("authenticator")
    says(page, "nobody yet")

    def log_in(password: str) -> None:
        page.get_by_label("Username").fill("ada")
        page.get_by_role("textbox", name="Password").fill(password)
        page.get_by_role("button", name="Login").click()

    log_in("wrong")
    says(page, "wrong name or password")
    log_in("engine-1")
    says(page, "welcome Ada L")
    keeps_cookie(page, True)
    other = page.context.new_page()
    other.goto(page.url)
    says(other, "welcome Ada L")
    other.close()
    page.get_by_role("button", name="Log out").click()
    says(page, "nobody yet")
    keeps_cookie(page, False)


def test_elements_calls_functions_of_the_script(open_app: Open) -> None:
    page = open_app("elements")
    inside = frame(page, ".streamlit_elements")
    expect(inside.get_by_text("Inside of a paper")).to_be_visible()
    inside.get_by_role("button", name="Count").click()
    says(page, "clicks=1")
    inside.get_by_label("Note").fill("a note")
    inside.get_by_role("button", name="Send").click()
    says(page, "note=a note")
    inside.get_by_role("button", name="Count").click()
    says(page, "clicks=2")


def choose(page: Page, name: str) -> Page:
    """Choose one of the parts of an app."""
    page.get_by_role("combobox", name="Part").click()
    page.get_by_role("option", name=name, exact=True).click()
    return page


@pytest.fixture
def part(open_app: Open) -> Callable[..., Page]:
    """Open the app of streamlit-extras and choose one of its parts."""
    return lambda name, *words: choose(open_app("extras", *words), name)


def test_extras_cards_are_chosen_and_load_their_typeface_from_a_host_that_is_allowed(
    part: Callable[..., Page], viewer: Viewer
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="", content_type="text/css")

    viewer.page.route("https://fonts.googleapis.com/**", answer)
    page = part("cards", "--components.allowedHosts", "https://fonts.googleapis.com")
    page.get_by_text("Plums").click()
    says(page, "card=1")
    assert len(asked) == 1


def test_extras_evaluates_javascript(part: Callable[..., Page]) -> None:
    says(part("evaluated"), "evaluated=42")


def test_extras_edits_json(part: Callable[..., Page]) -> None:
    page = part("json")
    says(page, "json={'data': {'name': 'pear', 'crates': 3}}")
    row = page.locator(".variable-row").last
    row.hover()
    row.locator(".click-to-remove").click()
    says(page, "json={'data': {'name': 'pear'}}")


def test_extras_pages(part: Callable[..., Page]) -> None:
    page = part("pages")
    page.get_by_text("4", exact=True).click()
    says(page, "page=4")


def test_extras_button_keeps_its_state(part: Callable[..., Page]) -> None:
    page = part("button")
    page.get_by_role("button", name="Open").click()
    says(page, "opened")
    page.get_by_role("button", name="Open").click()
    expect(page.locator("main")).not_to_contain_text("opened")


def test_extras_styles_reach_what_they_are_for(part: Callable[..., Page]) -> None:
    page = part("styled")
    expect(page.get_by_role("button", name="A green one")).to_have_css("background-color", "rgb(0, 128, 0)")
    metric = page.locator("div[data-testid=stMetric]")
    expect(metric).to_have_css("border-left-width", "8px")
    above, below = page.get_by_role("button", name="A green one").bounding_box(), metric.bounding_box()
    assert above is not None
    assert below is not None
    assert below["y"] - above["y"] - above["height"] == 16


def test_extras_compares_pictures(part: Callable[..., Page]) -> None:
    page = part("compare")
    expect(page.locator(".component-module img")).to_have_count(2)
    says(page, "at=")


def test_extras_filters_frames(part: Callable[..., Page]) -> None:
    page = part("explorer")
    page.get_by_role("combobox", name="Filter dataframe on").click()
    page.get_by_role("option", name="crates").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove 12").click()
    says(page, "rows=2")


def test_extras_floats_a_button(part: Callable[..., Page]) -> None:
    page = part("floating")
    button = page.get_by_role("button", name="Add")
    expect(button).to_have_css("position", "fixed")
    button.click()
    says(page, "added")


# --- some more, one after the other ----------------------------------------------------------------------------------


def press_button(page: Page) -> str:
    frame(page, ".sac").get_by_text("two").click()
    return "button=two"


def click_event(page: Page) -> str:
    frame(page, ".calendar").get_by_text("Harvest").click()
    return "event=Harvest"


def click_picture(page: Page) -> str:
    frame(page, ".streamlit_image_coordinates").locator("img").click(position={"x": 30, "y": 40})
    return "place=(30, 40)"


def choose_picture(page: Page) -> str:
    frame(page, ".image_select").locator("img").nth(1).click()
    return "image=1"


def type_word(page: Page) -> str:
    field = page.locator(".stkeyup input")
    field.click()
    field.press_sequentially("plum")
    return "typed=plum"


def search_fruit(page: Page) -> str:
    inside = frame(page, ".searchbox")
    inside.get_by_role("combobox").press_sequentially("pl")
    inside.get_by_role("option", name="plum").click()
    return "found=plum"


def move_item(page: Page) -> str:
    inside = frame(page, ".sortable_items")
    inside.get_by_text("pear").focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
    return "order=['apple', 'pear', 'plum']"


def add_tag(page: Page) -> str:
    field = frame(page, ".streamlit_tags").get_by_role("textbox", name="Enter")
    field.fill("plum")
    field.press("Enter")
    return "tags=['pear', 'plum']"


def check_branch(page: Page) -> str:
    frame(page, ".streamlit_tree_select").locator(".rct-checkbox").first.click()
    return "checked=['fruit', 'pear']"


OTHERS = {
    "buttons": press_button,
    "calendar": click_event,
    "coordinates": click_picture,
    "images": choose_picture,
    "keys": type_word,
    "search": search_fruit,
    "sorted": move_item,
    "tags": add_tag,
    "tree": check_branch,
}


def test_other_packages_report_what_is_done(open_app: Open, viewer: Viewer) -> None:
    viewer.page.route(lambda url: "127.0.0.1" not in url, from_npm)
    page = open_app("others")
    for name, act in OTHERS.items():
        choose(page, name)
        says(page, act(page))
