"""Requests as attackers write them: byte for byte, without a client that would put them right first."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import NamedTuple


class Answer(NamedTuple):
    """What came back; the status is 0 where nothing did."""

    status: int
    head: bytes
    body: bytes


async def ask(port: int, request: bytes, patience: float = 20) -> Answer:
    """Send some bytes over a connection of their own and return what comes back, until its end or for so many seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(request)
        async with asyncio.timeout(patience):
            while part := await reader.read(65536):
                answer += part
    except (ConnectionError, TimeoutError):
        pass  # what has come counts
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    return Answer(int(words[1]) if len(words) > 1 and words[1].isdigit() else 0, head, body)


async def ask_all(port: int, requests: Iterable[bytes], at_once: int = 8, patience: float = 20) -> list[Answer]:
    """Send many, some at a time; return their answers in the order of the requests."""
    places = asyncio.Semaphore(at_once)

    async def one(request: bytes) -> Answer:
        async with places:
            return await ask(port, request, patience)

    return list(await asyncio.gather(*map(one, requests)))


def get(target: str, method: str = "GET", **headers: str) -> bytes:
    """Return the bytes of a request without a body; names of headers have _ for -."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")
