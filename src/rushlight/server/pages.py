"""The HTML page that carries an app, and the files of the browser client."""

from __future__ import annotations

import json
import mimetypes
import secrets
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from rushlight.elements.markup import MATERIAL_BOX, material_path
from rushlight.server.compression import compressed
from rushlight.server.headers import Origins, page_policy, worker_policy

_STATIC = Path(__file__).parent / "static"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_MARK = "<!--rushlight-settings-->"
_YEAR = 365 * 24 * 3600


@cache
def _files() -> dict[str, Path]:
    """Return every file of the client by its address: look-ups are by name here, never by joined path."""
    return {path.relative_to(_STATIC).as_posix(): path for path in _STATIC.rglob("*") if path.is_file()}


@cache
def _index() -> str:
    return (_STATIC / "index.html").read_text(encoding="utf-8")


def asset(request: Request, hosts: Iterable[str] = ()) -> Response:
    """Serve one file of the client, compressed as the browser likes it. Workers may ask `hosts` for data."""
    name = f"_rushlight/static/{request.path_params['path']}"
    path = _files().get(name)
    if path is None or name.endswith((".br", ".gz")):
        return PlainTextResponse("not found", 404)
    headers = {
        "cache-control": f"public, max-age={_YEAR}, immutable",
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
    }
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".js"):
        headers["content-security-policy"] = worker_policy(hosts)
    accepted = request.headers.get("accept-encoding", "")
    for encoding, suffix in _ENCODINGS:
        packed = _files().get(name + suffix)
        if encoding in accepted and packed is not None:
            return FileResponse(packed, media_type=mime, headers={**headers, "content-encoding": encoding})
    return FileResponse(path, media_type=mime, headers=headers)


def page(request: Request, settings: dict[str, Any], title: str, origins: Origins, *, evals: bool) -> Response:
    """Return the page that starts the client, with the settings it needs as inert data.

    With `evals`, its scripts may make code out of text.
    """
    if not _STATIC.joinpath("index.html").exists():
        return PlainTextResponse("The browser client was not built: install the package again.", 500)
    base = request.scope.get("root_path", "") + "/"
    nonce = secrets.token_urlsafe(12)
    told = settings_block({**settings, "base": base, "nonce": nonce, "evals": evals})
    html = _index().replace(_MARK, f'<base href="{escape(base)}"><title>{escape(title)}</title>{told}')
    policy = page_policy(nonce, origins, evals=evals)
    # Nothing in the page is secret but a ticket that works once, and nobody else can choose what stands beside it.
    return compressed(
        request, html.encode(), "text/html", {"content-security-policy": policy, "cache-control": "no-store"}
    )


def settings_block(settings: Mapping[str, object]) -> str:
    """Return what a page is told, as data that cannot run."""
    data = json.dumps(settings).replace("<", "\\u003c")
    return f'<script type="application/json" id="rushlight-settings">{data}</script>'


def icon(request: Request) -> Response:
    """Serve a Material icon by name."""
    path = material_path(request.path_params["name"])
    if path is None:
        return PlainTextResponse("not found", 404)
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{MATERIAL_BOX}"><path d="{path}"/></svg>'
    headers = {"cache-control": f"public, max-age={_YEAR}, immutable", "x-content-type-options": "nosniff"}
    return Response(svg, media_type="image/svg+xml", headers=headers)
