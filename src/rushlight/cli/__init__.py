"""The command `rushlight`."""

from __future__ import annotations

from rushlight.cli.main import main

__all__ = ["main"]
