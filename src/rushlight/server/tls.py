"""TLS: the server's own certificate, and that browsers keep to TLS where there is some."""

from __future__ import annotations

import ssl
from pathlib import Path

from starlette.types import Message, Scope, Send

from rushlight.config import Config
from rushlight.errors import ConfigError

_KEEP_TO_TLS = (b"strict-transport-security", b"max-age=31536000")


class Certificate:
    """The files of a certificate and its key, which may be renewed while the server runs."""

    def __init__(self, certificate: Path, key: Path | None) -> None:
        """Raises ConfigError if they cannot be used."""
        self.certificate = certificate
        self.key = key
        self._stamps = self._looked_at()
        try:
            self.load(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER))
        except (OSError, ssl.SSLError) as error:
            reason = error.strerror or type(error).__name__
            files = f"{certificate}" + (f" and {key}" if key else "")
            raise ConfigError(
                f"server.sslCertFile, server.sslKeyFile: {files} cannot be used: {reason}. "
                "They must be a certificate and its key in PEM format, without a password."
            ) from None

    @classmethod
    def of(cls, config: Config) -> Certificate | None:
        """Return the certificate that the settings name, if they name one. Raises ConfigError."""
        certificate, key = config.get("server.sslCertFile"), config.get("server.sslKeyFile")
        if certificate is None and key is None:
            return None
        if certificate is None:
            raise ConfigError("server.sslKeyFile is set, but server.sslCertFile is not: TLS needs both.")
        return cls(Path(certificate), Path(key) if key else None)

    def load(self, context: ssl.SSLContext) -> None:
        """Have new connections use what the files hold now."""

        def no_password() -> str:
            raise ssl.SSLError("the key has a password")  # else OpenSSL asks at the terminal

        context.load_cert_chain(self.certificate, self.key, no_password)

    def has_changed(self) -> bool:
        """Tell whether the files have changed since this was asked."""
        before, self._stamps = self._stamps, self._looked_at()
        return before != self._stamps

    def _looked_at(self) -> list[int]:
        return [path.stat().st_mtime_ns for path in (self.certificate, self.key) if path is not None and path.exists()]


def strict(scope: Scope, send: Send) -> Send:
    """Return what sends answers so that the browser keeps to TLS, if it came by TLS."""
    if scope.get("scheme") != "https":
        return send

    async def send_strictly(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), _KEEP_TO_TLS]}
        await send(message)

    return send_strictly
