"""The files of components."""

from __future__ import annotations

import gzip
import mimetypes
import re
from collections.abc import Callable, Iterable
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from rushlight.auth.guard import Visitor
from rushlight.components.registry import registry
from rushlight.server.compression import compressed

_PAGES = (".html", ".htm")
_TEXTS = ("text/", "application/javascript", "application/json", "image/svg", "application/wasm")
"""What compression makes much shorter."""
_NOTICE = """<script>(() => {
  const blank = () => !document.body?.innerText.trim() && !document.querySelector("canvas,svg,img,video,input,iframe");
  const unloaded = (event) => `${event.target?.src ?? "A file that it needs"} could not be loaded.`;
  const say = (message) =>
    setTimeout(() => parent.postMessage({ isRushlightMessage: true, message, blank: blank() }, "*"));
  addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) say(unloaded(event));
    else if (event instanceof ErrorEvent) say(event.message);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) =>
    say(reason instanceof Event ? unloaded(reason) : String(reason?.message ?? reason)));
  document.currentScript.remove();
})()</script>"""
"""Put into the pages of components: tells the app's page of errors, since nobody sees the console of a blank frame."""
_MISSING = """<script>parent.postMessage({
  isRushlightMessage: true, message: "Its page was not found. Is it built?", blank: true
}, "*")</script>"""


class ComponentFiles:
    """The handler of components' files; `isolated` tells which components have an origin of their own."""

    def __init__(self, isolated: Callable[[], Iterable[str]]) -> None:
        self._isolated = isolated

    def is_isolated(self, request: Request) -> bool:
        """Tell whether a file is of a component in an origin of its own: it can show no login, so it needs none."""
        return bool({request.path_params["name"], "*"}.intersection(self._isolated()))

    def file(self, request: Request, _: Visitor) -> Response:
        """Serve one file of a declared component."""
        headers = {"content-security-policy": "frame-ancestors 'self'"}
        if self.is_isolated(request):
            # Such a frame asks for typefaces and modules as a stranger.
            headers |= {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
        path = registry.file(request.path_params["name"], request.path_params["path"])
        if path is None:
            is_page = request.path_params["path"].endswith(_PAGES)
            return HTMLResponse(_MISSING, 404, headers) if is_page else PlainTextResponse("not found", 404)
        # Names of built files hold their content's digest; the page that names them does not.
        headers["cache-control"] = "no-cache" if path.suffix in _PAGES else "public"
        return _answer(request, path, headers)


def _answer(request: Request, path: Path, headers: dict[str, str]) -> Response:
    facts = path.stat()
    headers |= {
        "etag": f'"{facts.st_mtime_ns:x}-{facts.st_size:x}"',
        "last-modified": formatdate(facts.st_mtime, usegmt=True),
    }
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix in _PAGES:
        return compressed(request, _with_notice(path.read_bytes()), mime, headers)
    if not mime.startswith(_TEXTS) or "gzip" not in request.headers.get("accept-encoding", ""):
        return FileResponse(path, media_type=mime, headers=headers)
    headers |= {"content-encoding": "gzip", "vary": "accept-encoding"}
    return Response(_packed(path, facts.st_mtime_ns), media_type=mime, headers=headers)


@lru_cache(64)
def _packed(path: Path, stamp: int) -> bytes:
    """Return the content of a file, compressed; `stamp` is when it was last changed."""
    return gzip.compress(path.read_bytes(), 6, mtime=0)


def _with_notice(content: bytes) -> bytes:
    """Return a page as it is, but for a notice of its errors."""
    place = _HEAD.search(content) or _DOCTYPE.search(content)
    at = place.end() if place is not None else 0
    return content[:at] + _NOTICE.encode() + content[at:]


_HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype[^>]*>", re.IGNORECASE)
