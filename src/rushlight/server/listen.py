"""Where an app listens, and how that is said."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from pathlib import Path

import click

from rushlight.config import Config
from rushlight.errors import ConfigError
from rushlight.version import VERSION

_TRIES = 100
_MOST_DESCRIPTORS = 65_536


def raise_descriptors() -> None:
    """Let this process have as many files and connections open as the system allows it, up to a limit of reason.

    The usual limit of 1,024 is one for programs that are older than servers of this kind; it is there to be raised.
    """
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _MOST_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # some systems allow less than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def bind(config: Config) -> socket.socket:
    """Return a listening socket: on the path or port that is set, else on the first free port from the default on.

    Raises ConfigError if there can be none.
    """
    path = config.get("server.unixSocket")
    return _bind_path(Path(path)) if path else _bind_port(config)


def _bind_path(path: Path) -> socket.socket:
    if not hasattr(socket, "AF_UNIX"):
        raise ConfigError("server.unixSocket: this system has no unix sockets. Use server.port.")
    if path.is_socket() and not _is_served(path):
        path.unlink()  # left behind by a server that was killed
    sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o117)  # not a moment with other rights than 0660
    try:
        sock.bind(str(path))
        sock.listen(1024)
    except OSError as error:
        sock.close()
        raise ConfigError(f"server.unixSocket: {path} cannot be used: {error.strerror}. Choose another path.") from None
    finally:
        os.umask(before)
    return sock


def _is_served(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            return False
        except OSError:
            return True
    return True


def _bind_port(config: Config) -> socket.socket:
    address = config.get("server.address") or "0.0.0.0"
    wanted = int(config.get("server.port"))
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    tries = 1 if config.is_set("server.port") else _TRIES
    for port in range(wanted, wanted + tries):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((address, port))
            sock.listen(1024)
        except OSError as error:
            sock.close()
            if tries == 1:
                raise ConfigError(
                    f"Port {port} of {address} cannot be used: {error.strerror}. Choose another."
                ) from None
        else:
            return sock
    raise ConfigError(f"All ports from {wanted} to {wanted + tries - 1} are in use. Choose one with --server.port.")


def announce(url: str, sock: socket.socket, config: Config) -> None:
    """Say where the app is, and open it where there is a display."""
    if not config.get("logger.hideWelcomeMessage"):
        click.echo(f"\n  Rushlight {VERSION}\n\n  Local:   {click.style(url, bold=True)}")
        network = _network_url(url, sock)
        if network is not None:
            click.echo(f"  Network: {network}")
        click.echo("")
    sys.stdout.flush()
    if not url.startswith("unix:") and not config.get("server.headless"):
        import webbrowser

        webbrowser.open(url)


def _network_url(url: str, sock: socket.socket) -> str | None:
    if sock.family == getattr(socket, "AF_UNIX", None) or sock.getsockname()[0] not in ("0.0.0.0", "::"):
        return None
    # Connecting a datagram socket sends nothing; it tells which of the machine's addresses leads outside.
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        probe.connect(("192.0.2.1", 9))
        return url.replace("localhost", probe.getsockname()[0])
    except OSError:
        return None
    finally:
        probe.close()
