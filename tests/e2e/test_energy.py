"""The dashboards of examples/energy in a real browser, over the real API and tables that the pipeline has written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Viewer
from tests.examples.energy.conftest import DAYS, NOW, free_port, started

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def energy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one process that has the API and both dashboards."""
    from energy.pipeline import run
    from energy.storage import Storage

    folder, url = tmp_path_factory.mktemp("energy"), f"http://127.0.0.1:{(port := free_port())}"
    tables = str(folder / "tables")
    run(Storage(tables), NOW, DAYS)
    words = ("-m", "energy.whole", "--port", str(port))
    with started(*words, url=f"{url}/api/v1/health", folder=folder, APP_API_STORAGE_URL=tables):
        yield url
    assert "Traceback" not in (folder / "log.txt").read_text()


def opened(viewer: Viewer, address: str, charts: int) -> Page:
    page = viewer.open(address)
    expect(page.locator(".plotly-chart .main-svg").first).to_be_visible()
    expect(page.locator(".plotly-chart")).to_have_count(charts)
    viewer.settle()
    return page


@pytest.mark.parametrize(("name", "charts"), [("predictions", 1), ("monitoring", 2)])
def test_a_dashboard_can_be_read_by_all(energy: str, viewer: Viewer, name: str, charts: int) -> None:
    page = opened(viewer, f"{energy}/{name}/", charts)
    assert viewer.axe() == []
    viewer.picture(f"energy-{name}-light")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    viewer.settle()
    assert viewer.axe() == []
    viewer.picture(f"energy-{name}-dark")
    page.set_viewport_size({"width": 400, "height": 800})
    viewer.settle()
    assert viewer.fits()
    viewer.picture(f"energy-{name}-400")


def test_a_series_is_chosen_by_keyboard_and_stands_in_the_address(energy: str, viewer: Viewer) -> None:
    page = opened(viewer, f"{energy}/predictions/", 1)
    before = page.locator("main .metric").first.inner_text()
    page.get_by_role("combobox", name="Price area").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**area=2**")
    expect(page.locator("main .metric").first).not_to_have_text(before)
    page.reload()
    expect(page.get_by_role("combobox", name="Price area")).to_have_value("2")
