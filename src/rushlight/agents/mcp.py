"""The Model Context Protocol, in its simplest form: a JSON answer for each JSON-RPC request."""

from __future__ import annotations

import json
from typing import Any

from rushlight.agents import files
from rushlight.agents.document import ABOUT, tools
from rushlight.agents.refusals import Refusal
from rushlight.agents.visits import Caller, Visits
from rushlight.version import VERSION

VERSIONS = ("2025-11-25", "2025-06-18")
"""Of the protocol, the newest first."""
PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32601, -32602, -32603
_METHODS = ("initialize", "ping", "tools/list", "tools/call")


def failure(id: Any, code: int, message: str) -> dict[str, Any]:
    """Return an answer that says what was wrong."""
    return {"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}}


async def answer(message: Any, visits: Visits, caller: Caller) -> dict[str, Any] | None:
    """Return the answer to a message, None to a notification."""
    if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":  # pyright: ignore[reportUnknownMemberType]
        return failure(None, INVALID_REQUEST, "A message is one JSON-RPC 2.0 object; batches are not taken.")
    given: dict[str, Any] = message
    method, id = given.get("method"), given.get("id")
    if id is None or method is None:
        return None  # a notification, or an answer to what was never asked
    params = given.get("params", {})
    if not isinstance(method, str) or not isinstance(params, dict):
        return failure(id, INVALID_REQUEST, "`method` is a text, `params` an object.")
    return await _call(id, method, params, visits, caller)  # pyright: ignore[reportUnknownArgumentType]


async def _call(id: Any, method: str, params: dict[str, Any], visits: Visits, caller: Caller) -> dict[str, Any]:
    match method:
        case "initialize":
            result = _welcome(params)
        case "ping":
            result = {}
        case "tools/list":
            result = {"tools": tools()}
        case "tools/call":
            result = await _use(params, visits, caller)
        case _:
            return failure(id, NO_METHOD, f"There is no such method; there are {', '.join(_METHODS)}.")
    return failure(id, INVALID_PARAMS, "There is no such tool.") if result is None else _result(id, result)


def _result(id: Any, result: dict[str, Any]) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": id, "result": result}


def _welcome(params: dict[str, Any]) -> dict[str, Any]:
    wanted = params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in VERSIONS else VERSIONS[0],
        "capabilities": {"tools": {"listChanged": False}},
        "serverInfo": {"name": "rushlight", "version": VERSION},
        "instructions": ABOUT,
    }


async def _use(params: dict[str, Any], visits: Visits, caller: Caller) -> dict[str, Any] | None:
    """Return the result of a tool, None if there is no such tool; a refusal is a result as well."""
    given = params.get("arguments") or {}
    try:
        match params.get("name"):
            case "interact":
                page = await visits.interact(given, caller)
                return {"content": [{"type": "text", "text": json.dumps(page)}], "isError": False}
            case "get_data":
                return {"content": [_data(given, visits, caller)], "isError": False}
            case _:
                return None
    except Refusal as refusal:
        return {"content": [{"type": "text", "text": json.dumps(refusal.body())}], "isError": True}


def _data(given: Any, visits: Visits, caller: Caller) -> dict[str, Any]:
    session, url, offset, limit = _arguments(given)
    visit = visits.find(session, caller.owner)
    kind, _, rest = url.partition("/")
    of, _, id = rest.partition("/")
    if of != visit.id or kind not in ("data", "media"):
        raise Refusal("unknown_file")
    if kind == "media":
        return files.as_content(files.media_of(visit, id))
    rows = files.as_rows(files.frame_of(visit, id), offset, limit)
    return {"type": "text", "text": json.dumps(rows)}


def _arguments(given: Any) -> tuple[str, str, int, int]:
    if not isinstance(given, dict):
        raise Refusal("invalid_request", "`arguments` is an object.")
    found: dict[str, Any] = given
    session, url = found.get("session_id"), found.get("url")
    offset, limit = found.get("offset", 0), found.get("limit", files.MOST_ROWS)
    numbers = all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in (offset, limit))
    if not isinstance(session, str) or not isinstance(url, str) or not numbers:
        raise Refusal("invalid_request", "`session_id` and `url` are texts, `offset` and `limit` whole numbers from 0.")
    return session, url, offset, limit
