"""What reading costs that comes from browsers: the time for hostile text, and how it grows when the text doubles.

Growth by 2 is as it should be; by 4 would let a small request keep a server busy.

    python -m benchmarks.parsers
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from rushlight import log
from rushlight.auth.cookies import local_path
from rushlight.errors import WireError
from rushlight.server.origin import may_connect
from rushlight.server.proxies import of_forwarded, of_x_forwarded
from rushlight.server.transfers import _range, plain_folder, plain_name  # pyright: ignore[reportPrivateUsage]
from rushlight.wire.codec import decode_client

SIZE = 32_768
"""Half of what a head may have."""
RUNS = 15
HOSTILE = ('for="\\', "for=a;;;", 'for="a",', "a" * 8, "= = = =", '"""', ", , , ", "%25%25", "..%2f", "\\/", "[::1]:", "http://", "0-,", "\x91", "\x1b[", "é")  # fmt: skip
"""Pieces that texts are made of: those by which readers go back, nest or try again."""


def _decode(text: str) -> object:
    with suppress(WireError):
        return decode_client(text.encode("utf-8", "replace"))
    return None


READERS: dict[str, Callable[[str], object]] = {
    "Forwarded": lambda text: of_forwarded([(b"forwarded", text.encode("latin-1", "replace"))]),
    "X-Forwarded-For": lambda text: of_x_forwarded([(b"x-forwarded-for", text.encode("latin-1", "replace"))]),
    "Range": lambda text: _range(f"bytes={text}", 1000),
    "the name of an upload": plain_name,
    "the folder of an upload": plain_folder,
    "Origin": lambda text: may_connect(text, "http", "localhost", ["http://*.example.org"]),
    "where to go after a login": lambda text: local_path(text, ""),
    "a message": _decode,
    "a line of the log": log.printable,
}


def main() -> None:
    """Measure each reader with its worst text, and print the time and its growth."""
    for name, read in READERS.items():
        worst = max(HOSTILE, key=lambda piece: _seconds(read, piece, SIZE))
        short, long = _seconds(read, worst, SIZE), _seconds(read, worst, 2 * SIZE)
        print(f"{name:28} {long * 1e6:9.0f} us for 64 kB of {worst!r:14} x {long / short:.1f} for twice as much")


def _seconds(read: Callable[[str], object], piece: str, size: int) -> float:
    text = (piece * (size // len(piece) + 1))[:size]
    return min(_once(read, text) for _ in range(RUNS))


def _once(read: Callable[[str], object], text: str) -> float:
    begun = time.perf_counter()
    read(text)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
