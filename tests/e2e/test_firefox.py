"""Firefox: what people do with an app, the gallery, and the policy, as in Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import GALLERY_NAMES, Server
from tests.e2e.firefox import POLICY, Tab
from tests.e2e.payloads import ATTACKS, SHOWN, end_of

pytestmark = pytest.mark.e2e
Serve = Callable[..., Server]
DRAWN = """() => document.querySelector('main .node') && !document.querySelector('.running, .placeholder, .busy')
  && document.fonts.status === 'loaded'
  && [...document.querySelectorAll('.vega-chart')].every((chart) => chart.querySelector('svg, canvas'))"""
PICTURES = Path(__file__).parent / "pictures"


def opened(tab: Tab, url: str) -> Tab:
    """Open an app, and wait until it is drawn whole."""
    tab.goto(url)
    tab.until(DRAWN)
    return tab


def test_every_input_takes_what_is_given(serve: Serve, tab: Tab, tmp_path: Path) -> None:
    opened(tab, serve("inputs.py").url)
    tab.fill(tab.find("textbox", "Text"), "hello")
    tab.press("Enter")
    tab.shows("text='hello'")
    tab.fill(tab.find("textbox", "Area"), "words")
    tab.press("Control+Enter")
    tab.shows("area='words'")
    tab.click(tab.find("button", "Increase"))
    tab.shows("number=4")
    tab.click(tab.find("checkbox", "Check"))
    tab.shows("check=True")
    tab.click(tab.find("switch", "Toggle"))
    tab.shows("toggle=False")
    tab.click(tab.find("radio", "y second"))
    tab.shows("radio='y'")
    tab.click(tab.find("combobox", "Select"))
    tab.click(tab.find("option", "three"))
    tab.shows("select='three'")
    tab.fill(tab.find("textbox", "Date"), "2026/4/5")
    tab.press("Enter")
    tab.shows("date=datetime.date(2026, 4, 5)")
    tab.click(tab.find("button", "Button"))
    tab.shows("button=True")
    note = tmp_path / "note.txt"
    note.write_text("from a file")
    tab.choose_files(tab.select("input[type=file]"), note)
    tab.shows("file='from a file'")
    tab.shows("button=False")


def test_a_slider_goes_on_by_keyboard_from_where_it_was_clicked(serve: Serve, tab: Tab) -> None:
    opened(tab, serve("inputs.py").url)
    tab.click(tab.find("slider", "Slider"))
    tab.shows("slider=50")
    tab.press("End")
    tab.shows("slider=100")
    tab.press("ArrowLeft")
    tab.shows("slider=99")


def test_a_dialog_is_filled_in_and_sent(serve: Serve, tab: Tab) -> None:
    opened(tab, serve("parts.py").url)
    tab.click(tab.find("button", "Ask"))
    tab.find("dialog", "Your name")
    tab.fill(tab.find("textbox", "Name"), "Ada")
    tab.press("Enter")
    tab.shows("hello Ada", "dialog")
    tab.click(tab.find("combobox", "City"))
    tab.click(tab.find("option", "Rome"))
    tab.until("() => document.querySelector('dialog [role=combobox]').value === 'Rome'")
    tab.click(tab.find("button", "Send"))
    tab.shows("said=Ada")
    tab.until("() => !document.querySelector('dialog[open]')")


def test_pages_are_gone_to_by_links_scripts_and_history(serve: Serve, tab: Tab) -> None:
    server = serve("paged/app.py")
    opened(tab, server.url)
    tab.click(tab.find("link", "To the other page"))
    tab.shows("from=None")
    assert tab.run("() => [location.href, document.title]") == [f"{server.url}other", "Other"]
    tab.back()
    tab.click(tab.find("button", "Switch"))
    tab.shows("from=start")
    assert tab.run("() => location.href") == f"{server.url}other?from=start"


def test_tabs_open_and_a_table_is_scrolled(serve: Serve, tab: Tab) -> None:
    opened(tab, serve("elements.py").url)
    tab.click(tab.find("tab", "Second tab"))
    tab.shows("In the second tab")
    table = tab.find("grid", "Table")
    tab.until("(table) => table.innerText.includes('row 5') && !table.innerText.includes('row 49')", table)
    tab.wheel(table, 5000)
    tab.until("(table) => table.innerText.includes('row 49')", table)


@pytest.mark.parametrize("name", GALLERY_NAMES)
def test_every_app_of_the_gallery_is_shown_without_a_complaint(gallery: Server, tab: Tab, name: str) -> None:
    opened(tab, gallery.url + ("" if name == "home" else name))
    tab.until("() => document.querySelector('main h1')")
    tab.until(DRAWN)
    tab.picture(PICTURES / f"firefox-{name}.png")
    tab.resize(400, 800)
    tab.until(DRAWN)
    tab.until("() => document.documentElement.scrollWidth <= innerWidth")
    tab.picture(PICTURES / f"firefox-{name}-400.png")


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_policy_runs_no_code_of_markup_or_text(serve: Serve, tab: Tab, attack: str) -> None:
    opened(tab, serve("counter.py").url)
    assert tab.errors() == []
    tab.run(f"() => {{ {attack} }}")
    tab.run("() => new Promise((done) => setTimeout(done, 200))")
    assert tab.run("() => window.ran ?? null") is None
    assert [error[: len(POLICY)] for error in tab.errors()] == [POLICY]
    tab.forget()


@pytest.mark.parametrize(
    "query", ["part=texts&from=0&to=12", "part=helps", "part=lists", "part=charts", "part=pages&from=0"]
)
def test_texts_that_are_scripts_leave_the_policy_nothing_to_forbid(payloads: Server, tab: Tab, query: str) -> None:
    tab.goto(f"{payloads.url}?{query}")
    tab.until(SHOWN, end_of(query))
    tab.until(DRAWN)


@pytest.mark.parametrize("attack", ATTACKS)
def test_without_the_policy_the_same_code_runs(serve: Serve, tab: Tab, attack: str) -> None:
    server = serve("counter.py")
    tab.lift_policy(server.url)
    opened(tab, server.url)
    tab.run(f"() => {{ {attack} }}")
    tab.until("() => window.ran === 1")
