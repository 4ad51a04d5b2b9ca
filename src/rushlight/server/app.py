"""The ASGI application that serves one script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from rushlight.run.context import Application
from rushlight.script.pool import Pool
from rushlight.server import components, pages, paths, vendor
from rushlight.server.operations import Operations
from rushlight.server.proxies import Proxies
from rushlight.server.requests import Requests
from rushlight.server.socket import Socket
from rushlight.server.tls import strict
from rushlight.server.transfers import Transfers
from rushlight.session.sessions import Sessions
from rushlight.session.worker import Worker


def asgi(app: Application, worker: Worker | None = None) -> ASGIApp:
    """Return the ASGI application of a script; its lifespan starts and ends the worker."""
    worker = worker or Worker(app, Pool())

    def sessions() -> Sessions:
        return worker.sessions

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        worker.start(asyncio.get_running_loop())
        try:
            yield
        finally:
            await worker.drain()
            worker.close()

    def index(request: Request) -> Response:
        return pages.page(request, {**worker.browser.settings, "digest": worker.browser.digest}, title=app.script.stem)

    transfers = Transfers(app, sessions)
    requests = Requests(lambda: worker.loop, worker.pool, app.shelf)
    socket = Socket(sessions, requests, lambda: app.config.get("server.corsAllowedOrigins"), worker.browser)
    routes = [
        *Operations(app, worker).routes(),
        Route(paths.STATIC + "/{path:path}", pages.asset),
        Route(paths.ICONS + "/{name}.svg", pages.icon),
        Route(paths.MEDIA + "/{id}", transfers.media),
        Route(paths.EXPORT + "/{id}", transfers.export),
        Route(paths.UPLOAD + "/{id}", transfers.upload, methods=["PUT", "DELETE"]),
        Route(paths.COMPONENT + "/{name}/{path:path}", components.file),
        Route(paths.VENDOR + "/{package}/{version}/{file}", vendor.file),
        Route("/{path:path}", index),
    ]
    base = str(app.config.get("server.baseUrlPath") or "").strip("/")
    base = f"/{base}" if base else ""
    http = Starlette(routes=[Mount(base, routes=routes)] if base else routes, lifespan=lifespan)

    proxies = Proxies(app.config)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        scope = proxies.behind(scope)
        # The socket does not pass through Starlette's layers: their frames would stay in memory as long as it is open.
        if scope["type"] == "websocket" and scope["path"] == scope.get("root_path", "") + base + paths.SOCKET:
            await socket(scope, receive, send)
        else:
            await http(scope, receive, strict(scope, send))

    return dispatch
