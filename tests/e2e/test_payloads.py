"""Texts that are scripts stay texts: every payload of the corpus, at every place that takes a text, in a real browser.

The browser is told to ignore the page's policy, so that nothing but the handling of the texts themselves holds them back;
that the policy would is tested in test_policy.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server
from tests.e2e.payloads import CONTROL, FILE_NAMES, INSPECT, PAYLOADS, TIP, WATCH, end_of

pytestmark = pytest.mark.e2e

AT_ONCE = 15


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True, viewport={"width": 1200, "height": 900})
    context.add_init_script(WATCH)
    # Pictures and players of the payloads' addresses lead nowhere; the browser need not wait for them.
    context.route(lambda url: "127.0.0.1" not in url and url.startswith("http"), lambda route: route.abort())
    found = context.new_page()
    found.on("dialog", lambda dialog: dialog.dismiss())
    yield found
    context.close()


def shown(payloads: Server, page: Page, query: str) -> Page:
    page.goto(f"{payloads.url}?{query}")
    page.get_by_text(end_of(query), exact=True).wait_for(timeout=60_000)
    expect(page.locator(".running, .placeholder")).to_have_count(0, timeout=60_000)
    assert page.url.startswith(payloads.url), "nothing has led the page elsewhere"
    return page


def found(page: Page) -> list[str]:
    return page.evaluate(INSPECT)


def test_the_corpus_has_300_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 300


def test_what_is_looked_for_is_found(payloads: Server, page: Page) -> None:
    shown(payloads, page, "part=texts&from=0&to=0")
    page.evaluate(CONTROL)
    page.wait_for_function("window.hits.length > 0")
    assert len(found(page)) == 3


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), AT_ONCE))
def test_no_text_runs(payloads: Server, page: Page, first: int) -> None:
    shown(payloads, page, f"part=texts&from={first}&to={first + AT_ONCE}")
    assert page.locator("main .node").count() > 50 * min(AT_ONCE, len(PAYLOADS) - first)
    assert found(page) == []


def test_no_help_runs(payloads: Server, page: Page) -> None:
    shown(payloads, page, "part=helps")
    for button in page.get_by_role("button", name="button ").all():
        button.hover()
        assert found(page) == []


def test_no_option_cell_or_file_name_runs(payloads: Server, page: Page) -> None:
    shown(payloads, page, "part=lists")
    page.locator("input[type=file]").first.set_input_files(
        [{"name": name, "mimeType": "text/html", "buffer": name.encode()} for name in FILE_NAMES]
    )
    page.wait_for_timeout(1000)
    for box in page.get_by_role("combobox").all():
        box.click()
        page.wait_for_timeout(200)
        assert found(page) == []
        page.keyboard.press("Escape")
    assert found(page) == []


def test_no_label_of_a_chart_runs(payloads: Server, page: Page) -> None:
    shown(payloads, page, "part=charts")
    chart = page.locator(".echarts-chart canvas").first
    expect(chart).to_be_visible()
    for picture in page.locator("main canvas, main svg.main-svg").all()[:8]:
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        assert box is not None
        for share in (0.3, 0.5, 0.7):
            page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.8)
            page.wait_for_timeout(60)
        assert found(page) == []
    # Its bars grow before they have tips.
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box is not None
    for n in range(100):
        if page.locator(TIP).count():
            break
        page.mouse.move(box["x"] + box["width"] * (n % 10) / 10, box["y"] + box["height"] * 0.8)
        page.wait_for_timeout(100)
    expect(page.locator(TIP)).to_be_attached()
    assert found(page) == []


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 120))
def test_no_title_of_a_page_or_dialog_runs(payloads: Server, page: Page, first: int) -> None:
    shown(payloads, page, f"part=pages&from={first}")
    page.get_by_role("dialog").wait_for()
    assert found(page) == []


def test_no_address_is_written_into_the_page(payloads: Server) -> None:
    for text in PAYLOADS:
        for address in (
            f"{payloads.url}{quote(text, safe='')}",
            f"{payloads.url}?x={quote(text)}",
            f"{payloads.url}_rushlight/media/{quote(text, safe='')}",
        ):
            try:
                body = urlopen(Request(address)).read().decode()
            except HTTPError as error:
                body = error.read().decode()
            assert text not in body or "<" not in text, address
