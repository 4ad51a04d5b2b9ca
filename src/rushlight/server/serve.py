"""Serving one script on a socket until the process is told to end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Coroutine, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

import uvicorn
from starlette.types import ASGIApp

from rushlight import log
from rushlight.config import Config
from rushlight.config.login import LoginSettings, login_settings
from rushlight.config.secrets import Secrets
from rushlight.data.shelf import Shelf
from rushlight.files.media import MediaStore
from rushlight.files.uploads import Uploads
from rushlight.redaction import hide
from rushlight.run.context import Application
from rushlight.server.app import AppServer
from rushlight.server.connection import protocols
from rushlight.server.listen import announce, bind, raise_descriptors
from rushlight.server.tls import Certificate
from rushlight.session.stores import store_file, uploads_of
from rushlight.wire.messages import MAX_MESSAGE_BYTES

_logger = log.logger("serve")

HEARTBEAT_SECONDS = 25
"""Below the 55 and 60 seconds after which common proxies drop an idle connection."""
ANSWER_SECONDS = 20
STOP_SECONDS = 5
"""Answers that are under way when all scripts have ended may take this long."""
_LOOK_AT_CERTIFICATE = 600
"""In ticks of uvicorn, of which there are ten in a second."""


class Drains(Protocol):
    """What has scripts that run."""

    def drain(self, seconds: float | None = None) -> Coroutine[Any, Any, None]:
        """Let them end, and send browsers away."""
        ...


class _Server(uvicorn.Server):
    """A uvicorn server that says when it is ready, and lets scripts end before it does."""

    def __init__(
        self, config: uvicorn.Config, worker: Drains, certificate: Certificate | None, ready: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._worker = worker
        self._certificate = certificate
        self._ready = ready
        self._at_once = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # Not recorded, as uvicorn does to die of the signal in the end: whoever asks politely gets the exit code 0.
        if self.should_exit:
            self.force_exit = True
            return
        self._at_once = sig == signal.SIGINT
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # The listening sockets are still open: monitors are told that the server is not ready any more.
        _logger.info("Ending: running scripts may finish")
        await self._worker.drain(0 if self._at_once else None)
        await super().shutdown(sockets)

    async def on_tick(self, counter: int) -> bool:
        if self._certificate is not None and counter % _LOOK_AT_CERTIFICATE == 0:
            self._renew(self._certificate)
        return await super().on_tick(counter)

    def _renew(self, certificate: Certificate) -> None:
        if not certificate.has_changed() or self.config.ssl is None:
            return
        try:
            certificate.load(self.config.ssl)
            _logger.info("The certificate was renewed")
        except OSError as error:
            _logger.warning("The certificate has changed and cannot be used (%s); the old one stays", error.strerror)


def application(
    script: Path,
    config: Config,
    argv: Iterable[str] = (),
    secrets: Mapping[str, Any] | None = None,
    on_script_error: Callable[[Exception], object] | None = None,
    login: LoginSettings | None = None,
    home: Path | None = None,
) -> Application:
    """Return an app of a script with everything that its sessions share. Raises ConfigError for bad settings.

    Without `login`, people log in as the app's own settings say. `home` is the folder that its files are beside of, where
    that is not the script's.
    """
    hide([str(config.get("server.cookieSecret") or "")])
    known = secrets if isinstance(secrets, Secrets) else None
    if known is None:
        known = Secrets(config, script) if secrets is None else Secrets.of(secrets)
    login = login_settings(config, known, script.parent) if login is None else login
    return Application(
        script,
        config,
        Shelf(),
        MediaStore(),
        Uploads(uploads_of(store_file(config, home or script.parent))),
        known,
        tuple(argv),
        login=login,
        on_script_error=on_script_error,
    )


def serve(script: Path, config: Config, argv: Iterable[str]) -> None:
    """Serve a script until SIGINT or SIGTERM. Raises ConfigError for settings that cannot be followed."""
    server = AppServer(application(script, config, argv))
    run_server(server, server.worker, config)


def run_server(app: ASGIApp, worker: Drains, config: Config) -> None:
    """Serve an application where the settings say, and tell where that is."""
    certificate = Certificate.of(config)
    raise_descriptors()
    sock = bind(config)
    settings = uvicorn.Config(
        app,
        access_log=False,
        log_config=None,
        loop="auto",
        proxy_headers=False,  # ours are stricter
        timeout_graceful_shutdown=STOP_SECONDS,
        **options(config, certificate),
    )
    ready = partial(announce, address(config, sock), sock, config)
    try:
        _Server(settings, worker, certificate, ready).run(sockets=[sock])
    finally:
        if sock.family == getattr(socket, "AF_UNIX", None):
            Path(str(config.get("server.unixSocket"))).unlink(missing_ok=True)


def options(config: Config, certificate: Certificate | None = None) -> dict[str, Any]:
    """Return what the settings say of sockets and encryption, as uvicorn wants it."""
    interval = config.get("server.websocketPingInterval")
    return {
        **protocols(config),
        "server_header": False,
        "ws_max_size": min(MAX_MESSAGE_BYTES, int(config.get("server.maxWidgetStateSize")) << 20),
        "ws_ping_interval": interval or HEARTBEAT_SECONDS,
        "ws_ping_timeout": interval or ANSWER_SECONDS,
        "ws_per_message_deflate": bool(config.get("server.enableWebsocketCompression")),
        "ssl_certfile": certificate.certificate if certificate else None,
        "ssl_keyfile": certificate.key if certificate else None,
    }


def address(config: Config, sock: socket.socket) -> str:
    """Return the address at which people find the app that a socket serves, or the path of a unix socket."""
    name = sock.getsockname()
    if isinstance(name, str):
        return f"unix:{name}"
    host, port = name[:2]
    if config.is_set("browser.serverAddress"):
        host = config.get("browser.serverAddress")
    if config.is_set("browser.serverPort"):
        port = config.get("browser.serverPort")
    scheme = "https" if config.get("server.sslCertFile") else "http"
    shown = "localhost" if host in ("0.0.0.0", "::", "127.0.0.1") else f"[{host}]" if ":" in host else host
    base = str(config.get("server.baseUrlPath") or "").strip("/")
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{shown}{'' if port == usual else f':{port}'}{f'/{base}' if base else ''}"
