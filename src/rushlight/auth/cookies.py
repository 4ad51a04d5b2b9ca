"""Cookies that only the server can make, and tickets that work once."""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import HTTPConnection
from starlette.responses import Response

TICKET_SECONDS = 60
SAME_SITE = "rushlight.same_site"
"""Where the scope of a connection says with which requests of other sites cookies go: lax, strict or none."""
ROOT = "rushlight.cookie_root"
"""Where the scope of a connection says below which path apps share cookies, if not only below their own."""
_MOST_USED = 100_000


def cookie_name(name: str, connection: HTTPConnection) -> str:
    """Return a cookie's name on this connection.

    Under TLS it begins with `__Host-`: no other host and no plain connection can set it (RFC 6265bis). Apps of one host
    below different paths have cookies of their own, unless the server that has them all says otherwise.
    """
    base = str(connection.scope.get(ROOT, connection.scope.get("root_path", ""))).strip("/")
    suffix = f"_{hashlib.blake2b(base.encode(), digest_size=4).hexdigest()}" if base else ""
    return f"{'__Host-' if is_secure(connection) else ''}rushlight_{name}{suffix}"


def is_secure(connection: HTTPConnection) -> bool:
    """Tell whether the browser's connection is encrypted."""
    return connection.scope["scheme"] in ("https", "wss")


def set_cookie(response: Response, connection: HTTPConnection, name: str, value: str, seconds: int | None) -> None:
    """Have the browser keep a value that no script can read."""
    wanted = connection.scope.get(SAME_SITE, "lax")
    response.set_cookie(
        cookie_name(name, connection),
        value,
        max_age=seconds,
        path="/",
        httponly=True,
        # Browsers take no cookie for all sites over a plain connection.
        samesite="lax" if wanted == "none" and not is_secure(connection) else wanted,
        secure=is_secure(connection),
    )


def drop_cookie(response: Response, connection: HTTPConnection, name: str) -> None:
    """Have the browser forget a value."""
    set_cookie(response, connection, name, "", 0)


def read_cookie(connection: HTTPConnection, name: str) -> str:
    """Return a value that the browser keeps, "" for none."""
    return connection.cookies.get(cookie_name(name, connection), "")


class Seal:
    """Signs values for one purpose each, so that no value of one purpose serves another."""

    def __init__(self, key: str) -> None:
        self._key = key

    def sign(self, purpose: str, value: Any) -> str:
        """Return a text that holds a value and says when it was signed."""
        return self._serializer(purpose).dumps(value)

    def read(self, purpose: str, text: str, seconds: float) -> Any:
        """Return the value of a text that was signed here, for this purpose, at most so long ago; else None."""
        try:
            return self._serializer(purpose).loads(text, max_age=int(seconds))
        except BadSignature:
            return None

    def _serializer(self, purpose: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._key, salt=f"rushlight.{purpose}", signer_kwargs={"digest_method": hashlib.sha256}
        )


class Tickets:
    """Texts that open one socket each, for a minute, for the browser that they were given to."""

    def __init__(self, seal: Seal, clock: Callable[[], float] = time.monotonic) -> None:
        self._seal = seal
        self._clock = clock
        self._lock = threading.Lock()
        self._used: dict[str, float] = {}

    def issue(self, owner: str) -> str:
        """Return a ticket for a browser."""
        return self._seal.sign("ticket", [_digest(owner), secrets.token_urlsafe(12)])

    def redeem(self, ticket: str, owner: str) -> bool:
        """Tell whether a ticket is this browser's and was not used before; it cannot be used again."""
        found = self._seal.read("ticket", ticket, TICKET_SECONDS)
        if not isinstance(found, list) or len(found) != 2:  # pyright: ignore[reportUnknownArgumentType]
            return False
        holder, nonce = str(found[0]), str(found[1])  # pyright: ignore[reportUnknownArgumentType]
        return secrets.compare_digest(holder, _digest(owner)) and self._use(nonce)

    def _use(self, nonce: str) -> bool:
        now = self._clock()
        with self._lock:
            if len(self._used) > _MOST_USED or (self._used and next(iter(self._used.values())) < now - TICKET_SECONDS):
                self._used = {each: at for each, at in self._used.items() if at >= now - TICKET_SECONDS}
            if nonce in self._used:
                return False
            self._used[nonce] = now
            return True


def _digest(owner: str) -> str:
    return hashlib.sha256(owner.encode()).hexdigest()[:32]


def local_path(given: str, base: str) -> str:
    """Return a path of the app's own that somebody may be sent to, its first page for anything else.

    What browsers take for another host (`//host`, backslashes, control characters, schemes) is never a path of its own.
    """
    is_own = given.startswith(f"{base}/") and not given.startswith("//") and "\\" not in given and given.isprintable()
    return given if is_own and "//" not in given.partition("?")[0] else f"{base}/"
