"""The ASGI application that serves one script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route, get_route_path  # pyright: ignore[reportPrivateImportUsage]
from starlette.types import ASGIApp, Receive, Scope, Send

from rushlight.agents.visits import Visits
from rushlight.auth.cookies import SAME_SITE
from rushlight.auth.guard import Guard, HostUser, Visitor, keep_name, named
from rushlight.config import maps
from rushlight.config.login import cookie_secret
from rushlight.run.context import Application
from rushlight.script.apart import Apart
from rushlight.script.pool import Pool
from rushlight.server import pages, paths, vendor
from rushlight.server.agents import Agents
from rushlight.server.components import ComponentFiles
from rushlight.server.headers import Origins, SafeHeaders
from rushlight.server.limits import Places
from rushlight.server.login import LoginPages
from rushlight.server.operations import Operations
from rushlight.server.origin import allowed_origins, is_known_host, named_origins
from rushlight.server.policy import Routes
from rushlight.server.proxies import Proxies, is_behind
from rushlight.server.requests import Requests
from rushlight.server.shared_files import SharedFiles
from rushlight.server.sharing import Sharing
from rushlight.server.socket import Socket
from rushlight.server.tls import strict
from rushlight.server.transfers import Transfers
from rushlight.session.sessions import Sessions
from rushlight.session.stores import store_file, store_of
from rushlight.session.worker import Worker

_REVIEW_SECONDS = 0.5
"""How soon a login that has ended elsewhere ends the pages that it has open."""

Lifespan = Callable[[Any], AbstractAsyncContextManager[Mapping[str, Any] | None]]


class Around(msgspec.Struct, frozen=True):
    """What the host of an app puts around it."""

    routes: Sequence[BaseRoute] = ()
    middleware: Sequence[Middleware] = ()
    exception_handlers: Mapping[Any, Any] = {}
    lifespan: Lifespan | None = None
    user: HostUser | None = None
    debug: bool = False
    title: str = ""
    """Of the page and the login page; made of the script's name when empty."""
    apart: Apart | None = None
    """The modules of the app, where others share its process."""
    home: Path | None = None
    """The folder that the app's files are beside of; that of its script when None."""


class AppServer:
    """Serves one script: starts its worker with its lifespan, or with the first request where a host runs none."""

    def __init__(self, app: Application, around: Around = Around()) -> None:  # noqa: B008
        self._app = app
        self._around = around
        secret = cookie_secret(app.config, app.secrets)
        home = around.home or app.script.parent
        name = around.apart.name if around.apart is not None else app.script.name
        store = store_of(app.config, store_file(app.config, home), name, secret, app.uploads.forget_session)
        self.worker = Worker(app, Pool(), store, around.apart)
        """What runs the sessions."""
        self.state: dict[str, Any] = {}
        """What the host's lifespan has yielded."""
        self._running: AsyncExitStack | None = None
        self._guard = Guard(
            app.login,
            is_behind_proxy=is_behind,
            cookie_secret=secret,
            host_user=around.user,
        )
        requests = Requests(lambda: self.worker.loop, self.worker.pool, app.shelf)
        places = Places(lambda: int(app.config.get("server.maxConnectionsPerAddress")))
        self._socket = Socket(
            self._sessions,
            requests,
            self._guard,
            self._allowed_origins,
            self._is_known_host,
            self.worker.browser,
            places,
        )
        self._visits = Visits(self._sessions, app.config)
        title = around.title or app.script.stem.replace("_", " ").title()
        self._login = LoginPages(self._guard, title, lambda: named_origins(app.config), self.theme)
        self._proxies = Proxies(app.config)
        self._base = _base_path(app)
        self._http = SafeHeaders(Sharing(self._starlette(), app.config))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._http(scope, receive, send)
            return
        if self._running is None:
            await self.start()
        scope = {**self._proxies.behind(scope), SAME_SITE: self._app.config.get("server.xsrfCookieSameSite")}
        # The socket does not pass through Starlette's layers: their frames would stay in memory as long as it is open.
        if scope["type"] == "websocket" and get_route_path(scope) == self._base + paths.SOCKET:
            await self._socket({**scope, "root_path": scope.get("root_path", "") + self._base}, receive, send)
        else:
            await self._http(scope, receive, strict(scope, send))

    async def start(self) -> None:
        """Begin to serve."""
        if self._running is not None:
            return
        self._running = stack = AsyncExitStack()
        stack.callback(self._guard.close)
        self.worker.start(asyncio.get_running_loop())
        stack.callback(self.worker.close)
        stack.callback(self._visits.close)
        stack.push_async_callback(self.worker.drain)
        if self._guard.settings.is_set_up:
            review = asyncio.create_task(self._review())
            stack.callback(review.cancel)
        if self._around.lifespan is not None:
            self.state.update(await stack.enter_async_context(self._around.lifespan(self)) or {})

    async def stop(self) -> None:
        """End all sessions and what was started."""
        if self._running is not None:
            stack, self._running = self._running, None
            await stack.aclose()

    @asynccontextmanager
    async def lifespan(self, _: Any = None) -> AsyncGenerator[dict[str, Any]]:
        """Serve as long as the context lasts."""
        await self.start()
        try:
            yield self.state
        finally:
            await self.stop()

    def theme(self) -> Mapping[str, object]:
        """Return what pages without the client are told of the app's colours."""
        theme = self.worker.browser.theme
        return {"theme": theme.sections, "sheets": theme.sheets}

    def routes(self) -> list[Route]:
        """Return the addresses that are served below the base path, each with its guard."""
        guarded = Routes(self._guard, self._login.turn_away)
        route, public = guarded.route, guarded.public
        transfers, login = Transfers(self._app, self._sessions), self._login
        agents = Agents(self._visits, self._guard, self._app.config)
        files = ComponentFiles(lambda: self._app.config.get("components.isolated") or [])
        return [
            *(public(path, handler) for path, handler in Operations(self._app, self.worker).handlers().items()),
            public(paths.STATIC + "/{path:path}", self._asset),
            public(paths.ICONS + "/{name}.svg", pages.icon),
            public(paths.VENDOR + "/{package}/{version}/{file}", vendor.file),
            route(paths.LOGIN, login.login, ("GET", "POST")),
            route(paths.LOGOUT, login.logout),
            route(paths.CALLBACK, login.callback),
            route(paths.TICKET, login.ticket, ("POST",)),
            route(paths.MEDIA + "/{id}", transfers.media),
            route(paths.EXPORT + "/{id}", transfers.export),
            route(paths.UPLOAD + "/{id}", transfers.upload, ("GET", "PUT", "DELETE")),
            route(paths.MESSAGE + "/{id}", transfers.message, ("PUT",)),
            route(paths.COMPONENT + "/{name}/{path:path}", files.file, is_open=files.is_isolated),
            route(paths.AGENT_DOCUMENT, agents.document),
            route(paths.AGENT_INTERACT, agents.interact, ("POST",)),
            route(paths.AGENT_MCP, agents.mcp, ("POST",)),
            route(paths.AGENT_FILE, agents.file),
            route(paths.SHARED + "/{path:path}", SharedFiles(self._app).file),
            public(paths.HOST_CONFIG, self._host_config),
            route(paths.PAGES, self._index),
        ]

    # --- inside ------------------------------------------------------------------------------------------------------

    def _sessions(self) -> Sessions:
        return self.worker.sessions

    def _allowed_origins(self) -> list[str]:
        return allowed_origins(self._app.config)

    def _is_known_host(self, host: str | None) -> bool:
        return is_known_host(host, self._app.config.get("server.allowedHosts") or [])

    async def _review(self) -> None:
        while True:
            await asyncio.sleep(_REVIEW_SECONDS)
            if self._guard.have_people_changed():
                self._socket.review()

    def _starlette(self) -> ASGIApp:
        routes: list[BaseRoute] = list(self.routes())
        if self._base:
            routes = [Mount(self._base, routes=routes)]
        return Starlette(
            debug=self._around.debug,
            routes=[*self._around.routes, *routes],
            middleware=self._around.middleware,
            exception_handlers=self._around.exception_handlers,
            lifespan=self.lifespan,
        )

    def _asset(self, request: Request) -> Response:
        return pages.asset(request, maps.hosts(self._app.config))

    def _index(self, request: Request, visitor: Visitor) -> Response:
        """Serve the page that carries the app, at any address."""
        may_lack_name = _is_embedded(request) and not self._guard.settings.is_set_up
        visitor = visitor if may_lack_name else named(visitor)
        known = self.worker.browser
        settings = {**known.settings, "digest": known.digest, **self._settings_for(visitor)}
        title, evals = self._around.title or self._app.script.stem, self._app.draws_modules.is_set()
        response = pages.page(request, settings, title, self._origins(request), evals=evals)
        keep_name(response, request, visitor)
        return response

    def _origins(self, request: Request) -> Origins:
        """Return the other hosts that a page may use, and which may show it inside of theirs.

        A page that is asked for to be embedded may be so anywhere, as long as nobody says where; but where people log
        in, only where the settings say.
        """
        config, theme = self._app.config, self.worker.browser.theme
        ancestors = config.get("client.allowedOrigins") or []
        if not ancestors and _is_embedded(request) and not self._guard.settings.is_set_up:
            ancestors = ["*"]
        components = config.get("components.allowedHosts") or ()
        return Origins(ancestors, components, maps.hosts(config), theme.font_origins, theme.sheet_origins)

    def _host_config(self, _: Request) -> Response:
        """Tell pages that host apps what they may do with this one."""
        facts = {
            "allowedOrigins": self._app.config.get("client.allowedOrigins") or [],
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
            "enforceDownloadInNewTab": False,
            "metricsUrl": "",
            "blockErrorDialogs": False,
            "resourceCrossOriginMode": None,
        }
        return JSONResponse(facts, headers={"cache-control": "no-store"})

    def _settings_for(self, visitor: Visitor) -> dict[str, object]:
        settings: dict[str, object] = {"ticket": self._guard.tickets.issue(visitor.owner)}
        if visitor.login is not None:
            name = str(visitor.login.claims.get("name") or visitor.login.subject)
            settings["user"] = {"name": name, "logout": self._login.logout_address(visitor)}
        return settings


def _is_embedded(request: Request) -> bool:
    """Tell whether a page is asked for to be shown inside another."""
    return request.query_params.get("embed", "").lower() == "true"


def _base_path(app: Application) -> str:
    base = str(app.config.get("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def user_of_scope(connection: HTTPConnection) -> Mapping[str, Any] | None:
    """Return who Starlette's AuthenticationMiddleware of a host has recognised, if there is one."""
    user = connection.scope.get("user")
    if user is None or not getattr(user, "is_authenticated", False):
        return None
    known = {name: getattr(user, name, None) for name in ("email", "roles")}
    facts = {name: value for name, value in known.items() if value is not None and not callable(value)}
    name = str(getattr(user, "display_name", "") or "user")
    return {"sub": _identity_of(user) or name, "name": name, **facts}


def _identity_of(user: Any) -> str:
    try:
        return str(user.identity)
    except (AttributeError, NotImplementedError):  # Starlette's SimpleUser has none
        return ""
