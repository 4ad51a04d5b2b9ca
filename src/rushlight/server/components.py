"""The files of components."""

from __future__ import annotations

import mimetypes

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from rushlight.auth.guard import Visitor
from rushlight.components.registry import registry


def file(request: Request, _: Visitor) -> Response:
    """Serve one file of a declared component, for its frame."""
    path = registry.file(request.path_params["name"], request.path_params["path"])
    if path is None:
        return PlainTextResponse("not found", 404)
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    # Names of built files hold their content's digest; the page that names them does not.
    lasting = "no-cache" if path.suffix in (".html", ".htm") else "public"
    headers = {
        "cache-control": lasting,
        "x-content-type-options": "nosniff",
        "content-security-policy": "frame-ancestors 'self'",
    }
    return FileResponse(path, media_type=mime, headers=headers)
