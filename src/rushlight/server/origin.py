"""Which pages may talk to an app, and at which names it answers: exact checks. Pure but for the settings."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from rushlight.config import Config

DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
ANY = "*"


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


def allowed_origins(config: Config) -> list[str]:
    """Return the origins of other pages that may talk to the app, "*" for all."""
    return named_origins(config) if config.get("server.enableCORS") else [ANY]


def named_origins(config: Config) -> list[str]:
    """Return the origins of other pages that the settings name."""
    return [*(config.get("server.corsAllowedOrigins") or []), *_of_people(config)]


def _of_people(config: Config) -> list[str]:
    """Return the origins at which people find the app, where the settings name them: a proxy may give it another Host."""
    if not config.is_set("browser.serverAddress"):
        return []
    host = str(config.get("browser.serverAddress")).partition("/")[0]
    if config.is_set("browser.serverPort"):
        host = f"{host}:{config.get('browser.serverPort')}"
    return [f"http://{host}", f"https://{host}"]


def may_connect(origin: str | None, scheme: str, host: str | None, allowed: Iterable[str]) -> bool:
    """Tell whether a page of this origin may open a socket to this host: its own origin, or one that config allows.

    A client that is no browser sends no Origin and carries no cookies of others, so it may. Browsers write origins in
    small letters (RFC 6454, 6.2); one that is written otherwise comes from something that only poses as one.
    """
    if origin is None or ANY in allowed:
        return True
    given = origin_of(origin) if origin == origin.lower() else None
    if given is None:
        return False
    own = origin_of(f"{_page_scheme(scheme)}://{host}") if host else None
    return given == own or any(given == origin_of(each) for each in allowed)


def is_known_host(host: str | None, allowed: Iterable[str]) -> bool:
    """Tell whether the settings name a host, its port aside; any is known if they name none.

    A page of a foreign name that was made to point here (DNS rebinding) sends that name.
    """
    names = [each.lower().rstrip(".") for each in allowed]
    if not names or ANY in names:
        return True
    found = origin_of(f"http://{host}") if host else None
    if found is None:
        return False
    name = found[1].rstrip(".")
    return any(name == each or (each.startswith("*.") and name.endswith(each[1:])) for each in names)


def _page_scheme(scheme: str) -> str:
    return "https" if scheme in ("wss", "https") else "http"
