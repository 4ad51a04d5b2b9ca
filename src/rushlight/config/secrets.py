"""Secrets of an app as it sees them; never shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rushlight import log
from rushlight.config.config import Config, files
from rushlight.config.held import HeldSecrets
from rushlight.config.managers import ManagedSecret
from rushlight.config.sources import Environment, Files, Folder, Given, Source
from rushlight.errors import ConfigError, SecretNotFoundError

_logger = log.logger("secrets")


class Table(Mapping[str, Any]):
    """A table of secrets: read by key or attribute."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, Any]) -> None:
        object.__setattr__(self, "_items", items)

    def __getitem__(self, key: str) -> Any:
        try:
            value = self._items[key]
        except KeyError:
            raise KeyError(_missing(key)) from None
        return Table(value) if isinstance(value, Mapping) else value  # pyright: ignore[reportUnknownArgumentType]

    def __getattr__(self, key: str) -> Any:
        try:
            return self[key]
        except KeyError:
            raise AttributeError(_missing(key)) from None

    def __setattr__(self, key: str, value: Any) -> None:
        raise TypeError("secrets cannot be changed by a script")

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"<{len(self)} secrets>"

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as plain dicts."""
        return _plain(self._items)


class Secrets(Table):
    """All secrets of an app, of the sources that its settings name: by default files `secrets.toml`."""

    __slots__ = ("_held", "_places")

    _held: HeldSecrets
    _places: Callable[[], str]

    def __init__(self, config: Config, script: Path) -> None:
        """Raises ConfigError for a source that the settings name and that cannot be one."""
        super().__init__({})
        sources = _sources(config, script)
        object.__setattr__(self, "_held", HeldSecrets(sources, float(config.get("secrets.ttl"))))
        object.__setattr__(self, "_places", lambda: _places(sources))

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Secrets:
        """Return secrets that are given, not read from anywhere."""
        secrets = cls(Config(), Path("app.py"))
        object.__setattr__(secrets, "_held", HeldSecrets([Given(values)], 0))
        return secrets

    def reload(self) -> None:
        """Look at files at the next access: they may have changed."""
        self._held.look_again()

    def add(self, values: Mapping[str, Any]) -> None:
        """Have these too, for all sessions; they win over what the sources say, by top-level key."""
        self._held.add(values)

    def prepare(self) -> None:
        """Read the secrets before any script runs: they become variables of the environment, and are masked from now on.

        A source that cannot be read is logged.
        """
        try:
            self._held.get()
        except SecretNotFoundError as error:
            _logger.error("%s", error)

    def __getitem__(self, key: str) -> Any:
        return Table(self._read())[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def __repr__(self) -> str:
        return "<secrets>"

    def to_dict(self) -> dict[str, Any]:
        """Return a copy as plain dicts."""
        return _plain(self._read())

    def load_if_toml_exists(self) -> bool:
        """Read the secrets; tell whether there are any."""
        try:
            self._read()
        except SecretNotFoundError:
            return False
        return True

    def _read(self) -> Mapping[str, Any]:
        values = self._held.get()
        if values is None:
            raise SecretNotFoundError(self._places())
        return values


def named_paths(config: Config, script: Path) -> list[Path]:
    """Return the files and folders that the settings name as sources of secrets."""
    named = _paths(config.get("secrets.files"))
    for source in _sources(config, script):
        if isinstance(source, Folder):
            named.append(source.path)
        elif isinstance(source, Files) and source.name != _USUAL:
            named += source.paths()
    return named


_USUAL = "file"


def _sources(config: Config, script: Path) -> list[Source]:
    named = _paths(config.get("secrets.files"))
    usual = Files(_USUAL, lambda: named or files(script, "secrets.toml"))
    names = config.get("secrets.sources")
    return [_source(str(name), usual) for name in names] if names else [usual]


def _source(name: str, usual: Files) -> Source:
    kind, _, rest = name.partition(":")
    if name == _USUAL:
        return usual
    if rest.startswith("//"):
        return ManagedSecret(name)
    if kind == "file" and rest:
        return Files(name, lambda: [Path(rest)], required=True)
    if kind == "folder" and rest:
        return Folder(Path(rest))
    if kind == "env":
        return Environment(rest)
    raise ConfigError(
        f"secrets.sources: {name!r} is no source of secrets. There are 'file', 'file:PATH', 'env:PREFIX_', 'folder:PATH', "
        "'aws://NAME?region=REGION', 'gcp://projects/PROJECT/secrets/NAME' and 'vault://MOUNT/PATH'."
    )


def _paths(names: list[str] | None) -> list[Path]:
    return [Path(name) for name in names or ()]


def _places(sources: list[Source]) -> str:
    """Return what to say where there are no secrets at all."""
    if len(sources) > 1 or not isinstance(sources[0], Files):
        return f"There are no secrets in {', '.join(source.name for source in sources)}. Check the setting secrets.sources."
    paths = ", ".join(str(path) for path in sources[0].paths()) or "secrets.toml in .rushlight or .streamlit"
    return f"There is no file of secrets. Looked for: {paths}. Make one, or check the folder."


def _plain(items: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) if isinstance(value, Mapping) else value for key, value in items.items()}  # pyright: ignore


def _missing(key: str) -> str:
    return f"There is no secret {key!r}. Add it to secrets.toml."
