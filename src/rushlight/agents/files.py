"""What a page refers to, for agents: tables as Arrow or as rows, and media."""

from __future__ import annotations

import base64
import json
from typing import Any

from rushlight.agents.refusals import Refusal
from rushlight.agents.snapshot import described, rows_of
from rushlight.agents.visits import Visit
from rushlight.data.arrow_frames import to_ipc
from rushlight.data.frame import Frame
from rushlight.errors import RushlightError
from rushlight.files.media import Media
from rushlight.run.context import RunContext

MOST_BYTES = 5 << 20
"""Of a result that has the content itself."""
MOST_ROWS = 1000
ARROW = "application/vnd.apache.arrow.stream"


def frame_of(visit: Visit, source: str) -> Frame:
    """Return a table that the page shows. Raises Refusal."""
    context = visit.session.context
    shelf = context.app.shelf
    try:
        if not shelf.is_held_by(source, context.session):
            raise KeyError(source)
        return shelf.frame(source)
    except KeyError:
        raise Refusal("unknown_file") from None


def media_of(visit: Visit, id: str) -> Media:
    """Return a picture, sound or file that the page shows. Raises Refusal."""
    context: RunContext = visit.session.context
    media = context.app.media.get(id)
    if media is None or context.session not in media.sessions:
        raise Refusal("unknown_file")
    return media


def as_arrow(frame: Frame) -> bytes:
    """Return a whole table as an Arrow IPC stream. Raises Refusal where its source does not give it."""
    try:
        return to_ipc(frame.table())
    except RushlightError as error:
        raise Refusal("unknown_file", str(error)) from None


def as_rows(frame: Frame, offset: int, limit: int) -> dict[str, Any]:
    """Return some rows of a table, as many as fit. Raises Refusal if not even one does."""
    rows = rows_of(frame, offset, offset + min(max(1, limit), MOST_ROWS))
    while len(rows) > 1 and len(json.dumps(rows)) > MOST_BYTES:
        rows = rows[: len(rows) // 2]
    if rows and len(json.dumps(rows)) > MOST_BYTES:
        raise Refusal("result_too_large")
    after = offset + len(rows)
    more = {"next_offset": after} if after < frame.row_count else {}
    return {**described(frame), "offset": offset, "rows": rows, **more}


def as_content(media: Media) -> dict[str, Any]:
    """Return a file as content of a tool's result. Raises Refusal if it is too large."""
    if len(media.content) > MOST_BYTES:
        raise Refusal("result_too_large")
    if media.mime.startswith("text/") or media.mime == "application/json":
        return {"type": "text", "text": media.content.decode("utf-8", "replace")}
    data = base64.b64encode(media.content).decode()
    for kind in ("image", "audio"):
        if media.mime.startswith(f"{kind}/"):
            return {"type": kind, "data": data, "mimeType": media.mime}
    resource = {"uri": f"media:{media.name or 'file'}", "mimeType": media.mime, "blob": data}
    return {"type": "resource", "resource": resource}
