"""The fixture that pytest finds once the package is installed."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path


def test_the_fixture_runs_the_app_beside_the_test(tmp_path: Path) -> None:
    (tmp_path / "hello.py").write_text("import streamlit as st\nst.title('Hello')\nst.text(st.secrets['word'])\n")
    (tmp_path / "test_hello.py").write_text(
        "def test_hello(app):\n    at = app('hello.py', word='x')\n"
        "    assert [at.title[0].value, at.text[0].value] == ['Hello', 'x']\n"
    )
    found = {point.value for point in entry_points(group="pytest11")}
    plugin = [] if "rushlight.testing.plugin" in found else ["-p", "rushlight.testing.plugin"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *plugin, str(tmp_path)]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "1 passed" in answer.stdout
