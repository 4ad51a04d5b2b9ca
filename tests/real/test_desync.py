"""Requests within requests, through a real nginx that keeps its connections to the server for the requests of others."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.real.nginx import Nginx, nginx, site
from tests.security.smuggling import Case, Recorder, answers, corpus, exchange
from tests.server.serving import served, server_of

CASES = list(corpus())
KEPT = 2
"""Connections that all requests share; few, so that what is left behind on one is met by the next."""


def keeping(config: str) -> str:
    """Return the guide's site, but with connections to the server that are used again and again."""
    shared = config.replace("upstream app {", f"upstream app {{ keepalive {KEPT};")
    shared = shared.replace('"" close;', '"" "";')
    assert shared.count("keepalive") == 1 and shared.count('"" "";') == 1
    return shared


def test_no_request_within_another_reaches_the_app_or_another_browser(tmp_path: Path) -> None:
    recorder = Recorder(server_of(tmp_path, "import rushlight as st\nst.text('shown')\n"))
    places = asyncio.Semaphore(12)
    wrong: list[tuple[bytes, set[str]]] = []

    async def send(proxy: Nginx, n: int, case: Case) -> None:
        async with places:
            said = answers(await exchange(proxy.port, case.sent, proxy.tls))
            if not said <= {case.outer}:
                wrong.append((case.sent, said))
            victim = f"GET /victim-{n} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
            said = answers(await exchange(proxy.port, victim, proxy.tls, patience=20))
            if said != {f"/victim-{n}"}:
                wrong.append((victim, said))

    async def attack(proxy: Nginx) -> None:
        await asyncio.gather(*(send(proxy, n, case) for n, case in enumerate(CASES)))

    with served(recorder) as address, nginx(tmp_path, keeping(site(f"127.0.0.1:{address.port}"))) as proxy:
        asyncio.run(attack(proxy))
    inner = {case.inner: case for case in CASES}
    assert [inner[path].sent for path in recorder.seen if path in inner] == []
    assert wrong == []
    assert sum(path.startswith("/victim-") for path in recorder.seen) == len(CASES)
    assert sum(path.startswith("/outer-") for path in recorder.seen) > 20, "some of them are harmless, and served"
