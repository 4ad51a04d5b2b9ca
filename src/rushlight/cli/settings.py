"""Settings on the command line, and their listing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rushlight.config import OPTIONS, Config, Option, load
from rushlight.config.config import environment_name, unknown
from rushlight.errors import ConfigError


class Words(NamedTuple):
    """What was typed after a command."""

    flags: dict[str, Any]
    """Settings by name."""
    before: list[str]
    """Words that are no settings, before `--`."""
    after: list[str]
    """What follows `--`."""


def split(words: Iterable[str]) -> Words:
    """Part words into settings, other words, and what follows `--`.

    Raises ConfigError for an unknown setting, one that may not stand here, or one without a value.
    """
    found = Words({}, [], [])
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            found.after.extend(rest)
            break
        if not word.startswith("--"):
            found.before.append(word)
            continue
        if word == "--production":
            found.flags["server.production"] = True
            continue
        name, equals, value = word[2:].partition("=")
        option = _option(name)
        if not equals:
            if not rest or rest[0] == "--":
                raise ConfigError(f"--{name} needs a value.")
            value = rest.pop(0)
        known = found.flags.get(option.name, [])
        found.flags[option.name] = [*known, value] if option.type == "list" else value
    return found


def _option(name: str) -> Option:
    option = OPTIONS.get(name)
    if option is None:
        raise ConfigError(f"{unknown(name)} Arguments of the script follow `--`.")
    if option.sensitive:
        raise ConfigError(
            f"--{name} may not stand on the command line, which others can read. "
            f"Set it in config.toml or by the environment variable RUSHLIGHT_{environment_name(option)}."
        )
    return option


def as_toml(everything: bool, flags: Mapping[str, Any] | None = None) -> str:
    """Return all settings as TOML with comments."""
    config = load(flags=flags)
    lines: list[str] = []
    section = ""
    for option in OPTIONS.values():
        if not everything and (option.hidden or option.section.startswith("theme.")):
            continue
        if option.section != section:
            section = option.section
            lines += ["", f"[{section}]"]
        lines += _lines_of(option, config)
    return "\n".join(lines).strip()


def _lines_of(option: Option, config: Config) -> list[str]:
    value = config.get(option.name)
    name = option.name.rpartition(".")[2]
    comment = f"# {option.help}"
    if config.is_set(option.name):
        shown = '"********"' if option.sensitive else _toml(value)
        return ["", f"{comment} (set by {config.source(option.name)})", f"{name} = {shown}"]
    return ["", comment, f"# {name} = {_toml(value)}"]


def _toml(value: Any) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False)
