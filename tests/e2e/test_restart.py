"""A server that is restarted, seen from the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import Server

SCRIPT = """
import rushlight as st
name = st.text_input("name")
if st.button("greet"):
    st.session_state.greeted = name
st.text(f"greeted {st.session_state.get('greeted')}")
"""


@pytest.mark.e2e
def test_what_was_clicked_while_the_server_restarted_is_answered_after(
    serve: Callable[..., Server], browser: Browser, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    server = serve(script)
    page = browser.new_page()
    page.goto(server.url)
    page.get_by_label("name").fill("Ada")
    page.get_by_label("name").press("Enter")
    expect(page.get_by_text("greeted None")).to_be_visible()
    server.stop()
    page.get_by_role("button", name="greet").click()
    expect(page.get_by_text("Connection lost.")).to_be_visible()
    serve(script, "--server.port", str(server.port))
    expect(page.get_by_text("greeted Ada")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Connection lost.")).to_have_count(0)
    expect(page.get_by_label("name")).to_have_value("Ada")
    page.close()


KEPT = """
import rushlight as st
st.session_state.setdefault("greeted", [])
name = st.text_input("name")
if st.button("greet"):
    st.session_state.greeted.append(name)
st.text(f"greeted {st.session_state.greeted}")
"""


@pytest.mark.e2e
def test_a_killed_server_that_is_started_again_knows_what_it_knew(
    serve: Callable[..., Server], browser: Browser, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(KEPT)
    server = serve(script, "--server.sessionStore", "sqlite")
    page = browser.new_page()
    page.goto(server.url)
    page.get_by_label("name").fill("Ada")
    page.get_by_role("button", name="greet").click()
    expect(page.get_by_text("greeted ['Ada']")).to_be_visible()
    page.get_by_label("name").fill("Grace")
    page.get_by_label("name").press("Enter")
    server.kill()
    expect(page.get_by_text("Connection lost.")).to_be_visible()
    page.get_by_role("button", name="greet").click()
    serve(script, "--server.sessionStore", "sqlite", "--server.port", str(server.port))
    expect(page.get_by_text("greeted ['Ada', 'Grace']")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Connection lost.")).to_have_count(0)
    expect(page.get_by_label("name")).to_have_value("Grace")
    page.reload()
    expect(page.get_by_text("greeted ['Ada', 'Grace']")).to_be_visible()
    page.close()
