"""What a target of deployments is, and what can be wished of it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

import msgspec

from rushlight.deploy.app import App
from rushlight.deploy.files import File
from rushlight.errors import ConfigError

COMMAND = "rushlight deploy"


class Wishes(msgspec.Struct, frozen=True):
    """What the person who deploys says besides. Every one is an option of the command, of the same name with hyphens."""

    name: str | None = None
    domain: str | None = None
    """Name at which people find the app."""
    certificate: str | None = None
    """Folder on the server with fullchain.pem and privkey.pem."""
    image: str | None = None
    """Name of the container image, with its registry and version."""
    folder: str | None = None
    """Where the project lies on the server."""
    basic_auth: bool = False
    behind_nginx: bool = False

    @property
    def given(self) -> dict[str, str | bool]:
        """Those that were said."""
        return {field: value for field in self.__struct_fields__ if (value := getattr(self, field))}

    @property
    def words(self) -> str:
        """Them as words of the command, each with a space before."""
        options = [(f"--{field.replace('_', '-')}", value) for field, value in self.given.items()]
        return "".join(f" {o}" if value is True else f" {o} {shlex.quote(str(value))}" for o, value in options)


class Deployment(msgspec.Struct, frozen=True):
    """The files of one app for one target."""

    files: tuple[File, ...]
    next: tuple[str, ...]
    """What to do then, a line each."""
    warnings: tuple[str, ...] = ()


class Target(msgspec.Struct, frozen=True):
    """A place to deploy to."""

    name: str
    about: str
    options: frozenset[str]
    """The wishes that mean something here, beside `name`."""
    main: str
    """The pattern of paths of the file that says what was wished last."""
    plan: Callable[[App, Wishes], Deployment]


_VALID = {
    "domain": (re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"), "a host name such as sales.example.org"),
    "certificate": (re.compile(r"/[\w./-]+"), "the path of a folder, such as /etc/letsencrypt/live/sales.example.org"),
    "image": (re.compile(r"[a-z0-9][\w./:@-]*"), "the name of an image, such as registry.example.org/sales:1"),
    "folder": (re.compile(r"/[\w./-]+"), "the path of a folder of letters, digits and . _ - /, such as /srv/sales"),
}


def check(target: Target, wishes: Wishes) -> None:
    """Raise ConfigError for a wish that means nothing to a target, or that cannot be."""
    for field, value in wishes.given.items():
        if field != "name" and field not in target.options:
            known = ", ".join(f"--{each.replace('_', '-')}" for each in sorted(target.options)) or "none"
            raise ConfigError(f"{target.name} has no --{field.replace('_', '-')}. Its options: {known}.")
        if field in _VALID and not _VALID[field][0].fullmatch(str(value)):
            raise ConfigError(f"--{field} must be {_VALID[field][1]}; given: {value!r}.")


def command(target: str, app: App, wishes: Wishes) -> str:
    """Return the command that writes the files of a target."""
    return f"{COMMAND} {target} {shlex.quote(app.script)}{wishes.words}"


def wishes_in(command: str) -> Wishes:
    """Return what a command that was kept in a file has wished."""
    found: dict[str, str | bool] = {}
    words = shlex.split(command.removeprefix(COMMAND))
    fields = {f"--{field.replace('_', '-')}": field for field in Wishes.__struct_fields__}
    for word, value in zip(words, [*words[1:], ""], strict=True):
        if field := fields.get(word):
            found[field] = True if field in ("basic_auth", "behind_nginx") else value
    return msgspec.convert(found, Wishes)
