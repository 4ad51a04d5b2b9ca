"""What lies below maps: outlines of land that come with the package, or what a host has that the settings allow."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from rushlight.config.config import Config
from rushlight.config.options import HOST

LAND = "land"
"""The outlines of land, drawn without a request to any other host."""
_MAPBOX = "https://api.mapbox.com"
_MAPBOX_STYLE = re.compile(r"mapbox://styles/([\w-]+)/([\w-]+)")
_HOST = re.compile(HOST)
# A template of tiles may have braces in its host: https://{s}.example.org/{z}/{x}/{y}.png
_ADDRESS = re.compile(r"(https?)://((?:(?:\{\w+\}|[\w.-])*\.)?[\w-]+(?::\d+)?)(?:[/?#].*)?")
_FOREIGN = re.compile(r"https?://[^/\"]+")
_PLACE_ON_THIS_HOST = re.compile(r"(?!//)[^:]*[/.][^:]*")


def hosts(config: Config) -> list[str]:
    """Return the origins that maps may ask, as a content security policy names them: that of the style, and more."""
    given = [_source(each) for each in map(str, config.get("map.hosts") or []) if _HOST.fullmatch(each)]
    own = _own(config.get("map.style"))
    return list(dict.fromkeys([own, *given] if own else given))


def base(config: Config | None, wanted: Any = None, key: str | None = None) -> str:
    """Return what is to lie below a map: LAND, the address of a style or of tiles, or a style as JSON text.

    The style that a script wants is taken if its host is allowed; else that of the settings, if there is one.
    """
    allowed = [] if config is None else hosts(config)
    if isinstance(wanted, Mapping):
        text = json.dumps(wanted)
        return text if all(_may_be_asked(origin, allowed) for origin in _FOREIGN.findall(text)) else LAND
    for style in (wanted, config and config.get("map.style")):
        address = _address(style, key or os.environ.get("MAPBOX_API_KEY"))
        if address and _may_be_asked(_origin(address), allowed):
            return address
    return LAND


def _address(style: Any, key: str | None) -> str | None:
    """Return the address that a style is had from: Mapbox has names of its own, and needs a key."""
    if not isinstance(style, str):
        return None
    name = _MAPBOX_STYLE.fullmatch(style)
    if name is not None:
        tiles = f"{_MAPBOX}/styles/v1/{name[1]}/{name[2]}/tiles/512/{{z}}/{{x}}/{{y}}"
        return f"{tiles}?access_token={quote(key)}" if key else None
    return style if _ADDRESS.fullmatch(style) or _PLACE_ON_THIS_HOST.fullmatch(style) else None


def _own(style: str | None) -> str:
    return _MAPBOX if _MAPBOX_STYLE.fullmatch(style or "") else _origin(style or "")


def _source(host: str) -> str:
    return host.rstrip("/") if "://" in host else f"https://{host.rstrip('/')}"


def _origin(address: str) -> str:
    """Return scheme and host of an address, "" for one on this host."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return ""
    scheme, host = found.groups()
    if "{" not in host:
        return f"{scheme}://{host}"
    # A policy has no stars but for all that comes before a dot.
    return f"{scheme}://*.{host.rpartition('}')[2].partition('.')[2]}"


def _may_be_asked(origin: str, allowed: list[str]) -> bool:
    return not origin or any(_covers(each, origin) for each in allowed)


def _covers(source: str, origin: str) -> bool:
    if source == origin or "//*." not in source:
        return source == origin
    scheme, _, host = source.partition("//*")
    return origin.startswith(f"{scheme}//") and origin.endswith(host)
