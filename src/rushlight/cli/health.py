"""Asking a running app how it does, for those who cannot open a browser: containers, units, scripts that start something."""

from __future__ import annotations

import http.client
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

from rushlight.errors import ConfigError
from rushlight.server import paths

ANSWER_SECONDS = 5
_PAUSE = 0.1
"""Between two questions to an app that is not there yet."""


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=ANSWER_SECONDS)
        self._path = path

    def connect(self) -> None:
        """Connect to the socket's path."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(ANSWER_SECONDS)
        self.sock.connect(self._path)


def wait_for(address: str, base: str, ready: bool, seconds: float) -> str:
    """Ask until an app answers that it lives, or that it is ready, or the seconds are over; return "" or what is wrong."""
    end = time.monotonic() + seconds
    while (wrong := ask(address, base, ready)) and time.monotonic() < end:
        time.sleep(_PAUSE)
    return wrong


def ask(address: str, base: str, ready: bool) -> str:
    """Ask an app once whether it lives or is ready; return "" or what is wrong. Raises ConfigError for no address."""
    connection, prefix = _connection(address)
    path = f"{prefix}/{base.strip('/')}".rstrip("/") + (paths.READY if ready else paths.HEALTH)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace").strip()
    except (OSError, http.client.HTTPException) as error:
        return f"{address} does not answer: {getattr(error, 'strerror', None) or error}"
    finally:
        connection.close()
    return "" if answer.status == 200 else f"{address} answers {answer.status}: {body[:200]}"


def _connection(address: str) -> tuple[http.client.HTTPConnection, str]:
    """Return a connection to an address, and the path that it names."""
    kind, _, rest = address.partition(":")
    if kind == "unix" and Path(rest).is_absolute():
        return _UnixConnection(rest), ""
    parts = urlsplit(address)
    if parts.scheme != "http" or not parts.hostname:
        raise ConfigError(
            f"{address!r} is no address of an app. Use http://127.0.0.1:8501, with the path below which it is served, "
            "or unix:/run/app.sock."
        )
    return http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=ANSWER_SECONDS), parts.path
