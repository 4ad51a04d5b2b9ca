"""The fixture that pytest finds once the package is installed."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path


def run_pytest(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run pytest in a process of its own, with the plugin as pytest finds it once the package is installed."""
    found = {point.value for point in entry_points(group="pytest11")}
    plugin = [] if "rushlight.testing.plugin" in found else ["-p", "rushlight.testing.plugin"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, *words, str(folder)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_fixture_runs_the_app_beside_the_test(tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text("import streamlit as st\nst.title('Hello')\nst.text(st.secrets['word'])\n")
    (tmp_path / "test_hello.py").write_text(
        "def test_hello(app):\n    at = app('hello.py', word='x')\n"
        "    assert [at.title[0].value, at.text[0].value] == ['Hello', 'x']\n"
    )
    answer = run_pytest(tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "1 passed" in answer.stdout


STREAMLIT = """
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

def test_a_test_that_was_written_for_streamlit():
    at = AppTest.from_string("import streamlit as st; st.button('b'); st.text(st.__version__)").run()
    assert isinstance(at.button[0], Button)
    assert at.text[0].value == "1.67.0"
"""


def test_tests_that_were_written_for_streamlit_run(tmp_path: Path) -> None:
    (tmp_path / "test_old.py").write_text(STREAMLIT)
    answer = run_pytest(tmp_path, "-o", "rushlight_streamlit=rushlight")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    refused = run_pytest(tmp_path, "-o", "rushlight_streamlit=perhaps")
    assert "must be auto, rushlight or streamlit; given: 'perhaps'" in refused.stdout + refused.stderr
