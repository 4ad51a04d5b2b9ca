"""WebSockets without a client's help: attackers write their frames themselves."""

from __future__ import annotations

import asyncio
import contextlib
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

OPENING = (
    b"GET /_rushlight/socket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
)


@asynccontextmanager
async def socket(port: int) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter, bytes]]:
    """Open a WebSocket; yield its ends and the answer to the opening."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(OPENING)
        yield reader, writer, await reader.readuntil(b"\r\n\r\n")
    finally:
        writer.close()


def frame(opcode: int, payload: bytes, announced: int | None = None) -> bytes:
    """Return a masked frame (its mask is zero); its length is a lie where it says so."""
    length = len(payload) if announced is None else announced
    size = struct.pack(">BQ", 0xFF, length) if length > 65535 else struct.pack(">BH", 0xFE, length)
    return bytes([opcode]) + size + b"\0\0\0\0" + payload


async def code_of(reader: asyncio.StreamReader, seconds: float = 60) -> int:
    """Read until the server ends the connection; return the code that it has closed it with, 0 for none."""
    said = b""
    with contextlib.suppress(ConnectionError):
        async with asyncio.timeout(seconds):
            while part := await reader.read(65536):
                said += part
    return struct.unpack(">H", said[2:4])[0] if said[:1] == b"\x88" and len(said) >= 4 else 0
