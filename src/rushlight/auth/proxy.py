"""Who somebody is by the word of a proxy that is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rushlight.auth.logins import Login
from rushlight.config.login import LoginSettings

_NAMES = ("user", "sub", "email")
"""Claims that can identify somebody, the first that is there."""


def of_headers(settings: LoginSettings, headers: Mapping[str, str]) -> Login | None:
    """Return who a trusted proxy says this is, if it says so."""
    claims: dict[str, Any] = {}
    for claim, header in settings.headers.items():
        text = _decoded(headers.get(header, "").strip())
        if text:
            claims[claim] = text
    subject = next((str(claims[name]) for name in _NAMES if name in claims), None)
    if subject is None:
        return None
    roles = tuple(role.strip() for role in str(claims.pop("roles", "")).replace(";", ",").split(",") if role.strip())
    mark = str(claims.pop("login", ""))
    claims.setdefault("name", subject)
    return Login(f"proxy:{subject}", "proxy", subject, {"sub": subject, **claims}, roles, mark=mark)


def has_ended(settings: LoginSettings, login: Login) -> bool:
    """Tell whether the proxy has said that a login has ended. Names are no paths: what has other characters never ends."""
    return settings.ended is not None and login.mark.isalnum() and (settings.ended / login.mark).exists()


def _decoded(text: str) -> str:
    """Return a header's text, in which proxies send UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def of_host(user: Mapping[str, Any]) -> Login:
    """Return the person that the application around this one has recognised."""
    claims = {str(name): value for name, value in user.items()}
    roles = claims.pop("roles", ())
    subject = str(claims.get("sub") or claims.get("user") or claims.get("email") or claims.get("name") or "user")
    return Login(
        f"host:{subject}", "host", subject, {"sub": subject, "name": subject, **claims}, tuple(map(str, roles))
    )
