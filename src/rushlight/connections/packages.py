"""Packages that some connections need and users bring."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def needed(module: str, package: str) -> Any:
    """Return a module; raises ModuleNotFoundError that says which package to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"This connection needs the package {package}, which is not installed ({error}). "
            f"Install it: pip install {package}",
            name=error.name,
        ) from None
