"""The gate's listening socket outlives the gate: the keeper holds it, so that who comes while a gate is started waits.

Whoever may connect to the keeper may hand it a socket, which it does nothing with but hand it on.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from pathlib import Path

NAME = "listener.sock"
"""Where the keeper is asked for the socket, beside its own."""
_ASK, _GIVE, _NONE = b"?", b"!", b"-"
_ANSWER_SECONDS = 2.0
_PAUSE_SECONDS = 0.5
_BACKLOG = 1024


class Holder:
    """The keeper's side."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._held: int | None = None

    def start(self) -> None:
        """Answer from now on, on threads of its own."""
        self._path.unlink(missing_ok=True)
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.bind(str(self._path))
        self._path.chmod(0o660)
        server.listen()
        threading.Thread(target=self._serve, args=(server,), name="listener", daemon=True).start()

    def _serve(self, server: socket.socket) -> None:
        while True:
            connection, _ = server.accept()
            threading.Thread(target=self._answer, args=(connection,), name="listener", daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while True:
                said, given = _receive(connection)
                if not said:
                    return
                with self._lock:
                    if said == _GIVE and given:
                        self._take(given)
                    elif self._held is None:
                        connection.send(_NONE)
                    else:
                        socket.send_fds(connection, [_GIVE], [self._held])

    def _take(self, given: list[int]) -> None:
        for each in ([] if self._held is None else [self._held], given[1:]):
            for descriptor in each:
                os.close(descriptor)
        self._held = given[0]


def listen(path: Path, holder: Path) -> socket.socket:
    """Return the listening socket at a path: that which is held, else a new one. It is held from then on."""
    found = _held(holder) if path.exists() else None
    if found is None:
        path.unlink(missing_ok=True)
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        found.bind(str(path))
        found.listen(_BACKLOG)
    threading.Thread(target=_keep_held, args=(found.dup(), holder), name="listener", daemon=True).start()
    return found


def _held(holder: Path) -> socket.socket | None:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_ANSWER_SECONDS)
            connection.connect(str(holder))
            connection.send(_ASK)
            _, given = _receive(connection)
    except OSError:
        return None
    return socket.socket(fileno=given[0]) if given else None


def _keep_held(listening: socket.socket, holder: Path) -> None:
    """Hand the socket to the keeper, and to each that comes after it."""
    while True:
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(str(holder))
            socket.send_fds(connection, [_GIVE], [listening.fileno()])
            connection.recv(1)  # returns when that keeper has ended
        time.sleep(_PAUSE_SECONDS)


def _receive(connection: socket.socket) -> tuple[bytes, list[int]]:
    said, given, _, _ = socket.recv_fds(connection, 1, 4)
    return said, given
