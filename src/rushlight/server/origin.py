"""Which pages may talk to an app: exact origin checks. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def origin_of(url: str) -> tuple[str, str, int] | None:
    """Return (scheme, host, port) of an address, or None if it has none."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts.scheme, parts.hostname.lower(), port or DEFAULT_PORTS[parts.scheme]


def may_connect(origin: str | None, scheme: str, host: str | None, allowed: Iterable[str]) -> bool:
    """Tell whether a page of this origin may open a socket to this host: its own origin, or one that config allows.

    A client that is no browser sends no Origin and carries no cookies of others, so it may. Browsers write origins in
    small letters (RFC 6454, 6.2); one that is written otherwise comes from something that only poses as one.
    """
    if origin is None:
        return True
    given = origin_of(origin) if origin == origin.lower() else None
    if given is None:
        return False
    own = origin_of(f"{_page_scheme(scheme)}://{host}") if host else None
    return given == own or any(given == origin_of(each) for each in allowed)


def _page_scheme(scheme: str) -> str:
    return "https" if scheme in ("wss", "https") else "http"
