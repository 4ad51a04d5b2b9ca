"""Which apps a folder has: listed in its apps.toml or apps.json, or found by how their files are called."""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from rushlight import log
from rushlight.config.config import flat
from rushlight.errors import ConfigError

_logger = log.logger("site")

SCRIPTS = ("rushlight_app.py", "streamlit_app.py", "app.py")
"""How the script of a folder that is an app is called."""
LISTS = ("apps.toml", "apps.json")
NAME = re.compile(r"[a-z0-9-]{1,40}")
_TAKEN = {"app", "auth", "component", "media", "oauth2callback", "static"}
"""Beginnings of addresses of the index itself."""
_MOST_PICTURE_BYTES = 2_000_000


class Entry(msgspec.Struct, frozen=True):
    """One app of several."""

    name: str
    """In its address: `/<name>/`."""
    script: Path | None = None
    module: str = ""
    """A module whose function `run` is the app, in place of a script."""
    title: str = ""
    description: str = ""
    icon: str = ""
    """An emoji, or a Material icon such as `:material/sell:`."""
    picture: Path | None = None
    roles: tuple[str, ...] = ()
    """Of which one is needed to see the app; anybody who may see the index when empty."""
    config: Mapping[str, Any] = {}
    """Settings of this app alone, by name."""


class Site(msgspec.Struct, frozen=True):
    """Several apps that are served together."""

    folder: Path
    entries: tuple[Entry, ...]
    title: str = "Apps"
    description: str = ""


class _Listed(msgspec.Struct, forbid_unknown_fields=True):
    """An app as a list has it."""

    path: str = ""
    module: str = ""
    name: str = ""
    title: str = ""
    description: str = ""
    icon: str = ""
    picture: str = ""
    roles: list[str] = []
    config: dict[str, Any] = {}


class _List(msgspec.Struct, forbid_unknown_fields=True):
    """A file apps.toml."""

    title: str = ""
    description: str = ""
    apps: dict[str, _Listed] = {}


def find_site(path: Path) -> Site | None:
    """Return the apps of a folder, or of a list; None for a folder that is one app, or has none.

    Raises ConfigError for a list that cannot be read, and for apps that cannot be told apart.
    """
    if path.name in LISTS and path.is_file():
        return _listed(path)
    if not path.is_dir():
        return None
    found = next((path / name for name in LISTS if (path / name).is_file()), None)
    if found is not None:
        return _listed(found)
    if any((path / name).is_file() for name in SCRIPTS):
        return None
    entries = _distinct(list(_found(path)), path)
    return Site(path.resolve(), entries, title_of(path.resolve().name)) if entries else None


def _listed(path: Path) -> Site:
    folder = path.parent.resolve()
    try:
        text = path.read_text(encoding="utf-8")
        given = _of_json(text) if path.suffix == ".json" else msgspec.convert(tomllib.loads(text), _List)
    except (OSError, ValueError) as error:  # of which the errors of TOML, JSON, msgspec and UTF-8 are kinds
        raise ConfigError(f"{path} cannot be read as a list of apps: {error}") from None
    entries = [_entry(folder, name, each, path) for name, each in given.apps.items()]
    if not entries:
        raise ConfigError(f"{path} lists no apps. Add a table [apps.NAME] with the `path` of a script.")
    return Site(folder, _distinct(entries, path), given.title or title_of(folder.name), given.description)


def _of_json(text: str) -> _List:
    """Return a list of name and module, or a list like that of a TOML file."""
    content = json.loads(text)
    if isinstance(content, list):
        listed = msgspec.convert(content, list[_Listed])
        return _List(apps={each.name or f"app-{n}": each for n, each in enumerate(listed, 1)})
    return msgspec.convert(content, _List)


def _entry(folder: Path, name: str, given: _Listed, source: Path) -> Entry:
    if bool(given.path) == bool(given.module):
        raise ConfigError(f"{source}: the app {name!r} needs either `path` or `module`.")
    script = _script(folder / given.path, name, source) if given.path else None
    return Entry(
        name=_name(name, source),
        script=script,
        module=given.module,
        title=given.title or title_of(name),
        description=given.description or (_described(script) if script else ""),
        icon=given.icon,
        picture=_picture(folder / given.picture, name, source) if given.picture else None,
        roles=tuple(given.roles),
        config=dict(flat(given.config)),
    )


def _script(path: Path, name: str, source: Path) -> Path:
    if path.is_dir():
        path = next((path / each for each in SCRIPTS if (path / each).is_file()), path / SCRIPTS[-1])
    if not path.is_file():
        raise ConfigError(f"{source}: the script of the app {name!r} is not there: {path}")
    return path.resolve()


def _picture(path: Path, name: str, source: Path) -> Path:
    if not path.is_file() or path.stat().st_size > _MOST_PICTURE_BYTES:
        raise ConfigError(f"{source}: the picture of the app {name!r} must be a file of at most 2 MB: {path}")
    return path.resolve()


def _found(folder: Path) -> Iterator[Entry]:
    """Yield the apps of a folder without a list: its scripts, and its folders that have one."""
    for path in sorted(folder.iterdir(), key=lambda each: each.name.lower()):
        if path.name.startswith((".", "_")):
            continue
        script = path if path.suffix == ".py" and path.is_file() else None
        if path.is_dir():
            script = next((path / name for name in SCRIPTS if (path / name).is_file()), None)
        if script is None:
            continue
        name = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40]
        if not NAME.fullmatch(name) or name in _TAKEN:
            _logger.warning("%s is not served: give it a name in %s", path, folder / LISTS[0])
            continue
        yield Entry(name, script.resolve(), title=title_of(path.stem), description=_described(script))


def _name(name: str, source: Path) -> str:
    if not NAME.fullmatch(name) or name in _TAKEN:
        raise ConfigError(
            f"{source}: {name!r} cannot be the name of an app. Names have up to 40 small letters, digits and hyphens; "
            f"these are taken: {', '.join(sorted(_TAKEN))}."
        )
    return name


def _distinct(entries: list[Entry], source: Path) -> tuple[Entry, ...]:
    names = [entry.name for entry in entries]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ConfigError(f"{source} has two apps of the name {twice!r}. Name one otherwise in {LISTS[0]}.")
    return tuple(entries)


def title_of(name: str) -> str:
    """Return the title of an app that was given none, made of its name."""
    words = re.sub(r"[-_\s]+", " ", name).strip()
    return words[:1].upper() + words[1:]


def _described(script: Path) -> str:
    """Return the first line of a script's docstring."""
    try:
        doc = ast.get_docstring(ast.parse(script.read_bytes())) or ""
    except (OSError, SyntaxError, ValueError):
        return ""
    return doc.strip().partition("\n")[0]
