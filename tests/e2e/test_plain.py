"""An app at another machine's address without TLS, where browsers withhold some of what they offer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import PLAIN_HOST, Server, Viewer

pytestmark = pytest.mark.e2e

SCRIPT = """
import rushlight as st
st.code("print('copied')")
pasted = st.text_input("paste here")
st.text(f"pasted {pasted}")
files = st.file_uploader("files", accept_multiple_files=True)
st.text(f"files {[(f.name, f.size) for f in files]}")
st.dataframe({"a": [1, 2, 3]})
"""


def test_files_are_sent_and_texts_are_copied_without_tls(
    serve: Callable[..., Server], viewer: Viewer, tmp_path: Path
) -> None:
    script = tmp_path / "app.py"
    script.write_text(SCRIPT)
    server = serve(script)
    page = viewer.open(f"http://{PLAIN_HOST}:{server.port}/")
    assert page.evaluate("isSecureContext") is False
    page.locator("input[type=file]").set_input_files({"name": "a.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    expect(page.get_by_text("files [('a.csv', 8)]")).to_be_visible()
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    page.get_by_label("paste here").focus()
    page.keyboard.press("Control+V")
    page.keyboard.press("Enter")
    expect(page.get_by_text("pasted print('copied')")).to_be_visible()
    # The header is for those who come by a proxy that has TLS, of which the server may not know.
    viewer.errors[:] = [
        text for text in viewer.errors if "Cross-Origin-Opener-Policy header has been ignored" not in text
    ]
