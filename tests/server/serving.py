"""Apps that are really served, on a thread of the test's process."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from rushlight.config import Config
from rushlight.server.app import AppServer, Around
from rushlight.server.serve import application, options


class Address:
    """Where something is served."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.http = f"http://127.0.0.1:{port}"
        self.socket = f"ws://127.0.0.1:{port}/_rushlight/socket"


@contextmanager
def served(app: ASGIApp) -> Iterator[Address]:
    """Serve an application on a free port."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(256)
    settings = uvicorn.Config(
        app, log_level="error", timeout_graceful_shutdown=5, proxy_headers=False, **options(Config())
    )
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield Address(sock.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(20)


def server_of(folder: Path, source: str, settings: dict[str, Any] | None = None, **more: Any) -> AppServer:
    """Return the server of a script; `secrets` are its secrets, the rest is what its host puts around it."""
    script = folder / "app.py"
    script.write_text(source)
    config = Config({"server.fileWatcherType": "none", **(settings or {})})
    return AppServer(application(script, config, (), more.pop("secrets", None)), Around(**more))
