"""Requests in which two servers could see different ends: within each is another, which must never be one of its own.

Made from a small grammar of what is odd about lengths, encodings, chunks, lines and upgrades.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CHUNKED = [
    b"Transfer-Encoding: chunked", b"Transfer-Encoding:chunked", b"tRANSFER-eNCODING: cHUNKED", b"Transfer-Encoding:  chunked ",
    b"Transfer-Encoding:\tchunked", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: chunked, chunked",
    b"Transfer-Encoding: identity, chunked", b"Transfer-Encoding: gzip, chunked", b"Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked",
    b"Connection: Content-Length\r\nTransfer-Encoding: chunked", b"TE: trailers\r\nTransfer-Encoding: chunked",
]  # fmt: skip
"""What every server takes for chunks, or refuses."""
_NEARLY = [
    b"Transfer-Encoding: xchunked", b"Transfer-Encoding: chunkedx", b"Transfer-Encoding: chunked\x00", b"Transfer-Encoding:\x0bchunked",
    b"Transfer-Encoding:\x0cchunked", b"Transfer-Encoding: \"chunked\"", b"Transfer-Encoding: 'chunked'", b"Transfer-Encoding: chunked;q=1",
    b"Transfer-Encoding: chunked, identity", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", b"Transfer-Encoding: identity",
    b"Transfer-Encoding: cow\r\nTransfer-Encoding: chunked", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: cow", b"Transfer-Encoding: ,chunked",
    b"Transfer-Encoding: chunked,", b"Transfer-Encoding:\r\n chunked", b"Transfer-Encoding: chun\r\n ked", b"Transfer-Encoding:", b"Transfer-Encoding: chunked\x85",
    b"Transfer-Encoding : chunked", b"Transfer-Encoding\t: chunked", b" Transfer-Encoding: chunked", b"\tTransfer-Encoding: chunked",
    b"Transfer-Encoding\x00: chunked", b"Transfer-Encoding\xa0: chunked", b"Transfer\xadEncoding: chunked", b"X: y\nTransfer-Encoding: chunked",
    b"X: y\rTransfer-Encoding: chunked", b"X: y\r\r\nTransfer-Encoding: chunked", b"X: y\x00\r\nTransfer-Encoding: chunked", b"Transfer-Encoding chunked",
    b": x\r\nTransfer-Encoding: chunked", b"X:\r\n Transfer-Encoding: chunked", b"Transfer-Encoding: c\xe2\x84\xaaunked", b"Transfer_Encoding: chunked",
    b"X-Transfer-Encoding: chunked", b"Transfer-Encoding-X: chunked", b"Content-Encoding: chunked",
]  # fmt: skip
"""What some servers take for chunks and others do not."""
_ENDS = [
    b"0\r\n\r\n", b"00000\r\n\r\n", b"0;a=b\r\n\r\n", b"0 \r\n\r\n", b"0\r\nX: y\r\n\r\n", b"0\n\n", b"0\n\r\n", b"0\r\n\n", b"0\r\r\n\r\n", b"0;\n\r\n\r\n",
]  # fmt: skip
"""Of chunks: as it should be, and as some let it pass."""
_LENGTHS = [
    b"+{}", b"-{}", b"{}, {}", b"{},{}", b"{}, 0", b"0, {}", b"0x{}", b"{}.0", b"{}e0", b"{} 0", b"{};", b"\"{}\"", b"{}\x00", b"\x0b{}", b"{}\r\n 0",
    b"{}_0", b"\xef\xbc\x94", b"", b"00000000000000000000000000000{}", b"99999999999999999999", b"18446744073709551616", b"{}a",
]  # fmt: skip
_CHUNKS = [
    b"0x{:x}\r\n", b"+{:x}\r\n", b"-{:x}\r\n", b" {:x}\r\n", b"{:x} \r\n", b"{:x}\n", b"{:x}\r", b"{:x};a\nb\r\n", b"{:x};a\rb\r\n", b"{:x}\x00\r\n", b"{:x}_0\r\n",
    b"\r\n{:x}\r\n", b"\n{:x}\r\n", b"{:x}, {:x}\r\n", b"1{:016x}\r\n", b"ffffffffffffffff{:x}\r\n", b";\r\n", b"g\r\n", b"{:x};" + b"a" * 300 + b"\r\n", b"{:x};a=\"\r\n\"\r\n",
]  # fmt: skip
_LINES = [
    b"POST {} HTTP/1.1 HTTP/1.1", b"POST {} HTTP/1.10", b"POST {} HTTP/01.1", b"POST {} HTTP/1.1\x00", b"POST\t{}\tHTTP/1.1", b"POST  {}  HTTP/1.1", b"POST {}\x0bHTTP/1.1",
    b"POST {} http/1.1", b"POST {} HTTP/2.0", b"POST {} HTTP/0.9", b"POST {}", b"POST {} HTTP/1.0", b"POST {} XTTP/1.1", b" POST {} HTTP/1.1", b"\r\n\n POST {} HTTP/1.1",
    b"P\x00ST {} HTTP/1.1", b"POST http://other.example{} HTTP/1.1", b"POST //other.example{} HTTP/1.1", b"POST {}#fragment HTTP/1.1", b"POST {}%0d%0aX:%20y HTTP/1.1",
]  # fmt: skip
_HOSTS = [
    b"Host: a\r\nHost: b", b"Host: a\r\n b", b"Host : a", b"Host: a\x00b", b"Host: a b", b"Host: a/b", b"Host: a@b", b"Host: [::1", b"Host: a:99999999",
    b"Host: a\r\nhost: a", b" Host: a", b"Host:\x0ba", b"Host: a, b", b"Host: a\nHost: b", b"X: y",
]  # fmt: skip
_UPGRADES = [
    b"Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA", b"Upgrade: h2c\r\nConnection: Upgrade",
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 777\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13", b"Upgrade: websocket\r\nConnection: Upgrade", b"Upgrade: websocket",
    b"Upgrade: WebSocket, h2c\r\nConnection: Upgrade", b"Upgrade: TLS/1.0\r\nConnection: Upgrade", b"Upgrade: \r\nConnection: Upgrade",
    b"Upgrade: websocket\r\nUpgrade: h2c\r\nConnection: Upgrade\r\nConnection: close",
]  # fmt: skip
_METHODS = [b"POST", b"GET", b"PUT", b"HEAD", b"DELETE", b"OPTIONS"]


def _is_for_all(encoding: bytes) -> bool:
    """Tell whether no server takes an encoding for a header of no meaning, so that a request may well follow."""
    name = encoding.partition(b":")[0]
    return (
        b"\xa0" not in name
        and b"\xad" not in name
        and name.strip() in (b"Transfer-Encoding", b"X", b"", b"Transfer-Encoding\x00")
    )


class Case(NamedTuple):
    """Some bytes of one connection, and what the request within would ask for."""

    sent: bytes
    outer: str
    inner: str


def corpus() -> Iterator[Case]:
    """Yield all cases, each with addresses of its own."""
    for n, (line, headers, body) in enumerate(_requests()):
        outer, inner = f"/outer-{n}", f"/inner-{n}"
        within = f"GET {inner} HTTP/1.1\r\nHost: a\r\nX-Within: yes\r\n\r\n".encode()
        content = body.replace(b"<within>", within).replace(b"<size>", f"{len(within):x}".encode())
        length = str(len(content)).encode()
        head = b"\r\n".join([line.replace(b"{}", outer.encode()), *headers]).replace(b"<length>", length)
        yield Case(head + b"\r\n\r\n" + content, outer, inner)


_Parts = tuple[bytes, list[bytes], bytes]
_POST = b"POST {} HTTP/1.1"
_HOST = b"Host: a"
_ALL = b"Content-Length: <length>"


def _requests() -> Iterator[_Parts]:
    for method in _METHODS:
        for encoding in [*_CHUNKED, *_NEARLY]:
            # By its length the whole is one body; by chunks it ends at once, and another request would follow.
            yield method + b" {} HTTP/1.1", [_HOST, _ALL, encoding], b"0\r\n\r\n<within>"
    for encoding in [*_CHUNKED, *filter(_is_for_all, _NEARLY)]:
        for small in (b"Content-Length: 4", b"Content-Length: 0"):
            # By its chunks the whole is one body; by its length it ends before the request within.
            yield _POST, [_HOST, small, encoding], b"<size>\r\n<within>\r\n0\r\n\r\n"
    for end in _ENDS:
        yield _POST, [_HOST, _ALL, _CHUNKED[0]], end + b"<within>"
        yield b"POST {} HTTP/1.0", [_HOST, _ALL, _CHUNKED[0]], end + b"<within>"
    for length in _LENGTHS:
        for after in (b"", b"\r\n" + _ALL):
            yield _POST, [_HOST, b"Content-Length: " + length.replace(b"{}", b"<length>") + after], b"<within>"
        yield _POST, [_HOST, _ALL, b"Content-Length: " + length.replace(b"{}", b"0")], b"<within>"
    for chunk in _CHUNKS:
        size = re.sub(rb"\{:(\w*)\}", b"<size>", chunk)
        yield _POST, [_HOST, _CHUNKED[0]], size + b"<within>\r\n0\r\n\r\n"
    for line in _LINES:
        yield line, [_HOST, _ALL], b"<within>"
    for host in _HOSTS:
        yield _POST, [host, _ALL], b"<within>"
    for upgrade in _UPGRADES:
        for method in (b"POST", b"PUT", b"GET"):
            yield method + b" {} HTTP/1.1", [_HOST, upgrade, _ALL], b"<within>"
    for line_end in (b"\n", b"\r", b"\r\r\n", b"\n\r", b"\x00\r\n"):
        yield _POST, [line_end.join([_HOST, b"X: y", _ALL])], b"<within>"
        yield _POST, [_HOST, b"X: y" + line_end + line_end + b"Content-Length: 0", _ALL], b"<within>"


class Recorder:
    """Tells which requests have reached an application, and marks each answer with what it is the answer of."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.seen: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        path = scope["path"]
        self.seen.append(path)

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], (b"x-answers", quote(path).encode())]}
            await send(message)

        await self._app(scope, receive, marked)


async def exchange(port: int, sent: bytes, tls: ssl.SSLContext | None = None, patience: float = 0.5) -> bytes:
    """Send some bytes over a connection of their own and return what comes back, until its end or for so many seconds."""
    host = "localhost" if tls else "127.0.0.1"
    said = b""
    reader, writer = await asyncio.open_connection(host, port, ssl=tls, family=2)
    try:
        writer.write(sent)
        with contextlib.suppress(ConnectionError, TimeoutError, ssl.SSLError):
            async with asyncio.timeout(patience):
                while part := await reader.read(65536):
                    said += part
    finally:
        writer.close()
    return said


def answers(said: bytes) -> set[str]:
    """Return which requests were answered on a connection."""
    return {found.decode() for found in re.findall(rb"(?im)^x-answers: [^\r]*?(/(?:outer|inner|victim|end)-\d+)", said)}
