"""A two-page app clicked through in the browser, behind the nginx that `rushlight deploy nginx` sets up."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.real.deployed import PASSWORD, app, nginx

HOME = """
import streamlit as st
st.title("Sales")
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
file = st.file_uploader("A file")
if file:
    st.text(f"{file.name} has {len(file.getvalue())} bytes")
st.page_link("pages/2_Details.py", label="To the details")
"""
DETAILS = """
import streamlit as st
st.title("Details")
st.text(f"count is still {st.session_state.get('n')}")
st.dataframe({"a": [1, 2, 3]})
st.line_chart({"a": [1, 3, 2]})
"""


@pytest.mark.e2e
def test_two_pages_below_a_path_with_a_password(browser: Browser, tmp_path: Path) -> None:
    files = {"app.py": HOME, "pages/2_Details.py": DETAILS}
    with (
        app(tmp_path / "shop", files, server__baseUrlPath="sales") as (root, server),
        nginx(root, server, "/sales", basic_auth=True) as behind,
    ):
        context = browser.new_context(http_credentials={"username": PASSWORD[0], "password": PASSWORD[1]})
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
        page.goto(behind.url)
        expect(page).to_have_url(f"{behind.url}/sales/")
        page.get_by_role("button", name="add").click()
        expect(page.get_by_text("count 1")).to_be_visible()
        content = {"name": "big.bin", "mimeType": "application/octet-stream", "buffer": b"0" * 2_500_000}
        page.locator("input[type=file]").set_input_files(content)  # pyright: ignore
        expect(page.get_by_text("big.bin has 2500000 bytes")).to_be_visible()
        page.get_by_role("link", name="To the details").click()
        expect(page).to_have_url(f"{behind.url}/sales/Details")
        expect(page.get_by_text("count is still 1")).to_be_visible()
        expect(page.locator("canvas, svg.marks").first).to_be_visible()
        page.reload()
        expect(page.get_by_text("count is still 1")).to_be_visible()
        page.get_by_role("link", name="app").first.click()
        expect(page.get_by_text("count 1", exact=True)).to_be_visible()
        expect(page.locator(".running, .placeholder, .busy")).to_have_count(0)
        context.close()
        stranger = browser.new_context()
        assert stranger.request.get(f"{behind.url}/sales/Details").status == 401
        stranger.close()
    assert errors == []
