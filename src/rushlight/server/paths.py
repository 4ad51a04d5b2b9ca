"""The addresses below an app's base path."""

from __future__ import annotations

PREFIX = "/_rushlight"
SOCKET = f"{PREFIX}/socket"
HEALTH = f"{PREFIX}/health"
STATIC = f"{PREFIX}/static"
MEDIA = f"{PREFIX}/media"
UPLOAD = f"{PREFIX}/upload"
VENDOR = f"{PREFIX}/vendor"
EXPORT = f"{PREFIX}/export"
ICONS = f"{PREFIX}/icons"
COMPONENT = "/component"
"""Files of components; the address is a part of their protocol."""
