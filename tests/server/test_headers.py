"""What pages and their workers may do."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

import httpx2
import pytest
from starlette.responses import PlainTextResponse, Response

from rushlight.server.headers import EVERYWHERE, SafeHeaders
from tests.server.serving import served, server_of

STATIC = Path(__file__).parents[2] / "src" / "rushlight" / "server" / "static" / "_rushlight" / "static"


def policy(response: httpx2.Response) -> Mapping[str, str]:
    """Return a content security policy by directive."""
    parts = response.headers["content-security-policy"].split("; ")
    return {name: rest for name, _, rest in (part.partition(" ") for part in parts)}


def test_a_page_asks_no_other_host_and_makes_no_code(tmp_path: Path) -> None:
    with served(server_of(tmp_path, "")) as address:
        found = policy(httpx2.get(address.http))
    assert found["connect-src"] == "'self' ws: wss:"
    assert found["script-src"] == "'self'"


def test_the_hosts_of_maps_may_be_asked_for_data_alone(tmp_path: Path) -> None:
    settings = {"map.style": "https://a.example.org/style.json", "map.hosts": ["*.example.com"]}
    with served(server_of(tmp_path, "", settings)) as address:
        found = policy(httpx2.get(address.http))
    assert found["connect-src"] == "'self' ws: wss: https://a.example.org https://*.example.com"
    assert [name for name, rest in found.items() if "example" in rest] == ["connect-src"]


@pytest.mark.parametrize("worker", ["land.worker", "graphviz.worker", "maplibre-gl-worker"])
def test_workers_have_a_policy_of_their_own(tmp_path: Path, worker: str) -> None:
    (name,) = [path.name for path in (STATIC / "assets").glob(f"{worker}-*.js")]
    with served(server_of(tmp_path, "", {"map.hosts": ["tiles.example.org"]})) as address:
        found = policy(httpx2.get(f"{address.http}/_rushlight/static/assets/{name}"))
    assert found == {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "connect-src": "'self' https://tiles.example.org",
        "frame-ancestors": "'none'",
    }


def test_other_files_can_do_nothing(tmp_path: Path) -> None:
    with served(server_of(tmp_path, "")) as address:
        name = next((STATIC / "assets").glob("base-*.css")).name
        found = policy(httpx2.get(f"{address.http}/_rushlight/static/assets/{name}"))
    assert found["default-src"] == "'none'"
    assert "connect-src" not in found


def answer(response: Response) -> httpx2.Response:
    async def ask() -> httpx2.Response:
        transport = httpx2.ASGITransport(SafeHeaders(response))
        async with httpx2.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/")

    return asyncio.run(ask())


def test_an_answer_that_says_nothing_can_do_nothing() -> None:
    headers = answer(PlainTextResponse("x")).headers
    assert {name: headers[name] for name in EVERYWHERE} == dict(EVERYWHERE)


def test_what_an_answer_says_itself_stays() -> None:
    own = {"content-security-policy": "default-src 'self'"}
    assert answer(Response("x", headers=own)).headers["content-security-policy"] == "default-src 'self'"
