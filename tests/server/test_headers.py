"""What every answer tells browsers to be careful with."""

from __future__ import annotations

import asyncio

import httpx
from starlette.responses import PlainTextResponse, Response

from rushlight.server.headers import EVERYWHERE, SafeHeaders


def answer(response: Response) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(SafeHeaders(response))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/")

    return asyncio.run(ask())


def test_an_answer_that_says_nothing_can_do_nothing() -> None:
    headers = answer(PlainTextResponse("x")).headers
    assert {name: headers[name] for name in EVERYWHERE} == dict(EVERYWHERE)


def test_what_an_answer_says_itself_stays() -> None:
    own = {"content-security-policy": "default-src 'self'"}
    assert answer(Response("x", headers=own)).headers["content-security-policy"] == "default-src 'self'"
