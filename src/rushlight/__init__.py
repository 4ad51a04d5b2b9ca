"""Rushlight turns a Python script into a web app.

Example:
    >>> import rushlight as st
    >>> name = st.text_input("Your name")
    >>> st.write(f"Hello, {name}")
"""

from __future__ import annotations

import importlib
import os

from rushlight import column_config, errors
from rushlight import elements as _elements
from rushlight.caching import cache_data, cache_resource
from rushlight.commands.context import context
from rushlight.commands.control import rerun, stop
from rushlight.commands.echo import echo
from rushlight.commands.options import get_option, set_option
from rushlight.commands.page_config import set_page_config
from rushlight.commands.regions import bottom, sidebar
from rushlight.commands.secrets import secrets
from rushlight.commands.state import query_params, session_state
from rushlight.elements.element import COMMANDS as _COMMANDS
from rushlight.version import VERSION as __version__


def _import_elements() -> None:
    """Import every module below `elements`, which makes the commands known. (pkgutil would import `inspect`: slow.)"""
    for folder in _elements.__path__:
        for place, _, files in os.walk(folder):
            package = _elements.__name__ + place.removeprefix(folder).replace(os.sep, ".")
            for file in files:
                if file.endswith(".py") and file != "__init__.py":
                    importlib.import_module(f"{package}.{file.removesuffix('.py')}")


_import_elements()
globals().update(_COMMANDS)

__all__ = [  # pyright: ignore[reportUnsupportedDunderAll]
    "__version__",
    "bottom",
    "cache_data",
    "cache_resource",
    "column_config",
    "context",
    "echo",
    "errors",
    "get_option",
    "query_params",
    "rerun",
    "secrets",
    "session_state",
    "set_option",
    "set_page_config",
    "sidebar",
    "stop",
    *_COMMANDS,
]
