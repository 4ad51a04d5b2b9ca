"""The theme that settings make, as the browser is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from rushlight import log
from rushlight.config.config import Config, checked
from rushlight.config.options import OPTIONS, THEME_SECTIONS
from rushlight.errors import ConfigError, InvalidThemeError

_logger = log.logger("theme")

_COLOR = re.compile(
    r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})|[a-zA-Z]+|(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\([^;{}()]*\)"
)
_TEXT = re.compile(r"[^;{}<>]*")
_LENGTH = re.compile(r"\d*\.?\d+(?:px|rem)?")
_RADII = ("none", "small", "medium", "large", "full")
_FETCH_SECONDS = 10
_MOST_BYTES = 1 << 20
_LINKED = re.compile(r"([^,:]+):\s*(https?://\S+?)(?=\s*,\s|\s*$)")
"""A face and the style sheet that brings it: `Nunito:https://example.org/nunito.css`. The address may have commas."""


class Theme(NamedTuple):
    """A theme as the browser is told of it."""

    sections: dict[str, dict[str, Any]]
    """The keys that are set, by section: "theme", "theme.sidebar", "theme.light", ..."""
    sheets: list[str]
    """Addresses of style sheets that bring typefaces."""

    @property
    def sheet_origins(self) -> list[str]:
        """Origins of other hosts from which style sheets come."""
        return _origins(self.sheets)

    @property
    def font_origins(self) -> list[str]:
        """Origins of other hosts from which typefaces come."""
        faces: list[Any] = self.sections.get("theme", {}).get("fontFaces", [])
        return _origins([str(face.get("url", "")) for face in faces])


def theme_of(config: Config) -> Theme:
    """Return the theme of settings. What cannot be used is left out, and the log says why."""
    given = {section: _set_in(config, section) for section in THEME_SECTIONS}
    base = given["theme"].get("base")
    if base is not None and str(base).lower() not in ("light", "dark"):
        below = _below(str(base), config)
        del given["theme"]["base"]
        given = {section: {**below.get(section, {}), **keys} for section, keys in given.items()}
    sheets: list[str] = []
    sections = {section: _usable(section, keys, sheets) for section, keys in given.items()}
    return Theme({section: keys for section, keys in sections.items() if keys}, list(dict.fromkeys(sheets)))


def _set_in(config: Config, section: str) -> dict[str, Any]:
    names = [name for name in OPTIONS if OPTIONS[name].section == section and config.is_set(name)]
    return {name.rpartition(".")[2]: config.get(name) for name in names if config.get(name) is not None}


# --- a theme of its own file ------------------------------------------------------------------------------------------


def _below(base: str, config: Config) -> dict[str, dict[str, Any]]:
    try:
        return _of_toml(base, config)
    except InvalidThemeError as error:
        # A theme that cannot be had is no reason not to serve the app.
        _logger.error("%s The app is shown without it.", error)
        return {}


def _of_toml(base: str, config: Config) -> dict[str, dict[str, Any]]:
    """Return the sections of a theme's own file, by name. Raises InvalidThemeError."""
    import tomllib

    try:
        content = tomllib.loads(_text_of(base, config.source("theme.base")))
    except (OSError, ValueError) as error:
        allowed = "'light', 'dark', or the path or address of a TOML file with a table [theme]"
        raise InvalidThemeError(f"`theme.base` must be {allowed}; given: {base!r} ({error}).") from None
    table = content.get("theme")
    if not isinstance(table, dict):
        raise InvalidThemeError(f"The file {base!r} of `theme.base` has no table [theme]. Put the theme's keys there.")
    return _sections(table, base)  # pyright: ignore[reportUnknownArgumentType]


def _sections(table: Mapping[str, Any], base: str, section: str = "theme") -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {section: {}}
    for key, value in table.items():
        name = f"{section}.{key}"
        if name in THEME_SECTIONS and isinstance(value, dict):
            found.update(_sections(value, base, name))  # pyright: ignore[reportUnknownArgumentType]
        elif name not in OPTIONS or (name == "theme.base" and value not in ("light", "dark")):
            _logger.warning("%s: %s=%r is no part of a theme. It is not used.", base, name, value)
        else:
            try:
                found[section][key] = checked(OPTIONS[name], value, base)
            except ConfigError as error:
                _logger.warning("%s It is not used.", error)
    return found


def _text_of(base: str, source: str) -> str:
    if base.startswith(("http://", "https://")):
        from urllib.request import urlopen

        with urlopen(base, timeout=_FETCH_SECONDS) as answer:
            return answer.read(_MOST_BYTES).decode("utf-8")
    beside = Path(source).parent.parent / base
    path = Path(base)
    return (path if path.exists() or not beside.exists() else beside).read_text(encoding="utf-8")


# --- what can be used -------------------------------------------------------------------------------------------------


def _usable(section: str, keys: Mapping[str, Any], sheets: list[str]) -> dict[str, Any]:
    """Return the keys of a section that can be used; addresses of style sheets in them are added to `sheets`."""
    usable: dict[str, Any] = {}
    for name, value in keys.items():
        try:
            usable[name] = _check(name, value)
        except ValueError as error:
            _logger.warning("%s.%s must be %s; given: %r. It is not used.", section, name, error, value)
    for name in ("font", "headingFont", "codeFont"):
        if name in usable:
            sheets += [address for _, address in _LINKED.findall(usable[name])]
            usable[name] = _LINKED.sub(r"\1", usable[name])
    return usable


def _check(name: str, value: Any) -> Any:
    """Return a value, put right, for a key of the theme; raises ValueError that says what it must be."""
    check = _CHECKS.get(name)
    if check is not None:
        return check(value)
    if name.endswith("Color"):
        return _color(value)
    if isinstance(value, str) and not _TEXT.fullmatch(value):
        raise ValueError("a text without ; { } < >")
    return value


def _color(value: Any) -> str:
    if not isinstance(value, str) or not _COLOR.fullmatch(value.strip()):
        raise ValueError("a colour such as '#d9480f', 'teal' or 'rgb(0, 90, 160)'")
    return value.strip()


def _base(value: Any) -> str:
    return str(value).lower()


def _colors(count: int | None) -> Callable[[Any], list[str]]:
    def check(value: Any) -> list[str]:
        colors = [str(each).strip() for each in value if _COLOR.fullmatch(str(each).strip())]
        if not colors or (count is not None and len(colors) != count):
            raise ValueError(f"a list of {count or 'at least one'} colours")
        return colors

    return check


def _size(value: Any) -> int:
    if value <= 0:
        raise ValueError("a number of pixels above zero")
    return int(value)


def _weight(most: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if not 100 <= float(value) <= most or float(value) % 50:
            raise ValueError(f"a multiple of 50 from 100 to {most}")
        return int(value)

    return check


def _length(value: Any) -> str:
    text = str(value).strip()
    if not _LENGTH.fullmatch(text):
        raise ValueError("a length in px or rem such as '12px' or '1.5rem'")
    return text


def _radius(value: Any) -> str:
    text = str(value).strip().lower()
    return text if text in _RADII else _length(text)


def _headings(check: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a check of six values or of one for all; of several, those that cannot be used are as they are by default."""

    def check_all(value: Any) -> Any:
        if not isinstance(value, list):
            return check(value)
        return [_or_none(check, each) for each in value[:6]]  # pyright: ignore[reportUnknownVariableType]

    return check_all


def _or_none(check: Callable[[Any], Any], value: Any) -> Any:
    try:
        return check(value)
    except ValueError:
        return None


def _faces(value: Any) -> list[dict[str, str]]:
    faces = [each for each in value if isinstance(each, dict) and {"family", "url"} <= each.keys()]
    if len(faces) != len(value):
        raise ValueError("tables with `family`, `url` and perhaps `weight`, `style` and `unicodeRange`")
    return faces


def _origins(addresses: list[str]) -> list[str]:
    parts = [urlsplit(address) for address in addresses]
    found = [f"{each.scheme}://{each.netloc}" for each in parts if each.scheme in ("http", "https") and each.netloc]
    return list(dict.fromkeys(found))


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "base": _base,
    "baseFontSize": _size,
    "baseFontWeight": _weight(600),
    "codeFontWeight": _weight(600),
    "metricValueFontWeight": _weight(900),
    "metricValueFontSize": _length,
    "codeFontSize": _length,
    "headingFontSizes": _headings(_length),
    "headingFontWeights": _headings(_weight(900)),
    "baseRadius": _radius,
    "buttonRadius": _radius,
    "paddingTop": _length,
    "paddingBottom": _length,
    "chartCategoricalColors": _colors(None),
    "chartSequentialColors": _colors(10),
    "chartDivergingColors": _colors(10),
    "fontFaces": _faces,
}
