"""Answers that pages of other origins may read, where the settings let them (CORS)."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rushlight.config import Config
from rushlight.server.origin import ANY, allowed_origins, origin_of

_METHODS = "GET, HEAD, PUT, DELETE, OPTIONS"
_HEADERS = "content-type, x-rushlight-session, x-rushlight-name"
_LASTS = "600"


class Sharing:
    """Lets pages of the origins that the settings name read the answers of an application."""

    def __init__(self, inner: ASGIApp, config: Config) -> None:
        self._inner = inner
        self._config = config

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        granted = self._granted(scope) if scope["type"] == "http" else None
        if granted is None:
            await self._inner(scope, receive, send)
        elif scope["method"] == "OPTIONS" and _header(scope, b"access-control-request-method") is not None:
            await _answer_preflight(send, granted)
        else:
            await self._inner(scope, receive, _granting(send, granted))

    def _granted(self, scope: Scope) -> str | None:
        """Return the origin that may read the answer, "*" for all, None for no other."""
        origin = _header(scope, b"origin")
        if origin is None:
            return None
        allowed = allowed_origins(self._config)
        if ANY in allowed:
            return ANY
        given = origin_of(origin)
        return origin if given is not None and any(given == origin_of(each) for each in allowed) else None


def _header(scope: Scope, name: bytes) -> str | None:
    return next((value.decode("latin-1") for each, value in scope["headers"] if each == name), None)


def _grants(origin: str) -> list[tuple[bytes, bytes]]:
    headers = {"access-control-allow-origin": origin, "cross-origin-resource-policy": "cross-origin"}
    if origin != ANY:
        headers.update({"access-control-allow-credentials": "true", "vary": "origin"})
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]


def _granting(send: Send, origin: str) -> Send:
    async def grant(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *_grants(origin)]}
        await send(message)

    return grant


async def _answer_preflight(send: Send, origin: str) -> None:
    allowed = {"access-control-allow-methods": _METHODS, "access-control-allow-headers": _HEADERS}
    lasting = {**allowed, "access-control-max-age": _LASTS}
    headers = [*_grants(origin), *((name.encode(), value.encode()) for name, value in lasting.items())]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
