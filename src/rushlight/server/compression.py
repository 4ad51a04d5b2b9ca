"""Compressing answers that are made anew for each request.

Nothing compresses by itself: an answer that holds a secret beside text that others may choose would tell of the secret by
its length (BREACH). So it is asked for where it is known that there is no such thing.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

_LEAST = 500
"""Shorter answers fit a packet anyway."""


def compressed(
    request: Request, content: bytes, media_type: str, headers: Mapping[str, str] | None = None, status: int = 200
) -> Response:
    """Answer with content that holds no secret, compressed if the browser likes it."""
    headers = {**(headers or {}), "vary": "accept-encoding"}
    if len(content) >= _LEAST and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzip.compress(content, 6, mtime=0), status, {**headers, "content-encoding": "gzip"}, media_type)
    return Response(content, status, headers, media_type)
