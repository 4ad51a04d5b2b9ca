"""The folder of a host: where everything of it lies, and how it is written."""

from __future__ import annotations

import fcntl
import os
import tomllib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from rushlight.errors import ConfigError

MARK = "host.toml"
_T = TypeVar("_T")
_MOST_SOCKET_PATH = 107
"""Bytes that the path of a unix socket may have on Linux."""
_LONGEST_SOCKET = "run/" + "x" * 40 + "/99999.sock"


class Host(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The settings of a host, its file host.toml."""

    domain: str = "localhost"
    address: str = "0.0.0.0"
    port: int = 80
    mode: Literal["path", "subdomain"] = "path"
    """An app is found below `/NAME/`, or at `NAME.domain`."""
    proxy: Literal["nginx", "caddy"] = "nginx"
    supervisor: Literal["supervisord", "systemd"] = "supervisord"
    environment: Literal["own", "shared"] = "own"
    """Whether apps have Rushlight and all it needs of their own, or see the packages of the host's installation."""
    certificate: str = ""
    key: str = ""
    upload: int = 200
    """Megabytes that a request may have."""
    first_user: int = 0
    """Number of the first of the users that processes run as; 0 where all are the user's who runs the host."""
    proxy_group: int = 0
    """Group of the proxy's processes, which may use the sockets."""
    admins: tuple[str, ...] = ("admin",)
    """Roles of which one is needed to see the status page."""
    title: str = "Apps"

    @property
    def has_tls(self) -> bool:
        """Whether browsers come by TLS: with a certificate, or with one that Caddy gets by itself."""
        return bool(self.certificate) or (self.proxy == "caddy" and self.port == 443)

    @property
    def address_of_index(self) -> str:
        """Where the index is found."""
        usual = 443 if self.has_tls else 80
        port = "" if self.port == usual else f":{self.port}"
        return f"{'https' if self.has_tls else 'http'}://{self.domain}{port}/"

    def address_of(self, name: str) -> str:
        """Where an app is found."""
        index = self.address_of_index
        return f"{index}{name}/" if self.mode == "path" else index.replace("://", f"://{name}.", 1)

    def base_of(self, name: str) -> str:
        """The path below which an app is found, without slashes at its ends."""
        return name if self.mode == "path" else ""


class Place:
    """The folders and files of a host."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.apps = root / "apps"
        self.run = root / "run"
        self.gate = root / "gate"
        """What the gate has of its own: settings and users of the login, and who is logged in."""
        self.gate_socket = self.run / "gate" / "gate.sock"
        self.keeper_socket = self.run / "keeper" / "keeper.sock"
        self.visits = self.run / "visits"
        self.ended = self.run / "ended"
        """Where the gate says which logins have ended."""

    def app(self, name: str) -> Path:
        """Return the folder of an app's entry and releases."""
        return self.apps / name

    def data(self, name: str) -> Path:
        """Return the folder that an app may write in."""
        return self.root / "data" / name

    def secrets(self, name: str) -> Path:
        """Return the file of an app's secrets."""
        return self.root / "secrets" / f"{name}.toml"

    def key(self, name: str) -> Path:
        """Return the file of the key that signs an app's cookies, the same for all its releases."""
        return self.root / "secrets" / f"{name}.key"

    def socket(self, name: str, release: str) -> Path:
        """Return the socket of a release's process."""
        return self.run / name / f"{release}.sock"

    def log(self, program: str) -> Path:
        """Return the file that a program's output goes to."""
        return self.root / "logs" / f"{program}.log"

    def visit(self, name: str) -> Path:
        """Return the file whose time is that of the last visit to an app."""
        return self.visits / name

    def visited(self, name: str) -> None:
        """Note that an app is visited now. The file is made anew, since another user may have made the one before."""
        path = self.visit(name)
        fresh = path.with_name(f".{name}.{os.getpid()}")
        fresh.touch()
        os.replace(fresh, path)

    def names(self) -> list[str]:
        """Return the names of all apps."""
        return sorted(path.parent.name for path in self.apps.glob("*/app.toml"))

    def host(self) -> Host:
        """Return the settings. Raises ConfigError where there is no host, or for settings that cannot be."""
        return read(self.root / MARK, Host, f"There is no host at {self.root}. Make one: rushlight host init")

    @contextmanager
    def lock(self, name: str, *, waits: bool = True) -> Generator[bool]:
        """Be the only one that changes an app; without waiting, tell whether one is."""
        path = self.run / "locks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(descriptor)


def find_place() -> Place:
    """Return the place of this machine's host: RUSHLIGHT_HOST, else the usual one of root or of this user."""
    given = os.environ.get("RUSHLIGHT_HOST")
    if given:
        return Place(Path(given).expanduser().resolve())
    usual = Path("/var/lib/rushlight") if os.geteuid() == 0 else Path.home() / ".local/share/rushlight/host"
    return Place(usual)


def check_root(root: Path) -> None:
    """Raise ConfigError for a folder whose path is too long for sockets in it, or that configurations cannot name."""
    if len(os.fsencode(root / _LONGEST_SOCKET)) > _MOST_SOCKET_PATH:
        raise ConfigError(f"{root} is too long a path for unix sockets in it. Set RUSHLIGHT_HOST to a shorter one.")
    wrong = set(str(root)) & set("\"'\\;{}$%\n\r\t #*?[]:")
    if wrong:
        raise ConfigError(f"{root}: the folder's path may not hold {' '.join(sorted(wrong))!r}. Set RUSHLIGHT_HOST.")


def read(path: Path, type: type[_T], missing: str) -> _T:
    """Return what a TOML file holds. Raises ConfigError if there is none, with what to say then, or if it cannot be."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), type)
    except FileNotFoundError:
        raise ConfigError(missing) from None
    except (OSError, ValueError) as error:  # of which the errors of TOML, msgspec and UTF-8 are kinds
        raise ConfigError(f"{path} cannot be read: {error}") from None


def write_toml(path: Path, content: msgspec.Struct, mode: int = 0o644) -> None:
    """Write what a Struct holds, at once or not at all."""
    write(path, as_toml(msgspec.to_builtins(content)), mode)


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file at once or not at all: a full disk or an end in between leaves what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            os.fchmod(descriptor, mode)
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def as_toml(content: Mapping[str, Any]) -> str:
    """Return plain values as TOML: texts, numbers, booleans and lists of them."""
    return "".join(f"{name} = {_value(value)}\n" for name, value in content.items() if value is not None)


def _value(value: Any) -> str:
    # What JSON says of texts, numbers, booleans and lists of them, TOML reads alike.
    return msgspec.json.encode(value).decode()
