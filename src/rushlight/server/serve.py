"""Serving one script on a socket until the process is told to end."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from rushlight.config import Config
from rushlight.config.secrets import Secrets
from rushlight.data.shelf import Shelf
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application
from rushlight.server.app import asgi

HEARTBEAT_SECONDS = 25
"""Below the 55 and 60 seconds after which common proxies drop an idle connection."""
ANSWER_SECONDS = 20
MOST_MESSAGE_BYTES = 2 << 20
"""Messages of browsers are small: uploads go over HTTP."""
STOP_SECONDS = 5


class _Server(uvicorn.Server):
    """A uvicorn server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(script: Path, config: Config, argv: list[str], sock: socket.socket, on_ready: Callable[[str], None]) -> None:
    """Serve a script on a bound socket until SIGINT or SIGTERM; `on_ready` gets the address."""
    app = Application(script, config, Shelf(), MediaStore(), Uploads(), Secrets(config, script), tuple(argv))
    host, port = sock.getsockname()[:2]
    base = str(config.get("server.baseUrlPath") or "").strip("/")
    path = f"/{base}" if base else ""
    shown = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else host
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    server = _Server(
        uvicorn.Config(
            asgi(app),
            access_log=False,
            log_config=None,
            loop="auto",
            http="auto",
            ws="websockets-sansio",
            ws_max_size=MOST_MESSAGE_BYTES,
            ws_ping_interval=HEARTBEAT_SECONDS,
            ws_ping_timeout=ANSWER_SECONDS,
            ws_per_message_deflate=bool(config.get("server.enableWebsocketCompression")),
            timeout_graceful_shutdown=STOP_SECONDS,
            server_header=False,
            date_header=True,
        ),
        lambda: on_ready(f"http://{shown}:{port}{path}"),
    )
    server.run(sockets=[sock])
