"""The documentation builds without a broken link, and says of every command what it takes."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import rushlight as st

ROOT = Path(__file__).parents[2]


def test_the_site_builds_and_has_a_page_of_every_command() -> None:
    built = subprocess.run(
        [sys.executable, "tools/docs.py"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert built.returncode == 0, built.stdout + built.stderr
    pages = {path.stem for path in (ROOT / ".make" / "site" / "reference").glob("*.html")}
    assert {path.stem for path in (ROOT / "docs" / "examples").glob("*.py")} <= pages


def test_every_parameter_of_every_command_is_explained() -> None:
    """A docstring may refer to that of another command: "The other arguments are those of `checkbox`."."""
    silent: list[str] = []
    for name in st.__all__:
        command = getattr(st, name)
        doc = inspect.getdoc(command) or ""
        if not inspect.isfunction(command) or "arguments are those of" in doc:
            continue
        for parameter in inspect.signature(command).parameters:
            if parameter != "container" and not parameter.startswith("_") and f"{parameter}" not in doc:
                silent.append(f"{name}({parameter})")
    assert silent == []
