"""An app in the browser, behind a real nginx."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Server
from tests.real.nginx import STRIPPED, nginx, site

SCRIPT = """
import rushlight as st
st.session_state.setdefault("n", 0)
if st.button("add"):
    st.session_state.n += 1
st.text(f"count {st.session_state.n}")
st.line_chart({"a": [1, 3, 2]})
st.dataframe({"a": [1, 2, 3]})
"""


@pytest.mark.e2e
def test_everything_a_page_needs_is_found_below_a_path_that_the_proxy_strips(
    serve: Callable[..., Server], browser: Browser, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    server = serve(script, "--server.trustedProxies", "127.0.0.1")
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("response", lambda answer: errors.append(answer.url) if answer.status >= 400 else None)
    with nginx(tmp_path, site(f"127.0.0.1:{server.port}", location=STRIPPED)) as proxy:
        page.goto(f"{proxy.url}/sales/")
        expect(page.get_by_text("count 0")).to_be_visible()
        page.get_by_role("button", name="add").click()
        expect(page.get_by_text("count 1")).to_be_visible()
        expect(page.locator("canvas, svg.marks").first).to_be_visible()
        expect(page.locator(".running, .placeholder, .busy")).to_have_count(0)
        cookies = context.cookies()
        assert cookies
        assert all(cookie["secure"] for cookie in cookies)
        page.reload()
        expect(page.get_by_text("count 1")).to_be_visible()
        context.close()
    assert errors == []
