"""The settings of one app, and where each came from."""

from __future__ import annotations

import difflib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from rushlight import log
from rushlight.config.options import OPTIONS, Option
from rushlight.errors import ConfigError

_logger = log.logger("config")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PREFIXES = ("STREAMLIT_", "RUSHLIGHT_")
_SECTIONS = tuple({f"{option.name.partition('.')[0].upper()}_" for option in OPTIONS.values()})
FOLDERS = (".streamlit", ".rushlight")
"""Folders of settings; the later wins."""
SETTINGS = "config.toml"
"""The file of settings in such a folder."""


class Config:
    """Settings by name. They change when a script sets one of the few that it may, or when their files are read anew."""

    __slots__ = ("_again", "_listeners", "_set_by_script", "_sources", "_values", "version")

    def __init__(
        self,
        values: Mapping[str, Any] | None = None,
        sources: Mapping[str, str] | None = None,
        again: Callable[[], Config] | None = None,
    ) -> None:
        self._values = dict(values or {})
        self._sources = dict(sources or {})
        self._again = again
        self._set_by_script: dict[str, Any] = {}
        self._listeners: list[Callable[[set[str]], None]] = []
        self.version = 0
        """Another number after each change."""

    def get(self, name: str) -> Any:
        """Return a setting's value. Raises ConfigError for an unknown name."""
        option = OPTIONS.get(name)
        if option is None:
            raise ConfigError(unknown(name))
        for values in (self._set_by_script, self._values):
            if name in values:
                return values[name]
        if name in _PRODUCTION and self._values.get("server.production"):
            return _PRODUCTION[name]
        derive = _DERIVED.get(name)
        return option.default if derive is None else derive(self)

    def is_set(self, name: str) -> bool:
        """Tell whether some source sets it."""
        return name in self._values or name in self._set_by_script

    def source(self, name: str) -> str:
        """Return where a setting's value came from."""
        return "the script" if name in self._set_by_script else self._sources.get(name, "the default")

    def set(self, name: str, value: Any) -> None:
        """Set what a script may set. Raises ConfigError for anything else."""
        option = OPTIONS.get(name)
        if option is None:
            raise ConfigError(unknown(name))
        if not option.scriptable:
            allowed = ", ".join(each.name for each in OPTIONS.values() if each.scriptable and not each.hidden)
            raise ConfigError(f"{name} cannot be set by a script. Set it in config.toml. A script may set: {allowed}.")
        before = self.get(name)
        self._set_by_script[name] = checked(option, value, "set_option")
        if self.get(name) != before:
            self._tell({name})

    def set_names(self) -> list[str]:
        """Return the names of all settings that some source sets."""
        return list(dict.fromkeys((*self._values, *self._set_by_script)))

    def reload(self) -> set[str]:
        """Read all sources anew; return the names of the settings that have changed. Raises ConfigError, changing none."""
        if self._again is None:
            return set()
        fresh = self._again()
        names = {*self._values, *fresh._values}
        changed = {name for name in names if self._values.get(name, _UNSET) != fresh._values.get(name, _UNSET)}
        self._values, self._sources = fresh._values, fresh._sources
        if changed:
            self._tell(changed)
        return changed

    def listen(self, changed: Callable[[set[str]], None]) -> None:
        """Have something called with the names of settings after they have changed, on whatever thread changed them."""
        self._listeners.append(changed)

    def _tell(self, names: set[str]) -> None:
        self.version += 1
        for listener in self._listeners:
            listener(names)


_UNSET = object()


_PRODUCTION: dict[str, Any] = {
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.toolbarMode": "viewer",
    "server.allowRunOnSave": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.runOnSave": False,
}
"""Values in production of settings that no source sets."""


def _has_no_display(_: Config) -> bool:
    if sys.platform in ("win32", "darwin"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


_DERIVED: dict[str, Callable[[Config], Any]] = {
    "server.headless": _has_no_display,
    "browser.serverPort": lambda config: config.get("server.port"),
}
"""Values of settings that no source sets, where they follow from something else."""


def load(
    script: Path | None = None,
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    places: Iterable[Path] | None = None,
) -> Config:
    """Return the settings for a script: of files, then environment, then command-line flags; the later wins.

    Files are those of the home, the working folder and the script's folder, or of `places` in their stead.

    Raises ConfigError for a value that a setting cannot have, naming the source.
    """
    environment = dict(os.environ if environment is None else environment)
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

    for path in files(script, places=places):
        take(str(path), _of_file(path))
    for variable, name, text in _of_environment(environment):
        take(f"environment variable {variable}", {name: text})
    take("command line", flags or {})
    return Config(values, sources, lambda: load(script, flags, environment, places))


def files(script: Path | None, name: str = SETTINGS, places: Iterable[Path] | None = None) -> list[Path]:
    """Return the files that there are of home, working folder and script folder (or of `places`), the later wins."""
    usual = [Path.home(), Path.cwd(), *([script.parent] if script is not None else [])]
    homes = usual if places is None else places
    paths = [home / folder / name for home in homes for folder in FOLDERS]
    return [path for path in dict.fromkeys(path.resolve() for path in paths) if path.is_file()]


def checked(option: Option, value: Any, source: str) -> Any:
    """Return a value as the setting's type. Raises ConfigError that names the source."""
    try:
        converted = _converted(option, value)
    except (TypeError, ValueError):
        raise ConfigError(
            f"{source}: {option.name} must be {_expected(option)}; given: {_shown(option, value)}."
        ) from None
    if option.pattern and not all(re.fullmatch(option.pattern, str(each)) for each in converted or ()):
        raise ConfigError(f"{source}: {option.name}: {option.help} Given: {_shown(option, value)}.")
    if not option.choices or converted is None:
        return converted
    for choice in option.choices:
        if choice.lower() == str(converted).lower():
            return choice
    raise ConfigError(
        f"{source}: {option.name} must be one of {', '.join(option.choices)}; given: {_shown(option, value)}."
    )


def _shown(option: Option, value: Any) -> str:
    return "a value that is not shown" if option.sensitive else repr(value)


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
        "values": "a text, a number, or a list of them",
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
        case "values":
            return _as_values(value)
        case "table":
            return _as_table(value)
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
        return _of_json(value, "[") or _parts(value.strip("[]"))
    if isinstance(value, Iterable) and not isinstance(value, Mapping):
        return list(value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    raise ValueError


def _as_values(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    found = _as_list(value)
    # A text without commas is the one value for all.
    return found[0] if isinstance(value, str) and len(found) == 1 and not value.startswith("[") else found


def _as_table(value: Any) -> dict[str, Any]:
    given = _of_json(value, "{") if isinstance(value, str) else value
    if not isinstance(given, Mapping):
        raise ValueError
    return {str(key): each for key, each in given.items()}  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _of_json(text: str, start: str) -> Any:
    """Return what a text holds as JSON, None if it does not begin like that."""
    if not text.strip().startswith(start):
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return None


def _parts(text: str) -> list[str]:
    """Return what stands between commas, except those inside of parentheses: `red, rgb(0, 90, 160)` has two parts."""
    parts = re.split(r",(?![^()]*\))", text)
    return [part.strip().strip("\"'") for part in parts if part.strip()]


def _of_file(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from None
    return dict(flat(content))


def flat(content: Mapping[str, Any], prefix: str = "") -> Iterable[tuple[str, Any]]:
    """Yield the settings of nested tables by their whole names; what is a table by itself stays one."""
    for key, value in content.items():
        name = f"{prefix}{key}"
        option = OPTIONS.get(name)
        if isinstance(value, Mapping) and (option is None or option.type != "table"):
            yield from flat(value, f"{name}.")  # pyright: ignore[reportUnknownArgumentType]
        else:
            yield name, value


def environment_name(option: Option) -> str:
    """Return an option's name in the environment, without the prefix: server.maxUploadSize is SERVER_MAX_UPLOAD_SIZE."""
    return "_".join(_HUMP.sub("_", part) for part in option.name.split(".")).upper()


def _of_environment(environment: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    known = {environment_name(option): option.name for option in OPTIONS.values()}
    for prefix in _PREFIXES:
        for variable, text in environment.items():
            name = variable.removeprefix(prefix)
            if name == variable:
                continue
            if name in known:
                yield variable, known[name], text
            elif name.startswith(_SECTIONS):
                near = difflib.get_close_matches(name, known, n=1)
                advice = f" Did you mean {prefix}{near[0]}?" if near else ""
                _logger.warning("The environment variable %s is no setting.%s", variable, advice)
