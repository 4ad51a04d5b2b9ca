"""Serving one script on a socket until the process is told to end."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from rushlight.config import Config
from rushlight.config.secrets import Secrets
from rushlight.data.shelf import Shelf
from rushlight.errors import ConfigError
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.run.context import Application
from rushlight.server.app import asgi

HEARTBEAT_SECONDS = 25
"""Below the 55 and 60 seconds after which common proxies drop an idle connection."""
ANSWER_SECONDS = 20
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
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    settings = uvicorn.Config(
        asgi(app),
        access_log=False,
        log_config=None,
        loop="auto",
        http="auto",
        timeout_graceful_shutdown=STOP_SECONDS,
        server_header=False,
        date_header=True,
        **options(config),
    )
    _Server(settings, lambda: on_ready(address(config, sock))).run(sockets=[sock])


def options(config: Config) -> dict[str, Any]:
    """Return what the settings say of sockets and encryption, as uvicorn wants it. Raises ConfigError."""
    interval = config.get("server.websocketPingInterval")
    return {
        "ws": "websockets-sansio",
        "ws_max_size": int(config.get("server.maxWidgetStateSize")) << 20,
        "ws_ping_interval": interval or HEARTBEAT_SECONDS,
        "ws_ping_timeout": interval or ANSWER_SECONDS,
        "ws_per_message_deflate": bool(config.get("server.enableWebsocketCompression")),
        **_encryption(config),
    }


def _encryption(config: Config) -> dict[str, Any]:
    names = {"ssl_certfile": "server.sslCertFile", "ssl_keyfile": "server.sslKeyFile"}
    files = {option: config.get(name) for option, name in names.items()}
    if not any(files.values()):
        return {}
    for option, name in names.items():
        if not files[option]:
            raise ConfigError(f"{name} must be set too: encryption needs both a certificate and its key.")
        if not Path(files[option]).is_file():
            raise ConfigError(f"{name} must be the path of a file; there is none at {files[option]!r}.")
    return files


def address(config: Config, sock: socket.socket) -> str:
    """Return the address at which people find the app that a socket serves."""
    host, port = sock.getsockname()[:2]
    if config.is_set("browser.serverAddress"):
        host = config.get("browser.serverAddress")
    if config.is_set("browser.serverPort"):
        port = config.get("browser.serverPort")
    scheme = "https" if config.get("server.sslCertFile") else "http"
    shown = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else f"[{host}]" if ":" in host else host
    base = str(config.get("server.baseUrlPath") or "").strip("/")
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{shown}{'' if port == usual else f':{port}'}{f'/{base}' if base else ''}"
