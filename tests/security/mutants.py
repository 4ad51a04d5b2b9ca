"""Handshakes, frames and messages that are nearly what they should be, or nothing at all: each number makes another one."""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from rushlight.errors import WireError
from rushlight.wire.codec import decode_client
from tests.security.sockets import frame

_GOLDEN = Path(__file__).parent.parent / "wire" / "golden"
_KINDS = [
    "hello",
    "change",
    "rerun",
    "refresh",
    "navigate",
    "stop",
    "theme",
    "run_on_save",
    "ping",
    "rows",
    "export",
    "download",
]
_MESSAGES = [path.read_bytes() for path in sorted(_GOLDEN.glob("*.bin")) if path.stem in _KINDS]
"""One of each that browsers send, as the tests of the wire have them."""

_LINES = [
    b"GET /_rushlight/socket HTTP/1.1",
    b"Host: 127.0.0.1",
    b"Upgrade: websocket",
    b"Connection: Upgrade",
    b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    b"Sec-WebSocket-Version: 13",
    b"Sec-WebSocket-Protocol: chat",
    b"Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    b"Origin: http://127.0.0.1",
    b"Cookie: rushlight=x",
]
_HEADS = [
    b"CONNECT / HTTP/1.1", b"TRACE /_rushlight/socket HTTP/1.1", b"POST /_rushlight/socket HTTP/1.1", b"GET  HTTP/1.1", b"get / http/1.1",
    b"GET /_rushlight/socket HTTP/0.9", b"GET /_rushlight/socket HTTP/2.0", b"GET /_rushlight/socket HTTP/9.9", b"GET http://other/ HTTP/1.1",
    b"GET * HTTP/1.1", b"OPTIONS * HTTP/1.1", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"PRI * HTTP/2.0", b"GET /\x00 HTTP/1.1",
    b"GET /_rushlight/socket?" + b"a" * 70_000 + b" HTTP/1.1", b"\xff\xfe GET / HTTP/1.1", b"GET /%zz HTTP/1.1", b"GET /\xc3\x28 HTTP/1.1",
]  # fmt: skip
_ODD = [
    b"Sec-WebSocket-Version: 12", b"Sec-WebSocket-Version: -1", b"Sec-WebSocket-Version: 13, 8", b"Sec-WebSocket-Key: short",
    b"Sec-WebSocket-Key: \x00\x01", b"Sec-WebSocket-Key:", b"Sec-WebSocket-Extensions: " + b"x;" * 2000, b"Upgrade: h2c", b"Upgrade: ",
    b"Connection: close", b"Connection: Upgrade, close, keep-alive", b"Host: ", b"Host: a\x00b", b"Host: evil.example@127.0.0.1",
    b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 99999999999999999999", b"Content-Length: 1\r\nContent-Length: 2",
    b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked\r\nContent-Length: 4", b"Transfer-Encoding: xchunked", b"Transfer-Encoding : chunked",
    b"Expect: 100-continue", b"X" * 70_000 + b": y", b"X: " + b"y" * 70_000, b" folded: header", b"No colon", b": no name", b"A: \x00", b"\xff: \xff",
    b"Cookie: " + b"a=b; " * 3000, b"Cookie: rushlight=\x00; rushlight", b"Origin: \xff", b"Range: bytes=" + b"0-1," * 3000,
    b"X-Forwarded-For: " + b"1.2.3.4," * 500, b"Forwarded: for=\"[::1\"", b"X-Forwarded-Proto: javascript", b"Content-Type: multipart/form-data",
]  # fmt: skip


def handshake(seed: int) -> bytes:
    """Return an opening of a socket in which something is wrong, or more than one thing."""
    rng = random.Random(seed)
    lines = list(_LINES)
    end = b"\r\n"
    for _ in range(rng.randint(1, 3)):
        match rng.randrange(8):
            case 0:
                lines[0] = rng.choice(_HEADS)
            case 1:
                lines.insert(rng.randrange(len(lines)) + 1, rng.choice(_ODD))
            case 2:
                del lines[rng.randrange(len(lines))]
            case 3:
                rng.shuffle(lines)
            case 4:
                n = rng.randrange(len(lines))
                line = bytearray(lines[n] or b"x")
                line[rng.randrange(len(line))] = rng.randrange(256)
                lines[n] = bytes(line)
            case 5:
                end = rng.choice([b"\n", b"\r", b"\r\r\n", b"\x00"])
            case 6:
                lines *= rng.randint(2, 30)
            case _:
                lines.append(rng.choice(_ODD))
        lines = lines or [b""]
    request = end.join(lines) + b"\r\n\r\n" + rng.randbytes(rng.choice([0, 0, 3, 200]))
    return request if rng.random() < 0.9 else request[: rng.randrange(len(request))]


def message(seed: int) -> bytes:
    """Return what is nearly a message of a browser, or only bytes; a few are right by chance."""
    rng = random.Random(seed)
    base = bytearray(rng.choice(_MESSAGES))
    match seed % 8:
        case 0:
            return rng.randbytes(rng.randrange(200))
        case 1:
            for _ in range(rng.randint(1, 4)):
                base[rng.randrange(len(base))] = rng.randrange(256)
            return bytes(base)
        case 2:
            return bytes(base[: rng.randrange(len(base))])
        case 3:
            return bytes(base) + rng.randbytes(5)
        case 4:
            # Lists, maps, texts and bytes that say how many they are, and are not.
            return bytes([rng.choice(b"\xdd\xdf\xdb\xc6\xc9")]) + struct.pack(">I", rng.randrange(2**32)) + bytes(base)
        case 5:
            return bytes([rng.choice(b"\x91\x81")]) * rng.choice([10, 1000, 50_000]) + b"\xc0"
        case _:
            return msgspec.msgpack.encode(_with_odd_fields(rng, msgspec.msgpack.decode(base)))


def messages(seeds: Iterator[int], bad: int) -> list[bytes]:
    """Return so many malformed messages, and those that are right by chance between them."""
    found: list[bytes] = []
    while bad:
        found.append(message(next(seeds)))
        bad -= not is_known(found[-1])
    return found


def is_known(data: bytes) -> bool:
    """Tell whether some bytes are a message."""
    try:
        decode_client(data)
    except WireError:
        return False
    return True


def _with_odd_fields(rng: random.Random, fields: dict[str, Any]) -> dict[str, Any]:
    """Return a message of which some fields have values that others might have, or none."""
    for _ in range(rng.randint(1, 3)):
        name = rng.choice([*fields, "type", "seq", "values", "nothing"])
        fields[name] = _odd(rng)
    return fields


def _odd(rng: random.Random, depth: int = 3) -> Any:
    plain = [
        None,
        True,
        -1,
        0,
        2**63,
        -(2**63),
        1.5,
        float("nan"),
        float("inf"),
        "",
        "x" * 5000,
        "\0",
        "__proto__",
        b"",
        b"\xff" * 300,
    ]
    plain += _KINDS
    if depth == 0 or rng.random() < 0.6:
        return rng.choice(plain)
    inner = [_odd(rng, depth - 1) for _ in range(rng.randrange(4))]
    return inner if rng.random() < 0.5 else {rng.choice(["w", "", "type", "edited_rows"]): each for each in inner}


def raw(seed: int) -> bytes:
    """Return what is no frame of a WebSocket, or is one where it may not be, or not all of one."""
    rng = random.Random(seed)
    text = rng.randbytes(rng.randrange(100))
    match seed % 11:
        case 0:
            return frame(0x70 | rng.randrange(256), text)  # bits that mean nothing
        case 1:
            return frame(0x80 | rng.choice([3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), text)  # kinds that there are not
        case 2:
            return b"\x82" + bytes([len(text)]) + text  # not masked
        case 3:
            return frame(
                rng.choice([0x88, 0x89, 0x8A]), rng.randbytes(126 + rng.randrange(500))
            )  # too large for its kind
        case 4:
            return frame(rng.choice([0x08, 0x09, 0x0A]), text)  # a part where there are none
        case 5:
            return frame(0x80, text)  # goes on with nothing
        case 6:
            return frame(0x02, text) + frame(0x82, text)  # begins while another has not ended
        case 7:
            code = rng.choice([0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65535])
            return frame(0x88, rng.choice([b"x", struct.pack(">H", code), b"\x03\xe8\xff\xfe"]))  # closes with nonsense
        case 8:
            return frame(0x81, b"\xff" + text)  # a text that is none
        case 9:
            return frame(0x82, text, announced=rng.choice([2**63, 2**64 - 1, 2**31, 2**62]))
        case _:
            return rng.randbytes(rng.randrange(1, 70_000)) + bytes(
                70_000
            )  # anything; as much as a frame may still want
