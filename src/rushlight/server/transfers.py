"""Bytes over HTTP: media and downloads out, uploads in; each bound to its session's browser."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from urllib.parse import quote, unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse

from rushlight import ids
from rushlight.auth.guard import Visitor
from rushlight.files.uploads import Upload
from rushlight.run.context import Application
from rushlight.server.origin import allowed_origins, may_connect
from rushlight.session.sessions import Sessions

_INLINE = ("image/", "audio/", "video/", "application/pdf", "text/plain", "text/vtt")
_DOCUMENT = "text/html"
_FRAMED = "frame-ancestors 'self'"
_SANDBOX = (
    "sandbox allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox allow-modals allow-downloads; "
    + _FRAMED
)
"""A document of the author's runs its scripts in an origin of its own, without access to the page."""
_POLICIES = {_DOCUMENT: _SANDBOX, "application/pdf": "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"}
"""Browsers show no PDF in a sandbox. It stands in a frame of the page, which may itself be in one of another site."""
_MB = 1 << 20


class Transfers:
    """The handlers of media, exports and uploads."""

    def __init__(self, app: Application, sessions: Callable[[], Sessions]) -> None:
        self._app = app
        self._sessions = sessions
        self._arriving: Counter[str] = Counter()
        """Bytes that each session has announced and not sent yet."""

    # --- out ---------------------------------------------------------------------------------------------------------

    def media(self, request: Request, visitor: Visitor) -> Response:
        """Serve media to the browser whose page refers to it, with byte ranges."""
        media = self._app.media.get(request.path_params["id"])
        if media is None or not any(self._is_owner(visitor, session) for session in list(media.sessions)):
            return PlainTextResponse("not found", 404)
        inline = media.name is None and media.mime.startswith((*_INLINE, _DOCUMENT))
        headers = {
            "cache-control": "private, max-age=31536000, immutable",
            "x-content-type-options": "nosniff",
            "content-security-policy": self._policy(media.mime),
            "accept-ranges": "bytes",
            "content-disposition": disposition(media.name, inline=inline),
        }
        return _ranged(request, media.content, media.mime, headers)

    def _policy(self, mime: str) -> str:
        if mime == _DOCUMENT and self._app.config.get("components.trustedHtml"):
            return _FRAMED
        return _POLICIES.get(mime, f"sandbox; {_FRAMED}")

    def export(self, request: Request, visitor: Visitor) -> Response:
        """Stream a frame as CSV."""
        export = self._app.shelf.take_export(request.path_params["id"])
        if export is None or not self._is_owner(visitor, export.session):
            return PlainTextResponse("not found", 404)
        headers = {"content-disposition": disposition(export.name, inline=False), "x-content-type-options": "nosniff"}
        return StreamingResponse(export.chunks(), media_type="text/csv; charset=utf-8", headers=headers)

    # --- in ----------------------------------------------------------------------------------------------------------

    async def upload(self, request: Request, visitor: Visitor) -> Response:
        """Take a file's bytes (PUT), give them back (GET, or HEAD for its name and size), or delete them (DELETE)."""
        refusal = await self._refusal(request, visitor)
        if refusal is not None:
            return refusal
        session = request.headers["x-rushlight-session"]
        if request.method in ("GET", "HEAD"):
            return self._give_back(request, session)
        if request.method == "DELETE":
            await asyncio.to_thread(self._app.uploads.remove, session, request.path_params["id"])
            return Response(status_code=204)
        return await self._receive(
            request, session, max(self._megabytes("server.maxUploadSize"), self._app.uploads.limit(session))
        )

    async def message(self, request: Request, visitor: Visitor) -> Response:
        """Take a message that is too long for the socket (PUT), on which the browser then names it."""
        refusal = await self._refusal(request, visitor)
        if refusal is not None:
            return refusal
        limit = self._megabytes("server.maxWidgetStateSize")
        return await self._receive(request, request.headers["x-rushlight-session"], limit)

    def _give_back(self, request: Request, session: str) -> Response:
        """Answer a page that was loaded anew and shows what was uploaded before."""
        upload = self._app.uploads.get(session, request.path_params["id"])
        if upload is None:
            return PlainTextResponse("not found", 404)
        headers = {
            "cache-control": "no-store",
            "content-disposition": disposition(upload.name, inline=False),
            "x-rushlight-name": quote(upload.name, safe=""),
        }
        return FileResponse(upload.path, media_type="application/octet-stream", headers=headers)

    async def _refusal(self, request: Request, visitor: Visitor) -> Response | None:
        origin, host, config = request.headers.get("origin"), request.headers.get("host"), self._app.config
        is_own = may_connect(origin, request.url.scheme, host, allowed_origins(config))
        if not is_own and config.get("server.enableXsrfProtection"):
            return PlainTextResponse("foreign origin", 403)
        # The custom header cannot be sent cross-site without a preflight, which is never granted.
        session = request.headers.get("x-rushlight-session")
        # The session may be another worker's, which finds the file where both keep them.
        owner = None if session is None else await self._sessions().owner(session)
        if owner is None or not ids.same(owner, visitor.owner):
            return PlainTextResponse("unknown session", 400)
        id = request.path_params["id"]
        return None if id.isalnum() and 8 <= len(id) <= 64 else PlainTextResponse("bad upload id", 400)

    def _megabytes(self, setting: str) -> int:
        return int(self._app.config.get(setting)) * _MB

    async def _receive(self, request: Request, session: str, limit: int) -> Response:
        announced = request.headers.get("content-length", "")
        most = int(announced[:18]) if announced.isdecimal() else limit
        if most > limit:
            return PlainTextResponse(f"the file is larger than {limit // _MB} MB", 413)
        quota = self._megabytes("server.maxSessionUploads")
        if self._app.uploads.size(session) + self._arriving[session] + most > quota:
            return PlainTextResponse(f"together the files are larger than {quota // _MB} MB; remove some first", 413)
        self._arriving[session] += most
        try:
            return await self._take(request, session, min(most, limit))
        finally:
            self._arriving[session] -= most
            if not self._arriving[session]:
                del self._arriving[session]

    async def _take(self, request: Request, session: str, limit: int) -> Response:
        id = request.path_params["id"]
        path = self._app.uploads.folder(session) / ids.random_id()
        try:
            size = await _write(request.stream(), path, limit)
        except ClientDisconnect:
            path.unlink(missing_ok=True)
            return Response(status_code=400)
        if size is None:
            # What is longer than it was said to be may have no end.
            headers = {"connection": "close"}
            return PlainTextResponse(f"the file is larger than {limit // _MB} MB", 413, headers)
        name = plain_name(request.headers.get("x-rushlight-name", ""))
        folder = plain_folder(request.headers.get("x-rushlight-folder", ""))
        mime = request.headers.get("content-type", "application/octet-stream")
        self._app.uploads.add(session, Upload(id, name, mime, size, path, folder))
        return Response(status_code=204)

    def _is_owner(self, visitor: Visitor, session: str) -> bool:
        found = self._sessions().get(session)
        return found is not None and ids.same(found.owner, visitor.owner)


async def _write(stream: AsyncIterator[bytes], path: Path, limit: int) -> int | None:
    """Write a stream to a file; return its size, or None (and no file) if it is over the limit."""
    size = 0
    with path.open("wb") as file:
        async for chunk in stream:
            size += len(chunk)
            if size > limit:
                break
            await asyncio.to_thread(file.write, chunk)
    if size > limit:
        path.unlink(missing_ok=True)
        return None
    return size


def plain_name(quoted: str) -> str:
    """Return the last component of a percent-encoded file name, under the path rules of every system."""
    name = PureWindowsPath(PurePosixPath(unquote(quoted)).name).name
    shown = "".join(c for c in name if c.isprintable())[:255]
    return shown if shown.strip(". ") else "file"


def plain_folder(quoted: str) -> str:
    """Return the folders of a percent-encoded relative path, without what would lead out of it."""
    parts = [part for part in unquote(quoted).replace("\\", "/").split("/") if part.strip(". ")]
    return "/".join(plain_name(quote(part, safe="")) for part in parts[:32])


def disposition(name: str | None, *, inline: bool) -> str:
    """Return the Content-Disposition header for a file name (RFC 6266)."""
    kind = "inline" if inline else "attachment"
    return kind if name is None else f"{kind}; filename*=UTF-8''{quote(name, safe='')}"


def _ranged(request: Request, content: bytes, mime: str, headers: dict[str, str]) -> Response:
    """Answer with the whole, or with the single byte range asked for (RFC 9110, 14)."""
    asked = _range(request.headers.get("range", ""), len(content))
    if asked is None:
        return Response(content, media_type=mime, headers=headers)
    start, stop = asked
    if start >= stop:
        return Response(status_code=416, headers={"content-range": f"bytes */{len(content)}"})
    headers = {**headers, "content-range": f"bytes {start}-{stop - 1}/{len(content)}"}
    return Response(content[start:stop], 206, media_type=mime, headers=headers)


def _range(header: str, size: int) -> tuple[int, int] | None:
    unit, _, spec = header.partition("=")
    first, dash, last = spec.strip().partition("-")
    if unit.strip() != "bytes" or not dash or "," in spec:
        return None
    if first.isdecimal():
        return int(first[:18]), min(size, int(last[:18]) + 1 if last.isdecimal() else size)
    return (max(0, size - int(last[:18])), size) if last.isdecimal() else None
