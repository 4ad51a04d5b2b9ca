"""The gate: answers the proxy's question who somebody is and where what they ask for is, and speaks in an app's stead.

It hands no request on, and nothing can be changed through it.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from rushlight import log
from rushlight.auth.cookies import ROOT, cookie_name, local_path, set_cookie
from rushlight.auth.guard import BROWSER, LOGIN, Guard, Visitor, keep_name, named
from rushlight.config.browser import BrowserSettings
from rushlight.config.login import cookie_secret
from rushlight.config.secrets import Secrets
from rushlight.hosting import listener, sheets
from rushlight.hosting.desk import Desk, may_see
from rushlight.hosting.endings import Endings
from rushlight.hosting.entry import Entry
from rushlight.hosting.login import gate_config, gate_login
from rushlight.hosting.owner import Owner
from rushlight.hosting.place import Place
from rushlight.hosting.process import HEADERS
from rushlight.hosting.question import AGAIN, APP, ASK, URI, WHOLE
from rushlight.hosting.supervisor import State
from rushlight.server import pages, paths
from rushlight.server.headers import SafeHeaders
from rushlight.server.login import LoginPages
from rushlight.server.origin import named_origins
from rushlight.server.proxies import Proxies, is_behind
from rushlight.server.tls import strict

_logger = log.logger("gate")

ENTER = "/auth/enter"
PASS = "/auth/pass"
STATUS = "/status"
_COOKIES = "/_gate"
"""Cookies of the gate have names of their own, beside those of an app on the same host."""
WAIT_SECONDS = 15.0
"""How long a request may wait for an app that wakes, before a page says that it does."""
_INSTEAD_SECONDS = 5.0
_ENTER_SECONDS = 60
_REVIEW_SECONDS = 0.3
"""How soon apps are told that a login has ended."""
_CURRENT = (paths.TICKET, paths.SOCKET)
"""With these a page begins anew, at the release that serves now; its other requests are for what it has."""

Handler = Callable[[Request, Visitor], Awaitable[Response]]


class Gate:
    """The ASGI application of the gate."""

    def __init__(self, place: Place) -> None:
        self._host = place.host()
        self._desk = Desk(place)
        config = gate_config(place)
        settings = gate_login(place, config)
        secret = cookie_secret(config, Secrets(config, place.gate / "gate.py"))
        self._guard = Guard(settings, is_behind_proxy=is_behind, cookie_secret=secret)
        self._endings = Endings(place.ended, self._guard)
        self._proxies = Proxies(config)
        browser = BrowserSettings(config)
        self._sheets = sheets.Sheets(
            self._host, lambda: {"theme": browser.theme.sections, "sheets": browser.theme.sheets}
        )
        self._login = LoginPages(self._guard, self._host.title, lambda: named_origins(config), self._sheets.theme)
        routes = [
            self._route(ASK, self._ask),
            self._route(paths.LOGIN, self._login.login, "GET", "POST"),
            self._route(paths.LOGOUT, self._login.logout),
            self._route(paths.CALLBACK, self._login.callback),
            self._route(PASS, self._pass),
            self._route(STATUS, self._status),
            self._route("/", self._index),
            Route(f"{paths.STATIC}/{{path:path}}", pages.asset),
        ]
        self._own = Starlette(routes=routes)
        enter = self._route(ENTER, self._enter)
        static = Route(f"/_gate{paths.STATIC}/{{path:path}}", pages.asset)
        self._instead = Starlette(routes=[static, enter, self._route("/{path:path}", self._in_stead, *_METHODS)])
        self._app = SafeHeaders(self._dispatch)
        self._reviews: asyncio.Task[None] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._reviews = self._reviews or asyncio.create_task(self._review())
        if scope["type"] != "http":
            await self._own(scope, receive, send)
            return
        scope = {**self._proxies.behind(scope), ROOT: _COOKIES}
        await self._app(scope, receive, strict(scope, send))

    async def _review(self) -> None:
        while True:
            await asyncio.sleep(_REVIEW_SECONDS)
            try:
                await asyncio.to_thread(self._endings.review)
            except (OSError, sqlite3.Error):
                _logger.exception("Apps cannot be told whose login has ended")

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_for_app = any(name == APP.encode() for name, _ in scope["headers"]) and scope["path"] != ASK
        await (self._instead if is_for_app else self._own)(scope, receive, send)

    def _route(self, path: str, handler: Handler, *methods: str) -> Route:
        async def answer(request: Request) -> Response:
            return await handler(request, await self._guard.current(request))

        return Route(path, answer, methods=list(methods or ("GET",)))

    # --- what the proxy asks -----------------------------------------------------------------------------------------

    async def _ask(self, request: Request, visitor: Visitor) -> Response:
        """Answer 204 and where an app is; 401 or 403 has nginx send the request to `_in_stead`, and Caddy is told at once."""
        response = await self._asked(request, visitor)
        return (
            response
            if response.status_code == 204 or WHOLE not in request.headers
            else await self._in_stead(request, visitor)
        )

    async def _asked(self, request: Request, visitor: Visitor) -> Response:
        name = request.headers.get(APP, "")
        entry = self._desk.entry(name)
        if entry is None:
            return Response(status_code=403)
        if not self._may_see(entry, visitor):
            return Response(status_code=401)
        release = self._desk.release(name, self._kept_release(request, name))
        if release is None:
            return Response(status_code=403)
        self._desk.visited(name)
        if AGAIN in request.headers or not self._desk.seems_awake(name, entry, release):
            state = await self._desk.wake(name, WAIT_SECONDS)
            release = self._desk.release(name)  # another may serve by now
            if state is not State.UP or release is None:
                return Response(status_code=403)
        upstream = self._desk.upstream(name, entry, release)
        if WHOLE in request.headers:
            upstream = upstream.replace("unix:", "unix/", 1)
        return self._way(request, visitor, name, upstream, release)

    def _way(self, request: Request, visitor: Visitor, name: str, upstream: str, release: str) -> Response:
        response = Response(status_code=204)
        if request.cookies.get(_RELEASE_COOKIE) != release and self._begins(request, name):
            base = self._host.base_of(name)
            path = f"/{base}/" if base else "/"
            response.set_cookie(_RELEASE_COOKIE, release, path=path, httponly=True, samesite="lax")
        facts = {"x-rushlight-upstream": upstream, "x-rushlight-cookie": self._cookies_for_app(request)}
        headers = facts | self._identity(visitor)
        response.raw_headers.extend((key.lower().encode(), value.encode()) for key, value in headers.items() if value)
        return response

    def _identity(self, visitor: Visitor) -> dict[str, str]:
        """Return what an app is told of somebody."""
        if visitor.login is None:
            return {}
        claims = visitor.login.claims
        facts = {
            "user": visitor.login.subject,
            "roles": ",".join(role for role in visitor.roles if not set(role) & set(",;")),
            "name": str(claims.get("name") or ""),
            "email": str(claims.get("email") or ""),
            "login": self._endings.name(visitor),
        }
        return {HEADERS[key]: value for key, value in facts.items() if value.isprintable()}

    def _cookies_for_app(self, request: Request) -> str:
        """Return the cookies of a request without the gate's own: no app is to have its visitors' logins."""
        ours = {cookie_name(name, request) for name in (BROWSER, LOGIN, "journey")}
        given = request.headers.get("cookie", "").split(";")
        return "; ".join(each.strip() for each in given if each.partition("=")[0].strip() not in ours)

    def _kept_release(self, request: Request, name: str) -> str:
        """Return the release that a page is from, if the request is for something that only that has."""
        return "" if self._begins(request, name) else request.cookies.get(_RELEASE_COOKIE, "")

    def _begins(self, request: Request, name: str) -> bool:
        base = self._host.base_of(name)
        path = request.headers.get(URI, "/").partition("?")[0].removeprefix(f"/{base}" if base else "")
        return path in _CURRENT or not path.startswith(paths.PREFIX)

    def _may_see(self, entry: Entry, visitor: Visitor) -> bool:
        return visitor.may_see and may_see(entry, frozenset(visitor.roles))

    # --- in an app's stead -------------------------------------------------------------------------------------------

    async def _in_stead(self, request: Request, visitor: Visitor) -> Response:
        """Answer what an app cannot: that there is none, that it is not for this visitor, or that it is being started."""
        name = request.headers.get(APP, "")
        entry = self._desk.entry(name)
        if entry is None:
            return self._sheets.missing()
        if not self._may_see(entry, visitor):
            return self._turn_away(request, visitor, name)
        if self._desk.release(name) is None:
            return self._sheets.broken(name, entry)
        state = await self._desk.wake(name, _INSTEAD_SECONDS)
        if state is State.UP and request.method in ("GET", "HEAD") and WHOLE not in request.headers:
            return Response(headers={"x-accel-redirect": _address(request)})
        if not _is_page(request):
            return PlainTextResponse("the app is being started", 503, {"retry-after": "1", "cache-control": "no-store"})
        return self._sheets.failing(name, entry) if state is State.FAILED else self._sheets.starting(name, entry)

    def _turn_away(self, request: Request, visitor: Visitor, name: str) -> Response:
        if not _is_page(request):
            known = visitor.login is not None
            return PlainTextResponse("not for you" if known else "log in first", 403 if known else 401)
        if visitor.login is not None:
            return self._sheets.refused(str(visitor.login.claims.get("name") or visitor.login.subject))
        if self._host.mode == "path":
            return _to(f"{paths.LOGIN}?{urlencode({'next': _address(request)})}")
        visitor = named(visitor)
        words = urlencode({"app": name, "next": _address(request), "state": _digest(visitor)})
        response = _to(f"{self._host.address_of_index.rstrip('/')}{PASS}?{words}")
        keep_name(response, request, visitor)
        return response

    # --- one login for all sub-domains -------------------------------------------------------------------------------

    async def _pass(self, request: Request, visitor: Visitor) -> Response:
        """Send somebody who is logged in here on to an app's host, with a ticket for the browser that has begun there."""
        if visitor.login is None:
            return _to(f"{paths.LOGIN}?{urlencode({'next': _address(request)})}")
        name = request.query_params.get("app", "")
        if self._desk.entry(name) is None:
            return self._sheets.missing()
        ticket = self._guard.seal.sign(ENTER, [visitor.login.id, name, request.query_params.get("state", "")])
        words = urlencode({"ticket": ticket, "next": request.query_params.get("next", "/")})
        return _to(f"{self._host.address_of(name).rstrip('/')}{ENTER}?{words}")

    async def _enter(self, request: Request, visitor: Visitor) -> Response:
        found = self._guard.seal.read(ENTER, request.query_params.get("ticket", ""), _ENTER_SECONDS)
        login, name, state = found if isinstance(found, list) and len(found) == 3 else ("", "", "")  # pyright: ignore
        response = _to(local_path(request.query_params.get("next", "/"), ""))
        if visitor.browser and name == request.headers.get(APP) and state == _digest(visitor):
            seconds = int(self._guard.settings.most_seconds)
            set_cookie(response, request, LOGIN, self._guard.seal.sign(LOGIN, login), seconds)
        return response

    # --- pages of its own --------------------------------------------------------------------------------------------

    async def _index(self, request: Request, visitor: Visitor) -> Response:
        if not visitor.may_see:
            return self._login.turn_away(request, visitor)
        log_out = self._login.logout_address(visitor)
        return self._sheets.index(self._desk.entries(visitor.roles), log_out, self._is_admin(visitor))

    async def _status(self, request: Request, visitor: Visitor) -> Response:
        if not self._is_admin(visitor):
            return self._login.turn_away(request, visitor) if self._guard.settings.is_set_up else self._sheets.missing()
        apps = {name: (entry, self._desk.release(name)) for name, entry in self._desk.entries(visitor.roles).items()}
        return self._sheets.status(apps, await self._desk.states())

    def _is_admin(self, visitor: Visitor) -> bool:
        return visitor.login is not None and visitor.may_see and not set(visitor.roles).isdisjoint(self._host.admins)


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_RELEASE_COOKIE = "rushlight_release"


def _digest(visitor: Visitor) -> str:
    return blake2b(visitor.browser.encode(), digest_size=16).hexdigest()


def _address(request: Request) -> str:
    """Return the path and query of a request, as they were sent to the proxy."""
    if request.url.path == ASK:
        return request.headers.get(URI, "/")
    query = request.scope["query_string"].decode("latin-1")
    return request.scope["raw_path"].decode("latin-1") + (f"?{query}" if query else "")


def _is_page(request: Request) -> bool:
    wants_page = "text/html" in request.headers.get("accept", "")
    asked = request.headers.get("x-forwarded-method", "GET") if request.url.path == ASK else request.method
    return asked in ("GET", "HEAD") and wants_page and "upgrade" not in request.headers


def _to(address: str) -> Response:
    return RedirectResponse(address, 303, headers={"cache-control": "no-store"})


def main(root: str) -> None:
    """Serve the gate of a host until a signal comes."""
    log.set_up("info", None, as_json=False)
    place = Place(Path(root))
    host = place.host()
    owner = Owner.of(host, 0)
    owner.share_with_proxy(place.gate_socket.parent)
    owner.own(place.gate, 0o700)
    owner.become([host.proxy_group] if host.first_user else [])
    # Settings are read of the home and the working folder, too.
    os.environ["HOME"] = str(place.gate)
    os.chdir(place.gate)
    os.umask(0o007)
    sock = listener.listen(place.gate_socket, place.keeper_socket.with_name(listener.NAME))
    settings = uvicorn.Config(
        Gate(place),
        access_log=False,
        log_config=None,
        proxy_headers=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    asyncio.run(uvicorn.Server(settings).serve(sockets=[sock]))


if __name__ == "__main__":
    main(sys.argv[1])
