"""What a browser gets with a page before it opens a socket: its cookies and a ticket."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import httpx2

_SETTINGS = re.compile(r'<script type="application/json" id="rushlight-settings">(.*?)</script>')


class Visit(NamedTuple):
    """A page that was loaded."""

    cookies: str
    settings: dict[str, Any]

    @property
    def ticket(self) -> str:
        """What opens one socket."""
        return self.settings["ticket"]


def visit(client: httpx2.Client, path: str = "/") -> Visit:
    """Load a page of an app."""
    answer = client.get(path)
    assert answer.status_code == 200, answer
    return Visit(cookies_of(client), settings_in(answer.text))


def settings_in(html: str) -> dict[str, Any]:
    """Return what a page is told."""
    found = _SETTINGS.search(html)
    assert found is not None, html[:500]
    return json.loads(found[1])


def cookies_of(client: httpx2.Client) -> str:
    """Return the header that a browser sends."""
    return "; ".join(f"{name}={value}" for name, value in client.cookies.items())
