"""The theme that settings make, as the browser is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from rushlight.config.config import Config
from rushlight.config.options import OPTIONS, THEME_SECTIONS
from rushlight.errors import InvalidThemeError

_COLOR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]+|(?:rgb|rgba|hsl|hsla|oklch|lab|lch|hwb)\([^;{}()]*\)")
_TEXT = re.compile(r"[^;{}<>]*")


def for_browser(config: Config) -> dict[str, dict[str, Any]]:
    """Return the keys that are set, by section: "theme", "theme.sidebar", "theme.light", ...

    Raises InvalidThemeError for a value that could not be used in a style sheet.
    """
    sections = {section: _section(config, section) for section in THEME_SECTIONS}
    base = sections["theme"].get("base")
    if base is not None and base not in ("light", "dark"):
        sections["theme"] = {**_file(base), **{k: v for k, v in sections["theme"].items() if k != "base"}}
    return {section: keys for section, keys in sections.items() if keys}


def _section(config: Config, section: str) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    for option in OPTIONS.values():
        if option.section == section and config.is_set(option.name):
            value = config.get(option.name)
            name = option.name.rpartition(".")[2]
            _check(option.name, name, value)
            keys[name] = value
    return keys


def _check(full: str, name: str, value: Any) -> None:
    if isinstance(value, str) and name.endswith("Color") and not _COLOR.fullmatch(value):
        raise InvalidThemeError.of(full, value, "a colour such as '#d9480f', 'teal' or 'rgb(0, 90, 160)'")
    if isinstance(value, str) and not _TEXT.fullmatch(value):
        raise InvalidThemeError.of(full, value, "a text without ; { } < >")


def _file(base: str) -> dict[str, Any]:
    import tomllib

    try:
        content = tomllib.loads(Path(base).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InvalidThemeError(
            f"`theme.base` must be 'light', 'dark' or the path of a TOML file; given: {base!r} ({error})."
        ) from None
    theme = content.get("theme", {})
    for name, value in theme.items():
        _check(f"{base}: theme.{name}", name, value)
    return {name: value for name, value in theme.items() if not isinstance(value, dict)}
