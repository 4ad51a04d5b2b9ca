"""Every kind of element, family by family: how they look and what those do in a browser that are no inputs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.conftest import Server, Viewer
from tests.e2e.families import FAMILIES

pytestmark = pytest.mark.e2e
Serve = Callable[..., Server]
LOADS_WITHIN = 30_000


def open_family(serve: Serve, viewer: Viewer, name: str) -> None:
    go_to(viewer, serve(FAMILIES[name].script), name)


def go_to(viewer: Viewer, server: Server, name: str) -> None:
    """Open the app of a family, and wait until it is drawn."""
    family = FAMILIES[name]
    viewer.page.goto(f"{server.url}?{family.query}")
    expect(viewer.page.locator(family.last).first).to_be_visible(timeout=LOADS_WITHIN)
    if name != "running":
        viewer.settle()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_is_accessible_in_light_and_dark_and_fits_a_narrow_screen(
    serve: Serve, viewer: Viewer, family: str
) -> None:
    server = serve(FAMILIES[family].script)
    for scheme in ("light", "dark"):
        viewer.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        go_to(viewer, server, family)
        viewer.picture(f"family-{family}-{scheme}")
        assert viewer.axe() == [], scheme
    viewer.page.set_viewport_size({"width": 400, "height": 800})
    go_to(viewer, server, family)
    viewer.picture(f"family-{family}-400")
    assert viewer.fits()
    assert viewer.axe() == []


def test_messages_are_changed_in_place(serve: Serve, viewer: Viewer) -> None:
    open_family(serve, viewer, "status")
    expect(viewer.page.locator(".toast")).to_have_count(2)
    expect(viewer.page.locator(".toast").first).to_contain_text("Saved well")


def top(element: Locator) -> float:
    box = element.bounding_box()
    assert box is not None
    return box["y"]


def test_what_stretches_shares_a_row_and_a_row_that_does_not_wrap_scrolls(serve: Serve, viewer: Viewer) -> None:
    open_family(serve, viewer, "layout")
    shared = viewer.page.locator(".st-key-shared")
    button, text = shared.get_by_role("button", name="Go"), shared.get_by_text("text", exact=True)
    field = shared.locator(".node-text_input")
    centre = top(field) + (field.bounding_box() or {"height": 0})["height"] / 2
    for other in (button, text):
        assert abs(top(other) + (other.bounding_box() or {"height": 0})["height"] / 2 - centre) < 12
    line = viewer.page.locator(".st-key-line.row")
    assert line.evaluate("e => e.scrollWidth > e.clientWidth + 100")
    log = viewer.page.locator(".st-key-log.stack")
    assert log.evaluate("e => e.scrollTop + e.clientHeight > e.scrollHeight - 5")


def test_tabs_of_one_label_are_two_tabs(serve: Serve, viewer: Viewer) -> None:
    open_family(serve, viewer, "layout")
    expect(viewer.page.get_by_text("In the second")).to_be_visible()
    for place, said in ((2, "In the third"), (0, "In the first")):
        viewer.page.locator(".node-tabs").first.get_by_role("tab").nth(place).click()
        expect(viewer.page.get_by_text(said)).to_be_visible()
        expect(viewer.page.get_by_text("In the second")).to_be_hidden()


def test_a_styled_table_and_a_table_that_was_sent_at_once(serve: Serve, viewer: Viewer) -> None:
    open_family(serve, viewer, "data")
    styled = viewer.page.locator("table[id^=T_]")
    gold = styled.locator("td", has_text=re.compile("^333.0$"))
    expect(gold).to_have_css("background-color", "rgb(255, 215, 0)")
    expect(gold).to_have_css("color", "rgb(17, 17, 17)")
    expect(styled.locator("thead th").last).to_have_css("font-style", "italic")
    expect(styled.locator("caption strong")).to_have_text("caption")
    grid = viewer.page.locator(".node-dataframe .slick-viewport").first
    grid.evaluate("e => { e.scrollTop = 34 * 900 }")
    expect(viewer.page.locator(".slick-row", has_text="2700")).to_be_visible()


def test_a_chart_tells_its_points_and_what_was_chosen(serve: Serve, viewer: Viewer) -> None:
    open_family(serve, viewer, "charts")
    line = viewer.page.locator(".vega-chart").first
    line.scroll_into_view_if_needed()
    line.hover(position={"x": 300, "y": 120})
    expect(viewer.page.locator("#vg-tooltip-element")).to_contain_text("series")
    chart = viewer.page.locator(".st-key-bars .vega-chart")
    chart.scroll_into_view_if_needed()
    chart.locator(".mark-rect path").first.click()
    expect(viewer.page.get_by_text(re.compile(r"chosen: \['\w+'\]"))).to_be_visible()
    expect(viewer.page.locator(".graphviz-chart svg, .graphviz svg").first).to_be_visible()


def test_several_pictures_stand_side_by_side_and_frames_are_as_high_as_their_documents(
    serve: Serve, viewer: Viewer
) -> None:
    open_family(serve, viewer, "media")
    pictures = viewer.page.locator(".st-key-several figure")
    expect(pictures).to_have_count(3)
    assert top(pictures.first) == top(pictures.last)
    assert all((pictures.nth(place).bounding_box() or {"width": 0})["width"] == 100 for place in range(3))
    frame = viewer.page.locator(".st-key-frame iframe")
    expect(frame).to_have_attribute("height", re.compile(r"^[1-9]\d$"))
