"""People with passwords: of the file that `rushlight user` keeps, of htpasswd, or of a table of secrets."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec

from rushlight import log
from rushlight.auth import hashes
from rushlight.config.login import LoginSettings
from rushlight.errors import ConfigError

_logger = log.logger("auth")

_AT_ONCE = 2
"""Hashes that are computed at the same time: each takes 64 MiB and a core."""


class User(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person with a password."""

    password: str
    """Its hash."""
    roles: tuple[str, ...] = ()
    email: str | None = None
    full_name: str | None = None
    disabled: bool = False

    @property
    def mark(self) -> str:
        """What changes with the password."""
        return blake2b(self.password.encode(), digest_size=8).hexdigest()


class Users(msgspec.Struct, frozen=True):
    """The content of a file of users."""

    version: int = 1
    users: dict[str, User] = {}


class Source(Protocol):
    """Where people with passwords are from."""

    name: str

    def people(self) -> Mapping[str, User]:
        """Return all of them by name, as they are now."""
        ...


def read_users(path: Path) -> Users:
    """Return the content of a file of users. Raises ConfigError for one that cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Users)
    except (OSError, msgspec.DecodeError) as error:
        raise ConfigError(f"The file of users {path} cannot be read: {error}") from None


def write_users(path: Path, users: Users) -> None:
    """Write a file of users at once or not at all, for its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(users), indent=2) + b"\n")
        if os.geteuid() == 0:  # root writes it for whoever has the folder, as the gate of a host does
            owner = path.parent.stat()
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
    os.replace(fresh, path)


def read_htpasswd(path: Path) -> dict[str, User]:
    """Return the people of an htpasswd file. What is plain or of an unknown kind is left out, with a warning."""
    people: dict[str, User] = {}
    for name, hash in _entries(path):
        scheme = hashes.apache_scheme(hash)
        if scheme is None:
            _logger.warning("%s: the password of %s is plain or of an unknown kind; it is refused", path, name)
            continue
        if scheme == "ldap_sha1":
            _logger.warning("%s: the password of %s is kept as SHA-1, which is weak; use `htpasswd -B`", path, name)
        people[name] = User(hash)
    return people


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        name, colon, hash = line.strip().partition(":")
        if colon and not line.lstrip().startswith("#"):
            yield log.printable(name), hash


def stamp_of(path: Path) -> object:
    """Return what changes when a file or folder does; None for one that is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class FileSource:
    """People of a file, which is read again when it has changed."""

    def __init__(self, name: str, path: Path, read: Callable[[Path], Mapping[str, User]]) -> None:
        self.name = name
        self._path = path
        self._read = read
        self._stamp: object = None
        self._people: Mapping[str, User] = {}
        self._lock = threading.Lock()

    def people(self) -> Mapping[str, User]:
        """Return all of them; those of before if the file cannot be read for a moment."""
        with self._lock:
            stamp = self.stamp()
            if stamp != self._stamp:
                try:
                    self._people, self._stamp = self._read(self._path), stamp
                except (ConfigError, OSError, UnicodeDecodeError):
                    _logger.exception("People cannot be read of %s; those known before go on", self._path)
            return self._people

    def stamp(self) -> object:
        """Return what changes when the file does."""
        return stamp_of(self._path)


class TableSource:
    """People of a table of secrets, with plain passwords."""

    name = "secrets"

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._people = {name: User(hashes.PLAIN + password) for name, password in passwords.items()}

    def people(self) -> Mapping[str, User]:
        """Return all of them."""
        return self._people

    def stamp(self) -> object:
        """Return what never changes."""
        return None


class Directory:
    """Everybody who has a password, of all sources in order."""

    def __init__(self, settings: LoginSettings) -> None:
        self._sources: list[FileSource | TableSource] = []
        self._gate = threading.Semaphore(_AT_ONCE)
        if settings.users is not None:
            self._sources.append(FileSource("password", settings.users, lambda path: read_users(path).users))
        if settings.htpasswd is not None:
            self._sources.append(FileSource("htpasswd", settings.htpasswd, read_htpasswd))
        if settings.plain:
            _logger.warning(
                "Passwords are kept plain in secrets.toml. Make users of them: rushlight user convert secrets.toml"
            )
            self._sources.append(TableSource(settings.plain))

    def find(self, source: str, name: str) -> User | None:
        """Return somebody of a source who may log in."""
        for each in self._sources:
            if each.name == source:
                user = each.people().get(name)
                return user if user is not None and not user.disabled else None
        return None

    def check(self, name: str, password: str) -> tuple[str, User] | None:
        """Return who has this name and password, and of which source. As slow for a name that is not known."""
        found, hash = self._lookup(name)
        with self._gate:
            right = hash is not None and hashes.fits(password, hash)
        return found if right and found is not None and not found[1].disabled else None

    def stamps(self) -> object:
        """Return what changes when any file does."""
        return [each.stamp() for each in self._sources]

    def _lookup(self, name: str) -> tuple[tuple[str, User] | None, str | None]:
        """Return somebody and the hash to check; for a name that is not known, a hash of somebody else."""
        decoy: str | None = None
        for source in self._sources:
            people = source.people()
            user = people.get(name)
            if user is not None:
                return (source.name, user), user.password
            if decoy is None and people:
                decoy = next(iter(people.values())).password
        return None, decoy
