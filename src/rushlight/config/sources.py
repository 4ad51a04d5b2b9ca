"""Where secrets come from on this machine: TOML files, the environment, mounted folders. And what any source is."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from rushlight.errors import ConfigError, SecretNotFoundError

_POSITION = re.compile(r"\((at [^()]+)\)")


class Source(Protocol):
    """A place that holds secrets."""

    @property
    def name(self) -> str:
        """How the settings name it; holds no secret."""
        ...

    def read(self) -> dict[str, Any] | None:
        """Return the secrets there, or None if there is nothing.

        Raises SecretNotFoundError that names the source and says nothing of its content.
        """
        ...

    def stamp(self) -> object:
        """Return something that is another thing once the content may have changed; None if only reading can tell."""
        ...


class Given:
    """Secrets that are there already."""

    name = "given"

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)

    def read(self) -> dict[str, Any] | None:
        """Return them."""
        return self._values

    def stamp(self) -> object:
        """They stay as they are."""
        return self.name


class Files:
    """TOML files, the later wins by top-level key. A folder among them holds one folder for each secret."""

    def __init__(self, name: str, paths: Callable[[], list[Path]], *, required: bool = False) -> None:
        """With `required`, each of the files must exist."""
        self.name = name
        self.paths = paths
        self._required = required

    def read(self) -> dict[str, Any] | None:
        """Return the secrets of all files that there are."""
        values: dict[str, Any] = {}
        found = [path for path in self.paths() if self._required or path.exists()]
        for path in found:
            values.update(_of_mount(path, self.name) if path.is_dir() else of_toml(_text(path, self.name), str(path)))
        return values if found else None

    def stamp(self) -> object:
        """Return the facts of the files that change with their content."""
        return [_stamps(path) for path in self.paths()]


class Environment:
    """Variables whose names begin with a prefix; two underscores in a name lead into a table."""

    def __init__(self, prefix: str, environment: Mapping[str, str] | None = None) -> None:
        if not prefix:
            raise ConfigError("secrets.sources: 'env:' needs the prefix of the variables' names, such as 'env:APP_'.")
        self.name = f"env:{prefix}"
        self._prefix = prefix
        # A copy: secrets become variables themselves, which are not to be read again.
        self._environment = dict(os.environ if environment is None else environment)

    def read(self) -> dict[str, Any] | None:
        """Return the variables by their names without the prefix."""
        values: dict[str, Any] = {}
        for name in sorted(self._environment):
            if name.startswith(self._prefix) and name != self._prefix:
                _put(values, name[len(self._prefix) :].split("__"), self._environment[name])
        return values or None

    def stamp(self) -> object:
        """The environment of a process stays as it was at its start."""
        return self.name


class Folder:
    """Files named like secrets, as Docker and Kubernetes mount them; folders in it hold one file for each key."""

    def __init__(self, path: Path) -> None:
        self.name = f"folder:{path}"
        self.path = path

    def read(self) -> dict[str, Any] | None:
        """Return the content of each file, those of folders as tables, and what TOML files say."""
        if not self.path.is_dir():
            raise SecretNotFoundError(f"The source of secrets {self.name!r} cannot be read: it is no folder.")
        values = _of_mount(self.path, self.name)
        for path in _visible(self.path):
            if path.suffix == ".toml" and path.is_file():
                values.update(of_toml(_text(path, self.name), str(path)))
            elif path.is_file():
                values[path.name] = _text(path, self.name).strip()
        return values

    def stamp(self) -> object:
        """Return the facts of the files that change with their content."""
        return _stamps(self.path)


def of_toml(text: str, source: str) -> dict[str, Any]:
    """Return what a text in TOML says. Raises SecretNotFoundError that names the source and the place of the mistake."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _POSITION.search(str(error))
        raise SecretNotFoundError(
            f"The secrets of {source} cannot be read: they are not valid TOML{f' ({place[1]})' if place else ''}."
        ) from None


def merged(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return one table made of several; the later wins, key by key."""
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            before = whole.get(key)
            if isinstance(value, Mapping) and isinstance(before, Mapping):
                value = merged((before, value))  # pyright: ignore[reportUnknownArgumentType]
            whole[key] = value
    return whole


def parameters(query: str, allowed: Iterable[str], source: str) -> dict[str, str]:
    """Return what follows the "?" in a source's name. Raises ConfigError for what is unknown."""
    from urllib.parse import parse_qsl

    found = dict(parse_qsl(query, keep_blank_values=True))
    known = tuple(allowed)
    for name in found:
        if name not in known:
            raise ConfigError(
                f"secrets.sources: {source!r}: {name!r} is no parameter of such a source. There are: {', '.join(known)}."
            )
    return found


def _put(table: dict[str, Any], path: list[str], value: str) -> None:
    for part in path[:-1]:
        inner = table.get(part)
        if not isinstance(inner, dict):
            inner = table[part] = {}
        table = inner  # pyright: ignore[reportUnknownVariableType]
    table[path[-1]] = value


def _of_mount(folder: Path, source: str) -> dict[str, Any]:
    """Read folders as Kubernetes mounts them: one for each secret, with one file for each key; one file is a value."""
    values: dict[str, Any] = {}
    for sub in _visible(folder):
        if sub.is_dir():
            parts = {file.name: _text(file, source).strip() for file in _visible(sub) if file.is_file()}
            values[sub.name] = next(iter(parts.values())) if len(parts) == 1 else parts
    return values


def _visible(folder: Path) -> list[Path]:
    """Return what is in a folder, without what Kubernetes keeps there for itself."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))


def _text(path: Path, source: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise SecretNotFoundError(f"The source of secrets {source!r} cannot be read: {path} is not UTF-8.") from None
    except OSError as error:
        raise SecretNotFoundError(
            f"The source of secrets {source!r} cannot be read: {path}: {error.strerror}."
        ) from None


def _stamps(path: Path) -> object:
    try:
        facts = path.stat()
        inside = [_stamps(each) for each in _visible(path)] if path.is_dir() else []
    except OSError:
        return "not there"
    return facts.st_mtime_ns, facts.st_size, facts.st_ino, inside
