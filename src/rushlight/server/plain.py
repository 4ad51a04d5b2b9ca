"""Pages without the client: the login, and what the gate of a host has to say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from starlette.responses import Response

from rushlight.server.headers import LOGIN_POLICY
from rushlight.server.pages import settings_block


def fill(response: Response, base: str, title: str, body: str, theme: Mapping[str, object], head: str = "") -> None:
    """Make a response the page with some markup as its content. `base` is where its relative addresses begin."""
    start = f'<base href="{escape(base)}"><title>{escape(title)}</title>{settings_block(theme)}{head}'
    html = _template().replace("<!--rushlight-head-->", start).replace("<!--rushlight-body-->", body)
    response.body = html.encode()
    response.headers["content-length"] = str(len(response.body))
    response.headers["cache-control"] = "no-store"
    response.headers["content-security-policy"] = LOGIN_POLICY


@cache
def _template() -> str:
    return (Path(__file__).parent / "static" / "login.html").read_text(encoding="utf-8")
