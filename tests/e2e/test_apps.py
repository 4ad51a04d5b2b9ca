"""Programs as people write them, unchanged, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Server, Viewer

pytestmark = pytest.mark.e2e
Serve = Callable[..., Server]


def text(page: Page, content: str) -> None:
    expect(page.locator("main").get_by_text(content, exact=True)).to_be_visible()


def test_seller_dashboard(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("sellers.py").url)
    expect(page).to_have_title("Sellers")
    text(page, "Total: 69")
    expect(page.locator(".plotly-chart .main-svg").first).to_be_visible()
    expect(page.locator(".plotly-chart")).to_have_count(2)
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "5")
    page.get_by_role("button", name="Remove Ben").click()
    text(page, "Total: 38")
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "3")
    viewer.settle()
    viewer.picture("sellers")


def test_every_input_echoes_its_value(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(serve("inputs.py").url)

    def shows(line: str) -> None:
        expect(page.locator(".plain", has_text=line).first).to_be_visible()

    shows("range=(0.25, 0.75)")
    page.get_by_label("Text", exact=True).fill("hello")
    page.get_by_label("Text", exact=True).press("Enter")
    shows("text='hello'")
    page.get_by_label("Area").fill("two\nlines")
    page.get_by_label("Area").press("Control+Enter")
    shows(r"area='two\nlines'")
    page.get_by_role("button", name="Increase").first.click()
    shows("number=4")
    page.get_by_label("Float").fill("2.5")
    page.get_by_label("Float").press("Tab")
    shows("float=2.5")
    page.get_by_label("Slider", exact=True).press("ArrowRight")
    shows("slider=21")
    page.get_by_label("Range, to").press("ArrowLeft")
    shows("range=(0.25, 0.74)")
    page.get_by_label("Size").press("ArrowRight")
    shows("size='L'")
    page.get_by_label("Check").check()
    shows("check=True")
    page.get_by_role("switch", name="Toggle").click()
    shows("toggle=False")
    page.get_by_role("radio", name="y second").check()
    shows("radio='y'")
    page.get_by_role("combobox", name="Select").click()
    page.get_by_role("option", name="three").click()
    shows("select='three'")
    page.get_by_role("combobox", name="Multi").fill("blu")
    page.get_by_role("option", name="blue").click()
    shows("multi=['red', 'blue']")
    page.keyboard.press("Escape")
    page.get_by_label("Date", exact=True).fill("2026/4/5")
    page.keyboard.press("Enter")
    shows("date=datetime.date(2026, 4, 5)")
    page.get_by_role("combobox", name="Time").fill("10:45")
    page.keyboard.press("Enter")
    shows("time=datetime.time(10, 45)")
    page.get_by_label("Color, as text").fill("#112233")
    page.get_by_label("Color, as text").press("Enter")
    shows("color='#112233'")
    page.get_by_role("button", name="Button", exact=True).click()
    shows("button=True")
    note = tmp_path / "note.txt"
    note.write_text("from a file")
    page.locator("input[type=file]").set_input_files(note)
    shows("file='from a file'")
    shows("button=False")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    assert download.value.suggested_filename == "saved.txt"
    assert download.value.path().read_text() == "content"
    viewer.picture("inputs")


def test_counter(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("counter.py").url)
    for _ in range(3):
        page.get_by_role("button", name="Add one").click()
    page.get_by_role("button", name="Add five").click()
    expect(page.locator("main")).to_contain_text("Count = 8")


def test_csv_upload(serve: Serve, viewer: Viewer, tmp_path: Path) -> None:
    page = viewer.open(serve("upload.py").url)
    file = tmp_path / "points.csv"
    file.write_text("x,y\n1,2\n2,4\n3,9\n")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("main")).to_contain_text("Mean of y: 5.0")
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "4")
    expect(page.get_by_alt_text("Chart")).to_be_visible()
    viewer.picture("upload")
    page.get_by_role("button", name="Remove points.csv").click()
    expect(page.get_by_role("grid")).to_have_count(0)


def test_cached_frame(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("cached.py").url)
    text(page, "10 rows, computed 1 times")
    page.get_by_label("Rows").press("ArrowRight")
    text(page, "20 rows, computed 2 times")
    page.get_by_label("Rows").press("ArrowLeft")
    text(page, "10 rows, computed 2 times")


def test_spinner_around_slow_work(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("slow.py").url)
    page.get_by_role("button", name="Work").click()
    expect(page.get_by_text("Working hard...")).to_be_visible()
    expect(page.get_by_text("Done!")).to_be_visible()
    expect(page.get_by_text("Working hard...")).to_have_count(0)


def test_science_on_one_page(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("science.py").url)
    expect(page.locator(".vega-chart svg")).to_have_count(2)
    expect(page.locator(".plotly-chart .main-svg").first).to_be_visible()
    expect(page.get_by_alt_text("Chart")).to_be_visible()
    expect(page.locator(".katex").first).to_be_visible()
    viewer.settle()
    viewer.picture("science")


def test_penguin_classifier(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("penguins/app.py").url)
    page.get_by_role("slider", name="flipper_length_mm").press("End")
    page.get_by_role("slider", name="body_mass_g").press("End")
    expect(page.get_by_text("Species:")).to_have_count(0)
    page.get_by_role("button", name="Predict").click()
    expect(page.get_by_text("Species: Gentoo")).to_be_visible()
    viewer.settle()
    viewer.picture("penguins")


def test_password_gate(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("gate/app.py").url)
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_label("Password", exact=True).press("Enter")
    expect(page.get_by_text("Wrong password")).to_be_visible()
    page.get_by_label("Password", exact=True).fill("open sesame")
    page.get_by_label("Password", exact=True).press("Enter")
    expect(page.get_by_text("Welcome inside")).to_be_visible()
    page.get_by_role("button", name="Stay").click()
    expect(page.get_by_text("Welcome inside")).to_be_visible()


def test_launcher_of_modules(serve: Serve, viewer: Viewer) -> None:
    page = viewer.open(serve("launcher/app.py").url)
    expect(page.get_by_role("heading", name="Greeting")).to_be_visible()
    page.get_by_label("Squares").check()
    expect(page.get_by_role("heading", name="Squares")).to_be_visible()
    page.get_by_role("button", name="Increase").click()
    expect(page.locator(".metric-value")).to_have_text("25")
