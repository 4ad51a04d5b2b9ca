"""What test_payloads.py does in Chromium, in Firefox: texts that are scripts stay texts, without the help of the policy.

That the policy is really gone is seen in test_firefox.py, `test_without_the_policy_the_same_code_runs`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Server
from tests.e2e.firefox import Firefox, Tab
from tests.e2e.payloads import CONTROL, FILE_NAMES, INSPECT, PAYLOADS, SHOWN, TIP, WATCH, end_of

pytestmark = pytest.mark.e2e
AT_ONCE = 20


@pytest.fixture(scope="module")
def tabs(firefox: Firefox, payloads: Server) -> Iterator[list[Tab]]:
    """Two pages, as one alone would leave half of a machine idle."""
    both = [Tab(firefox), Tab(firefox)]
    for opened in both:
        opened.lift_policy(payloads.url)
        opened.before_pages(WATCH)
        opened.goto(payloads.url)
    yield both
    for opened in both:
        opened.close()


@pytest.fixture(scope="module")
def tab(tabs: list[Tab]) -> Tab:
    return tabs[0]


def shown(payloads: Server, tab: Tab, query: str) -> None:
    """Show a part of the app, and wait until all of it is there."""
    begin(payloads, tab, query)
    tab.until(SHOWN, end_of(query))


def begin(payloads: Server, tab: Tab, query: str) -> None:
    """Go to a part of the app in a session of its own, as the page of the one before would else be drawn first."""
    tab.run("() => sessionStorage.clear()")
    tab.goto(f"{payloads.url}?{query}")


def found(payloads: Server, tab: Tab) -> list[str]:
    """Return what has run, would run, was asked, was opened, or has led elsewhere."""
    asked = [each["message"] for each in tab.said("browsingContext.userPromptOpened")]
    page, *others = tab.windows()
    return [*tab.run(INSPECT), *asked, *others, *([] if page.startswith(payloads.url) else [page])]


def test_what_is_looked_for_is_found(payloads: Server, tab: Tab) -> None:
    shown(payloads, tab, "part=texts&from=0&to=0")
    tab.run(CONTROL)
    tab.until("() => window.hits.length > 0")
    assert len(found(payloads, tab)) == 3


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 2 * AT_ONCE))
def test_no_text_runs(payloads: Server, tabs: list[Tab], first: int) -> None:
    queries = [f"part=texts&from={at}&to={at + AT_ONCE}" for at in (first, first + AT_ONCE)]
    for tab, query in zip(tabs, queries, strict=True):
        begin(payloads, tab, query)
    nodes = 0
    for tab, query in zip(tabs, queries, strict=True):
        tab.until(SHOWN, end_of(query))
        nodes += tab.run("() => document.querySelectorAll('main .node').length")
        assert found(payloads, tab) == []
    assert nodes > 50 * min(2 * AT_ONCE, len(PAYLOADS) - first)


def test_no_help_runs(payloads: Server, tab: Tab) -> None:
    shown(payloads, tab, "part=helps")
    buttons = tab.all("main .node button.button")
    assert len(buttons) == len(range(0, len(PAYLOADS), 12))
    for button in buttons:
        tab.hover(button)
        assert found(payloads, tab) == []


def test_no_option_cell_or_file_name_runs(payloads: Server, tab: Tab, tmp_path: Path) -> None:
    shown(payloads, tab, "part=lists")
    for name in FILE_NAMES:
        (tmp_path / name).write_text(name, encoding="utf-8")
    tab.choose_files(tab.select("main input[type=file]"), *(tmp_path / name for name in FILE_NAMES))
    tab.shows(FILE_NAMES[-1])
    for box in tab.all("main [role=combobox]"):
        tab.click(box)
        tab.select("[role=option]")
        assert found(payloads, tab) == []
        tab.press("Escape")
    assert found(payloads, tab) == []


def test_no_label_of_a_chart_runs(payloads: Server, tab: Tab) -> None:
    shown(payloads, tab, "part=charts")
    for drawn in (".mermaid-chart > *", ".plotly-chart .main-svg", ".vega-chart svg", ".echarts-chart canvas"):
        tab.select(f"main {drawn}")
    for picture in tab.all("main canvas, main svg.main-svg, main .vega-chart svg"):
        for right in (-100, 0, 100):
            tab.hover(picture, right, 40)
        assert found(payloads, tab) == []
    tab.select(TIP)


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 120))
def test_no_title_of_a_page_or_dialog_runs(payloads: Server, tab: Tab, first: int) -> None:
    shown(payloads, tab, f"part=pages&from={first}")
    tab.select("dialog[open]")
    assert found(payloads, tab) == []
