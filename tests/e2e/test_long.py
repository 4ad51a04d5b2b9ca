"""What is too long for the socket: it arrives nevertheless, survives a restart, and is refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Server, Viewer

pytestmark = pytest.mark.e2e

SCRIPT = """
import rushlight as st
text = st.text_area("text")
if st.button("count"):
    st.session_state.counted = len(text)
st.text(f"{len(text)} letters, counted {st.session_state.get('counted')}")
"""
MB = 1 << 20


def give(page: Page, size: int) -> None:
    """Enter a text of so many letters, as by pasting."""
    field = page.get_by_label("text", exact=True)
    field.evaluate(
        "(field, size) => { field.value = 'x'.repeat(size); field.dispatchEvent(new Event('input', {bubbles: true})) }",
        size,
    )
    field.press("Control+Enter")


def test_a_long_text_arrives_and_one_that_is_too_long_is_refused_with_a_reason(
    serve: Callable[..., Server], viewer: Viewer, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    page = viewer.open(serve(script, "--server.maxWidgetStateSize", "6").url)
    give(page, 5 * MB)
    page.get_by_role("button", name="count").click()
    expect(page.get_by_text(f"{5 * MB} letters, counted {5 * MB}")).to_be_visible(timeout=20_000)
    give(page, 7 * MB)
    alert = page.get_by_role("alert").filter(has_text="could not be sent")
    expect(alert).to_contain_text("It has 8 MB, and this app takes 6 MB at once")
    assert viewer.axe() == []
    page.set_viewport_size({"width": 400, "height": 800})
    assert viewer.fits()
    viewer.picture("long-refused")
    alert.get_by_role("button", name="Close").click()
    expect(alert).to_have_count(0)
    give(page, 3)
    expect(page.get_by_text(f"3 letters, counted {5 * MB}")).to_be_visible()


def test_a_limit_below_that_of_the_socket_is_told_of_as_well(
    serve: Callable[..., Server], viewer: Viewer, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    page = viewer.open(serve(script, "--server.maxWidgetStateSize", "1").url)
    give(page, MB * 3 // 2)
    expect(page.get_by_role("alert")).to_contain_text("It has 2 MB, and this app takes 1 MB at once")
    give(page, 3)
    expect(page.get_by_text("3 letters, counted None")).to_be_visible()


def test_a_long_text_outlives_a_server_that_knows_nothing_of_it(
    serve: Callable[..., Server], browser: Browser, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    server = serve(script)
    page = browser.new_page()
    page.goto(server.url)
    page.get_by_label("text", exact=True).wait_for()
    give(page, 3 * MB)
    expect(page.get_by_text(f"{3 * MB} letters, counted None")).to_be_visible(timeout=20_000)
    server.stop()
    page.get_by_role("button", name="count").click()
    serve(script, "--server.port", str(server.port))
    expect(page.get_by_text(f"{3 * MB} letters, counted {3 * MB}")).to_be_visible(timeout=30_000)
    assert page.get_by_label("text", exact=True).evaluate("field => field.value.length") == 3 * MB
    page.close()
