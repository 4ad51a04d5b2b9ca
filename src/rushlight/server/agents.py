"""Apps for software that acts for people, over HTTP."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from rushlight import log
from rushlight.agents import files, mcp
from rushlight.agents.document import openapi
from rushlight.agents.refusals import Refusal
from rushlight.agents.visits import Caller, Visits
from rushlight.auth.guard import Guard, Visitor
from rushlight.config import Config
from rushlight.server.origin import allowed_origins, is_known_host, may_connect

_logger = log.logger("agents")
_FRESH = {"cache-control": "no-store"}


class Agents:
    """The handlers of what agents ask, where the settings let them."""

    def __init__(self, visits: Visits, guard: Guard, config: Config) -> None:
        self._visits = visits
        self._guard = guard
        self._config = config

    async def interact(self, request: Request, visitor: Visitor) -> Response:
        """Answer with the page of the app after what was asked."""
        try:
            self._check(request)
            given = await self._json(request)
            return JSONResponse(await self._visits.interact(given, self._caller(request, visitor)), headers=_FRESH)
        except Refusal as refusal:
            return _refused(refusal)
        except Exception:
            _logger.exception("A request of an agent failed")
            return _refused(Refusal("internal_error"))

    async def document(self, request: Request, _: Visitor) -> Response:
        """Describe all this."""
        try:
            self._check(request)
        except Refusal as refusal:
            return _refused(refusal)
        return JSONResponse(openapi(), headers=_FRESH)

    async def mcp(self, request: Request, visitor: Visitor) -> Response:
        """Answer a message of the Model Context Protocol."""
        try:
            self._check(request)
            version = request.headers.get("mcp-protocol-version", mcp.VERSIONS[0])
            if version not in mcp.VERSIONS:
                raise Refusal("invalid_request", f"MCP-Protocol-Version must be one of {', '.join(mcp.VERSIONS)}.")
            given = await self._json(request)
        except Refusal as refusal:
            code = mcp.PARSE_ERROR if refusal.facts.get("unreadable") else mcp.INVALID_REQUEST
            failure = mcp.failure(None, code, f"{refusal.code}: {refusal}")
            return JSONResponse(failure, refusal.status, headers=_FRESH)
        try:
            answer = await mcp.answer(given, self._visits, self._caller(request, visitor))
        except Exception:
            _logger.exception("A message of an agent failed")
            id = given.get("id") if isinstance(given, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
            answer = mcp.failure(id, mcp.INTERNAL_ERROR, "The server could not answer; its log says why.")
        return Response(status_code=202) if answer is None else JSONResponse(answer, headers=_FRESH)

    async def file(self, request: Request, visitor: Visitor) -> Response:
        """Serve a table as Arrow, or media, that the page of a session refers to."""
        names = request.path_params
        try:
            self._check(request)
            visit = self._visits.find(names["session"], _owner(visitor))
            if names["kind"] == "data":
                content = await run_in_threadpool(files.as_arrow, files.frame_of(visit, names["id"]))
                return _download(content, files.ARROW)
            if names["kind"] == "media":
                media = files.media_of(visit, names["id"])
                return _download(media.content, media.mime)
            raise Refusal("unknown_file")
        except Refusal as refusal:
            return _refused(refusal)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _check(self, request: Request) -> None:
        """Raise Refusal unless agents may ask at all, and this is none of a foreign page's requests."""
        if not self._config.get("server.enableAgentApi"):
            raise Refusal("not_available")
        host = request.headers.get("host")
        if not is_known_host(host, self._config.get("server.allowedHosts") or []):
            raise Refusal("host_not_allowed")
        if not may_connect(request.headers.get("origin"), request.url.scheme, host, allowed_origins(self._config)):
            raise Refusal("origin_not_allowed")
        # Pages can send other types to another origin without asking it first.
        is_page = "origin" in request.headers or "sec-fetch-site" in request.headers
        is_json = request.headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
        if request.method == "POST" and is_page and not is_json:
            raise Refusal("invalid_request", "A page sends this with Content-Type: application/json.")

    async def _json(self, request: Request) -> Any:
        most, body = int(self._config.get("server.maxWidgetStateSize")) << 20, b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise Refusal("request_too_large")
        try:
            return json.loads(body or b"{}")
        except (ValueError, RecursionError) as error:
            raise Refusal("invalid_request", f"The request is no JSON: {error}.", unreadable=True) from None

    def _caller(self, request: Request, visitor: Visitor) -> Caller:
        peer = request.client.host if request.client else None
        address = None if peer in ("127.0.0.1", "::1") else peer
        return Caller(_owner(visitor), tuple(request.scope["headers"]), address, self._guard.facts(visitor))


def _owner(visitor: Visitor) -> str:
    """Return whose sessions a visitor may use: those of their login, else those of nobody in particular."""
    return "" if visitor.login is None else f"{visitor.login.source} {visitor.login.subject}"


def _refused(refusal: Refusal) -> Response:
    return JSONResponse(refusal.body(), refusal.status, headers=_FRESH)


def _download(content: bytes, mime: str) -> Response:
    headers = {**_FRESH, "content-disposition": "attachment", "content-security-policy": "sandbox"}
    return Response(content, media_type=mime, headers=headers)
