"""Requests to the gateway. This knows nothing of pages: tokens are given to it, and what goes wrong is raised."""

from __future__ import annotations

import os
from typing import Any

import httpx2

URL = "http://127.0.0.1:8001/api/v1"


class GatewayError(Exception):
    """The gateway has refused, and says why."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class NotLoggedInError(GatewayError):
    """The token does not hold, or does not hold any more."""


class GatewayDownError(Exception):
    """The gateway does not answer."""


_client = httpx2.Client(timeout=30)


def url() -> str:
    """Return where the gateway is: MARKET_URL, or that of `python -m market`."""
    return os.environ.get("MARKET_URL", URL).rstrip("/")


def request(method: str, path: str, token: str = "", **options: Any) -> Any:
    """Return what the gateway answers; `options` are `params` and `json`, as of httpx.

    Raises NotLoggedInError, GatewayError for other refusals, GatewayDownError.
    """
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        answer = _client.request(method, f"{url()}/{path}", headers=headers, **options)
    except httpx2.TransportError as error:
        raise GatewayDownError(f"Nobody answers at {url()} ({type(error).__name__}).") from error
    if answer.status_code >= 500:
        raise GatewayDownError(f"{url()}/{path} answers {answer.status_code}.")
    if answer.status_code >= 400:
        kind = NotLoggedInError if answer.status_code == 401 else GatewayError
        raise kind(answer.status_code, _detail(answer))
    return answer.json() if answer.content else None


def _detail(answer: httpx2.Response) -> str:
    """Return why something was refused, in words for people."""
    try:
        detail = answer.json()["detail"]
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
    if isinstance(detail, list):
        return " ".join(f"{str(each['loc'][-1]).capitalize()}: {each['msg']}." for each in detail)
    return str(detail)
