"""Rushlight turns a Python script into a web app.

Example:
    >>> import rushlight as st
    >>> name = st.text_input("Your name")
    >>> st.write(f"Hello, {name}")
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from rushlight import errors
from rushlight.commands.context import context
from rushlight.commands.control import rerun, stop
from rushlight.commands.echo import echo
from rushlight.commands.options import get_option, set_option
from rushlight.commands.page_config import set_page_config
from rushlight.commands.regions import bottom, sidebar
from rushlight.commands.secrets import secrets
from rushlight.commands.state import query_params, session_state
from rushlight.elements import element as _element
from rushlight.version import VERSION as __version__

_MODULES = ("column_config", "components", "connections", "typing")
"""Submodules that are imported at their first use."""
_LATER = {
    "cache_data": "rushlight.caching",
    "cache_resource": "rushlight.caching",
    "connection": "rushlight.connections.factory",
    "dialog": "rushlight.elements.layout.dialog",
    "fragment": "rushlight.elements.layout.fragment",
    "logo": "rushlight.commands.logo",
    "navigation": "rushlight.commands.navigation",
    "Page": "rushlight.commands.navigation",
    "user": "rushlight.commands.user",
    "login": "rushlight.commands.user",
    "logout": "rushlight.commands.user",
    "require_role": "rushlight.commands.user",
    "App": "rushlight.server.asgi",
    "switch_page": "rushlight.commands.navigation",
}
"""Commands that are no elements, in modules that are imported at their first use."""

__all__ = [  # pyright: ignore[reportUnsupportedDunderAll]
    "__version__",
    "bottom",
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
    *_MODULES,
    *_LATER,
    *_element.names(),
]


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        found = import_module(f"{__name__}.{name}")
    elif name in _LATER:
        found = getattr(import_module(_LATER[name]), name)
    else:
        found = _element.command(name)
    if found is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
