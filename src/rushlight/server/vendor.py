"""Browser files of installed Python packages (plotly.js, Bokeh), so that their versions always match."""

from __future__ import annotations

import gzip
import threading
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

_FILES = {
    ("plotly", "plotly.min.js"): "package_data/plotly.min.js",
}
"""What may be served: (package, file) -> the file's place in the package."""

_lock = threading.Lock()
_packed: dict[tuple[str, str, str], bytes] = {}


def file(request: Request) -> Response:
    """Serve one allowed file of an installed package, compressed once and kept."""
    package, version, name = (request.path_params[part] for part in ("package", "version", "file"))
    path = _path(package, name)
    if path is None or version != installed_version(package):
        return PlainTextResponse("not found", 404)
    headers = {
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "vary": "accept-encoding",
    }
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(path.read_bytes(), media_type="text/javascript", headers=headers)
    headers["content-encoding"] = "gzip"
    return Response(_compressed(package, version, name, path), media_type="text/javascript", headers=headers)


def installed_version(package: str) -> str | None:
    """Return the version of an installed package."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _path(package: str, name: str) -> Path | None:
    place = _FILES.get((package, name))
    spec = find_spec(package) if place is not None else None
    if place is None or spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / place
    return path if path.is_file() else None


def _compressed(package: str, version: str, name: str, path: Path) -> bytes:
    key = (package, version, name)
    with _lock:
        if key not in _packed:
            _packed[key] = gzip.compress(path.read_bytes(), 6)
        return _packed[key]
