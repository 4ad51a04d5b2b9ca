"""Requests within requests, sent to the server itself."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.security.smuggling import Case, Recorder, answers, corpus, exchange
from tests.server.serving import served, server_of

CASES = list(corpus())


def test_the_corpus_has_five_hundred_cases() -> None:
    assert len({case.sent for case in CASES}) == len(CASES) >= 500
    assert all(b"GET " + case.inner.encode() in case.sent for case in CASES)


def test_no_request_within_another_is_one_of_its_own(tmp_path: Path) -> None:
    recorder = Recorder(server_of(tmp_path, "import rushlight as st\nst.text('shown')\n"))
    places = asyncio.Semaphore(24)
    wrong: list[Case] = []

    async def send(port: int, case: Case) -> None:
        async with places:
            said = await exchange(port, case.sent)
            if not answers(said) <= {case.outer}:
                wrong.append(case)

    async def attack(port: int) -> None:
        await asyncio.gather(*(send(port, case) for case in CASES))
        assert answers(await exchange(port, b"GET /end-0 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", patience=20)) == {"/end-0"}  # fmt: skip

    with served(recorder) as address:
        asyncio.run(attack(address.port))
    inner = {case.inner: case for case in CASES}
    assert [inner[path].sent for path in recorder.seen if path in inner] == []
    assert wrong == []
