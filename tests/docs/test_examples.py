"""Every command has an example in the documentation, and every example runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import rushlight as st
from rushlight.testing import AppTest

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
WITHOUT = {"App", "__version__", "errors", "components", "connections", "typing"}
"""Public names that are no commands of scripts."""


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
def test_the_example_runs(path: Path) -> None:
    at = AppTest.from_file(path, default_timeout=30).run()
    assert [each.message for each in at.exception if path.stem not in ("exception", "secrets")] == []


def test_every_command_has_an_example() -> None:
    written = {path.stem for path in EXAMPLES.glob("*.py")}
    assert sorted(set(st.__all__) - WITHOUT - written) == []
    assert sorted(written - set(st.__all__)) == []
