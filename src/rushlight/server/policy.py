"""Who may use which address: the one table that every route stands in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum
from inspect import iscoroutinefunction
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from rushlight.auth.guard import Guard, Visitor
from rushlight.server import paths


class Policy(Enum):
    """What an address asks of a visitor."""

    PUBLIC = "anybody: it holds nothing of the app's, or is how one gets in"
    OPERATOR = "whoever may know how the server does, as `server.metrics` says"
    APP = "whoever may see the app"
    SESSION = "whoever may see the app, for what belongs to their own session"


POLICIES: dict[str, Policy] = {
    paths.HEALTH: Policy.PUBLIC,
    paths.READY: Policy.PUBLIC,
    paths.METRICS: Policy.OPERATOR,
    paths.OTHER_HEALTH: Policy.PUBLIC,
    paths.OTHER_METRICS: Policy.OPERATOR,
    paths.OTHER_READY: Policy.PUBLIC,
    paths.HOST_CONFIG: Policy.PUBLIC,
    paths.STATIC + "/{path:path}": Policy.PUBLIC,
    paths.ICONS + "/{name}.svg": Policy.PUBLIC,
    paths.VENDOR + "/{package}/{version}/{file}": Policy.PUBLIC,
    paths.LOGIN: Policy.PUBLIC,
    paths.LOGOUT: Policy.PUBLIC,
    paths.CALLBACK: Policy.PUBLIC,
    paths.TICKET: Policy.APP,
    paths.AGENT_DOCUMENT: Policy.APP,
    paths.AGENT_INTERACT: Policy.APP,
    paths.AGENT_MCP: Policy.APP,
    paths.AGENT_FILE: Policy.SESSION,
    paths.COMPONENT + "/{name}/{path:path}": Policy.APP,
    paths.SHARED + "/{path:path}": Policy.APP,
    paths.PAGES: Policy.APP,
    paths.SOCKET: Policy.SESSION,
    paths.MEDIA + "/{id}": Policy.SESSION,
    paths.EXPORT + "/{id}": Policy.SESSION,
    paths.UPLOAD + "/{id}": Policy.SESSION,
    paths.MESSAGE + "/{id}": Policy.SESSION,
}

Handler = Callable[[Request, Visitor], Response | Awaitable[Response]]


class Routes:
    """Makes routes that hold to the table; what is not in it cannot be served."""

    def __init__(self, guard: Guard, turn_away: Callable[[Request, Visitor], Response]) -> None:
        self._guard = guard
        self._turn_away = turn_away

    def route(
        self,
        path: str,
        handler: Handler,
        methods: Sequence[str] = ("GET",),
        *,
        is_open: Callable[[Request], bool] = lambda _: False,
    ) -> Route:
        """Return a route that asks the guard first, but for requests that are open to anybody."""
        policy = POLICIES[path]

        async def answer(request: Request) -> Response:
            visitor = await self._guard.current(request)
            if policy is not Policy.PUBLIC and not visitor.may_see and not is_open(request):
                return self._refusal(path, request, visitor)
            try:
                return await _called(handler, request, visitor)
            except ClientDisconnect:
                return Response(status_code=400)  # nobody reads it; that the rest did not come is no error of ours

        return Route(path, answer, methods=list(methods))

    def public(self, path: str, handler: Callable[[Request], Response | Awaitable[Response]]) -> Route:
        """Return a route for which it does not matter who has logged in."""
        assert POLICIES[path] in (Policy.PUBLIC, Policy.OPERATOR), path
        return Route(path, handler)

    def _refusal(self, path: str, request: Request, visitor: Visitor) -> Response:
        if path == paths.PAGES:
            return self._turn_away(request, visitor)
        known = visitor.login is not None
        return PlainTextResponse("not for you" if known else "log in first", 403 if known else 401)


async def _called(handler: Handler, request: Request, visitor: Visitor) -> Response:
    if iscoroutinefunction(handler):
        return await handler(request, visitor)
    found: Any = await run_in_threadpool(handler, request, visitor)
    return found
