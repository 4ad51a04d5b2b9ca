"""Programs that came with the packages that tests need."""

from __future__ import annotations

import sys
from pathlib import Path


def beside_python(name: str) -> str:
    """Return the path of a program that is installed beside the Python that runs the tests, on the path or not."""
    return str(Path(sys.executable).parent / name)
