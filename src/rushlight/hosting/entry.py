"""What an app of a host is: where it is from, how it is started, what it may use."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import msgspec

from rushlight.config.site import NAME
from rushlight.errors import ConfigError
from rushlight.hosting.place import Place, read, write_toml

RESERVED = frozenset(
    {"auth", "ended", "gate", "keeper", "nginx", "oauth2callback", "static", "status", "visits", "www"}
)
"""Beginnings of addresses, and names of programs and folders, that are the host's own."""
_BRANCH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._/+-]{0,199}")
_URL = re.compile(
    r"((https|ssh)://|file:///)[A-Za-z0-9][A-Za-z0-9._~:/@%+-]*|[A-Za-z0-9][A-Za-z0-9_.-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[A-Za-z0-9._~/+-]+"
)
_USER_IN_URL = re.compile(r"//[^/@]*:[^/@]*@")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An app, its file app.toml."""

    source: str
    """A folder or file of this machine, or the address of a git repository."""
    branch: str = ""
    """Of the repository; its own choice when empty."""
    script: str = ""
    """Of the source, if it is not called as usual."""
    command: tuple[str, ...] = ()
    """What to start in place of a script: words, in which {socket} or {port}, {base} and {data} are filled in."""
    health: str = "/"
    """Path at which a command answers with 200 once it serves."""
    title: str = ""
    roles: tuple[str, ...] = ()
    """Of which one is needed to see the app; anybody who may see the index when empty."""
    memory: int = 800
    """Megabytes."""
    cpu: float = 1.0
    idle: int = 30
    """Minutes without a visitor after which the app sleeps; 0 for never."""
    number: int = 0
    """Of the app on this host, from 1: makes its user and its port."""

    @property
    def is_git(self) -> bool:
        """Whether the source is a repository."""
        return is_address(self.source)


def is_address(source: str) -> bool:
    """Tell whether a source is meant as the address of a git repository."""
    return "://" in source or re.match(r"[^/]+@[^/]+:", source) is not None


def check_name(name: str) -> str:
    """Return a name that an app can have. Raises ConfigError for any other."""
    if not NAME.fullmatch(name) or name.startswith("-") or name.endswith("-") or name in RESERVED:
        raise ConfigError(
            f"{name!r} cannot be the name of an app. Names have up to 40 small letters, digits and inner hyphens; "
            f"these are taken: {', '.join(sorted(RESERVED))}."
        )
    return name


def check_branch(branch: str) -> str:
    """Return a branch or tag that git may be given. Raises ConfigError for what is none, or could be an option."""
    if branch and (not _BRANCH.fullmatch(branch) or ".." in branch or branch.endswith((".lock", "/", "."))):
        raise ConfigError(f"{branch!r} is no name of a branch or tag. Use letters, digits and . _ / + - inside of it.")
    return branch


def check_address(address: str) -> str:
    """Return the address of a repository that git may be given. Raises ConfigError for any other."""
    if not _URL.fullmatch(address) or _USER_IN_URL.search(address):
        raise ConfigError(
            f"{_USER_IN_URL.sub('//***@', address)!r} is no address that can be fetched. Use https://..., ssh://..., "
            "git@host:path or file:///...; without a password in it, which git keeps for you: git-scm.com/docs/gitcredentials."
        )
    return address


def check_script(script: str) -> str:
    """Return a path inside of a source. Raises ConfigError for one that leads out of it or is no script."""
    path = PurePosixPath(script)
    if script and (path.is_absolute() or ".." in path.parts or path.suffix != ".py" or not script.isprintable()):
        raise ConfigError(f"{script!r} is no script: it must be a path inside of the source that ends in .py.")
    return script


def checked(entry: Entry) -> Entry:
    """Return an entry whose source can be fetched. Raises ConfigError for what cannot be."""
    check_branch(entry.branch)
    check_script(entry.script)
    if entry.is_git:
        check_address(entry.source)
    elif not Path(entry.source).exists():
        raise ConfigError(f"There is no {entry.source!r}. Give a folder, a script, or the address of a git repository.")
    elif entry.branch:
        raise ConfigError("--branch is for git repositories; a folder is taken as it is.")
    if entry.command and not any("{socket}" in word or "{port}" in word for word in entry.command):
        raise ConfigError("The command needs {socket} or {port} in one of its words: where it is to listen.")
    if entry.memory < 16 or entry.cpu <= 0 or entry.idle < 0:
        raise ConfigError("memory is at least 16 (megabytes), cpu above 0, idle at least 0 (minutes).")
    return entry


def read_entry(place: Place, name: str) -> Entry:
    """Return the entry of an app. Raises ConfigError if there is none."""
    path = place.app(check_name(name)) / "app.toml"
    missing = f"There is no app {name!r} on this host."
    if not path.exists():  # only then all are looked for: this is asked often
        raise ConfigError(f"{missing} There are: {', '.join(place.names()) or 'none'}.")
    return read(path, Entry, missing)


def write_entry(place: Place, name: str, entry: Entry) -> None:
    """Keep the entry of an app."""
    write_toml(place.app(check_name(name)) / "app.toml", checked(entry))


def next_number(place: Place) -> int:
    """Return the first number that no app has."""
    taken = {read_entry(place, name).number for name in place.names()}
    return next(number for number in range(1, len(taken) + 2) if number not in taken)
