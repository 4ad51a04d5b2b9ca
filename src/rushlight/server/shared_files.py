"""The files that an author puts into the folder `static` beside the script."""

from __future__ import annotations

import mimetypes
import os
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

from rushlight.auth.guard import Visitor
from rushlight.run.context import Application

FOLDER = "static"
_SHOWN = ("image/", "audio/", "video/", "font/", "text/css", "text/csv", "text/plain", "text/vtt")
_SHOWN_TYPES = {
    "application/json",
    "application/pdf",
    "application/vnd.ms-fontobject",
    "application/wasm",
    "application/xml",
    "text/xml",
}
"""Types that browsers are told of; of all others, such as pages and scripts, they show the text."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"
_PDF_POLICY = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"


class SharedFiles:
    """Serves them, if the settings want that."""

    def __init__(self, app: Application) -> None:
        self._app = app

    def file(self, request: Request, _: Visitor) -> Response:
        """Serve a file of the folder."""
        if not self._app.config.get("server.enableStaticServing"):
            return PlainTextResponse("static files are not served here: see server.enableStaticServing", 404)
        path = find(self._app.script.parent / FOLDER, request.path_params["path"])
        if path is None:
            return PlainTextResponse("not found", 404)
        mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        shown = mime if mime.startswith(_SHOWN) or mime in _SHOWN_TYPES else "text/plain"
        headers = {
            "cache-control": "no-cache",
            "content-security-policy": _PDF_POLICY if shown == "application/pdf" else self._policy(),
            "x-content-type-options": "nosniff",
        }
        return FileResponse(path, media_type=shown, headers=headers)

    def _policy(self) -> str:
        ancestors = ["'self'", *(self._app.config.get("client.allowedOrigins") or [])]
        return f"{_POLICY}; frame-ancestors {' '.join(ancestors)}"


def find(folder: Path, address: str) -> Path | None:
    """Return the file of a folder at a relative address, None if there is none.

    Each step is looked up by its name among what a folder holds, so that none leads upwards; links may point anywhere
    inside of the folder.
    """
    found = folder
    for step in address.split("/"):
        name = next((name for name in _names(found) if name == step), None)
        if name is None:
            return None
        found = found / name
    real = Path(os.path.realpath(found))
    return found if real.is_file() and real.is_relative_to(os.path.realpath(folder)) else None


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
