"""Files of a project that is begun."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rushlight.errors import ScriptError


def write_new(files: Mapping[Path, str]) -> list[Path]:
    """Write files that are not there yet; return them. Raises ScriptError, and writes none, if one is."""
    there = [str(path) for path in files if path.exists()]
    if there:
        raise ScriptError(f"There is already {' and '.join(there)}. Choose another folder.")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
