"""Rushlight turns a Python script into a web app.

Example:
    >>> import rushlight as st
    >>> name = st.text_input("Your name")
    >>> st.write(f"Hello, {name}")
"""

from __future__ import annotations

import importlib
import pkgutil

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

for _module in pkgutil.walk_packages(_elements.__path__, f"{_elements.__name__}."):
    importlib.import_module(_module.name)
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
