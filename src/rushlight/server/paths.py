"""The addresses below an app's base path."""

from __future__ import annotations

PREFIX = "/_rushlight"
SOCKET = f"{PREFIX}/socket"
HEALTH = f"{PREFIX}/health"
READY = f"{PREFIX}/ready"
METRICS = f"{PREFIX}/metrics"
COMPATIBLE = "/_stcore"
"""Where Streamlit has some of these addresses; monitors may know them."""
STATIC = f"{PREFIX}/static"
MEDIA = f"{PREFIX}/media"
UPLOAD = f"{PREFIX}/upload"
VENDOR = f"{PREFIX}/vendor"
EXPORT = f"{PREFIX}/export"
ICONS = f"{PREFIX}/icons"
COMPONENT = "/component"
"""Files of components; the address is a part of their protocol."""
