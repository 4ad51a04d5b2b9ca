"""What every answer tells browsers to be careful with (OWASP ASVS 5, 3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYWHERE: Mapping[str, str] = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
}
"""An answer may have others of its own; one that says nothing can do nothing."""


@dataclass(frozen=True)
class Origins:
    """The other hosts that the settings of an app name."""

    ancestors: Sequence[str] = ()
    """May show the page inside of theirs."""
    components: Sequence[str] = ()
    """Components may load code, styles and data of these."""
    data: Sequence[str] = ()
    """Maps may ask these for data."""
    fonts: Sequence[str] = ()
    """Typefaces of the theme come from these."""
    sheets: Sequence[str] = ()
    """Style sheets that bring typefaces of the theme come from these."""


def page_policy(nonce: str, origins: Origins = Origins(), *, evals: bool = False) -> str:
    """Return the content security policy of a page: no script, style or request of a foreign origin but those of the
    settings, and none in the markup.

    The nonce marks style sheets that the page's own scripts make. With `evals`, scripts may make code out of text, which
    some components need.
    """
    # A style sheet may take its typefaces from anywhere, and fonts run nothing.
    fonts = [*origins.fonts, *(["https:"] if origins.sheets else [])]
    allowed = " ".join(["'self'", *_sources(origins.components)])
    policy = {
        "default-src": "'self'",
        "script-src": f"{allowed} 'unsafe-eval'" if evals else allowed,
        "style-src": " ".join([f"{allowed} 'nonce-{nonce}'", *origins.sheets]),
        "img-src": "'self' data: blob: https: http:",
        "media-src": "'self' data: blob: https: http:",
        "font-src": " ".join([f"{allowed} data:", *fonts]),
        "connect-src": " ".join([allowed, "ws: wss:", *origins.data]),
        "frame-src": "'self' https: http: data:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": " ".join(["'self'", *origins.ancestors]),
    }
    return _text(policy)


def worker_policy(hosts: Iterable[str] = ()) -> str:
    """Return the policy of scripts of the client, some of which are workers, which have one of their own.

    They may compile WebAssembly, and ask `hosts` for data.
    """
    connect = " ".join(["'self'", *hosts])
    return _text(
        {
            "default-src": "'none'",
            "script-src": "'self' 'wasm-unsafe-eval'",
            "connect-src": connect,
            "frame-ancestors": "'none'",
        }
    )


def _text(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _sources(hosts: Iterable[str]) -> list[str]:
    """Return hosts as a policy names them; what is no host is left out, as it could change the policy."""
    return [host for host in hosts if _SOURCE.fullmatch(host)]


_SOURCE = re.compile(r"(https?://)?(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
LOGIN_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'self'; frame-ancestors 'none'"
)


class SafeHeaders:
    """Gives every HTTP answer of an application the headers that it does not set itself."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        await self._inner(scope, receive, _adding(send))


def _adding(send: Send) -> Send:
    async def add(message: Message) -> None:
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            # What can be asked for again by its mark may be kept for that; of anything else nobody keeps a copy.
            caching = "no-cache" if there & {b"etag", b"last-modified"} else EVERYWHERE["cache-control"]
            wanted = {**EVERYWHERE, "cache-control": caching}
            more = [(name.encode(), value.encode()) for name, value in wanted.items() if name.encode() not in there]
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return add
