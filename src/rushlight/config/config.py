"""The settings of one app, and where each came from."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rushlight import log
from rushlight.config.options import OPTIONS, Option
from rushlight.errors import ConfigError

_logger = log.logger("config")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PREFIXES = ("STREAMLIT_", "RUSHLIGHT_")
FOLDERS = (".streamlit", ".rushlight")
"""Folders of settings; the later wins."""


class Config:
    """Settings by name; does not change, except for the few that a script may set."""

    __slots__ = ("_sources", "_values")

    def __init__(self, values: Mapping[str, Any] | None = None, sources: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})
        self._sources = dict(sources or {})

    def get(self, name: str) -> Any:
        """Return a setting's value. Raises ConfigError for an unknown name."""
        option = OPTIONS.get(name)
        if option is None:
            raise ConfigError(unknown(name))
        return self._values.get(name, option.default)

    def is_set(self, name: str) -> bool:
        """Tell whether some source sets it."""
        return name in self._values

    def source(self, name: str) -> str:
        """Return where a setting's value came from."""
        return self._sources.get(name, "the default")

    def set(self, name: str, value: Any) -> None:
        """Set what a script may set. Raises ConfigError for anything else."""
        option = OPTIONS.get(name)
        if option is None:
            raise ConfigError(unknown(name))
        if not option.scriptable:
            allowed = ", ".join(each.name for each in OPTIONS.values() if each.scriptable and not each.hidden)
            raise ConfigError(f"{name} cannot be set by a script. Set it in config.toml. A script may set: {allowed}.")
        self._values[name] = checked(option, value, "set_option")

    def set_names(self) -> list[str]:
        """Return the names of all settings that some source sets."""
        return list(self._values)


def load(
    script: Path | None = None, flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None
) -> Config:
    """Return the settings for a script: of files, then environment, then command-line flags; the later wins.

    Raises ConfigError for a value that a setting cannot have, naming the source.
    """
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}

    def take(source: str, given: Mapping[str, Any]) -> None:
        for name, value in given.items():
            option = OPTIONS.get(name)
            if option is None:
                _logger.warning("%s: %s", source, unknown(name))
                continue
            values[name] = checked(option, value, source)
            sources[name] = source

    for path in files(script):
        take(str(path), _of_file(path))
    for source, name, text in _of_environment(os.environ if environment is None else environment):
        take(f"environment variable {source}", {name: text})
    take("command line", flags or {})
    return Config(values, sources)


def files(script: Path | None, name: str = "config.toml") -> list[Path]:
    """Return the files that there are of home, working folder and script folder, the later wins."""
    homes = [Path.home(), Path.cwd(), *([script.parent] if script is not None else [])]
    paths = [home / folder / name for home in homes for folder in FOLDERS]
    return [path for path in dict.fromkeys(path.resolve() for path in paths) if path.is_file()]


def checked(option: Option, value: Any, source: str) -> Any:
    """Return a value as the setting's type. Raises ConfigError that names the source."""
    try:
        converted = _converted(option, value)
    except (TypeError, ValueError):
        raise ConfigError(f"{source}: {option.name} must be {_expected(option)}; given: {value!r}.") from None
    if option.choices and converted is not None and str(converted).lower() not in map(str.lower, option.choices):
        raise ConfigError(f"{source}: {option.name} must be one of {', '.join(option.choices)}; given: {value!r}.")
    return converted


def unknown(name: str) -> str:
    """Return what to say of an unknown setting."""
    near = difflib.get_close_matches(name, OPTIONS, n=1)
    return f"There is no setting {name!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _expected(option: Option) -> str:
    words = {
        "bool": "true or false",
        "int": "a whole number",
        "float": "a number",
        "list": "a list",
        "table": "a table",
    }
    return words.get(option.type, "a text")


def _converted(option: Option, value: Any) -> Any:
    if value is None:
        return None
    match option.type:
        case "bool":
            return _as_bool(value)
        case "int":
            if isinstance(value, bool) or (isinstance(value, float) and not value.is_integer()):
                raise ValueError
            return int(value)
        case "float":
            if isinstance(value, bool):
                raise ValueError
            return float(value)
        case "list":
            return _as_list(value)
        case "table":
            if not isinstance(value, Mapping):
                raise ValueError
            return dict(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
        case _:
            if isinstance(value, (list, dict)):
                raise ValueError
            return str(value).lower() if isinstance(value, bool) else str(value)


def _as_bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in ("true", "1", "yes", "on"):
        return True
    if word in ("false", "0", "no", "off"):
        return False
    raise ValueError


def _as_list(value: Any) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in value.strip("[]").split(",") if part.strip()]
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    raise ValueError


def _of_file(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None
    return dict(_flat(content))


def _flat(content: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in content.items():
        name = f"{prefix}{key}"
        option = OPTIONS.get(name)
        if isinstance(value, Mapping) and (option is None or option.type != "table"):
            yield from _flat(value, f"{name}.")  # pyright: ignore[reportUnknownArgumentType]
        else:
            yield name, value


def environment_name(option: Option) -> str:
    """Return an option's name in the environment, without the prefix: server.maxUploadSize is SERVER_MAX_UPLOAD_SIZE."""
    return "_".join(_HUMP.sub("_", part) for part in option.name.split(".")).upper()


def _of_environment(environment: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    for option in OPTIONS.values():
        for prefix in _PREFIXES:
            variable = prefix + environment_name(option)
            if variable in environment:
                yield variable, option.name, environment[variable]
