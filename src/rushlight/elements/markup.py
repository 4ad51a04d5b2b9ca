"""Text that is markdown: cleaned, with emoji shortcodes resolved; icons by name."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from rushlight.errors import APIError, InvalidURLError, InvalidValueError
from rushlight.texts import clean_text

_DATA = Path(__file__).parent.parent / "server" / "static" / "data"
_SHORTCODE = re.compile(r":([a-z0-9_+-]+):")
_MATERIAL = re.compile(r":material/([a-z0-9_]+):")
MATERIAL_BOX = "0 -960 960 960"


class Icon(msgspec.Struct, frozen=True, omit_defaults=True):
    """A small picture: an emoji, or the path of an SVG with its view box, or a word for one the browser draws itself."""

    emoji: str | None = None
    path: str | None = None
    box: str = MATERIAL_BOX
    spinner: bool = False
    name: str | None = None


def markdown(body: object) -> str:
    """Return a text for the browser to show as markdown: dedented, stripped, emoji shortcodes resolved."""
    return with_emoji(clean_text(body))


def label(text: object) -> str:
    """Return a one-line text for a label."""
    return with_emoji(str(text))


def hint(text: str | None) -> str | None:
    """Return the text of a tooltip, or None."""
    return None if text is None else markdown(text)


def with_emoji(text: str) -> str:
    """Replace `:shortcode:` by its emoji; unknown ones stay."""
    if text.count(":") < 2:
        return text
    return _SHORTCODE.sub(lambda match: _table("emoji.json").get(match[1], match[0]), text)


def icon(given: str | None, *, spinner: bool = False) -> Icon | None:
    """Return an icon for an emoji, a shortcode or `:material/name:`; raises APIError for anything else."""
    if given is None or given == "":
        return None
    if spinner and given == "spinner":
        return Icon(spinner=True)
    name = _MATERIAL.fullmatch(given)
    if name is not None:
        return Icon(path=_known_path(name[1]), name=name[1].replace("_", " "))
    resolved = with_emoji(given.strip())
    if is_emoji(resolved):
        return Icon(emoji=resolved)
    raise APIError(f"`icon` must be one emoji or a Material icon such as ':material/thumb_up:'; given: {given!r}.")


def icon_text(icon: Icon | None) -> str:
    """Return how a script names an icon; "" for none."""
    if icon is None:
        return ""
    if icon.path is not None:
        names = [name for name, path in _table("material.json").items() if path == icon.path]
        # Some have an older name as well; the shortest is the one that is in use.
        return f":material/{min(names, key=len)}:" if names else ""
    return icon.emoji or "spinner"


def is_emoji(text: str) -> bool:
    """Tell whether a text is one emoji (a rough rule that lets new ones pass)."""
    return 0 < len(text) <= 12 and not text.isascii() and not any(c.isalpha() or c.isspace() for c in text)


def material_path(name: str) -> str | None:
    """Return the SVG path data of a Material icon, or None for an unknown name."""
    return _table("material.json").get(name)


def _known_path(name: str) -> str:
    path = material_path(name)
    if path is None:
        raise APIError(f"There is no Material icon named {name!r}. The names are listed at fonts.google.com/icons.")
    return path


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, str]:
    """Return a table made by the front end's build."""
    return json.loads((_DATA / name).read_text(encoding="utf-8"))


_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
SCHEMES = ("http", "https", "mailto", "tel")


def web_address(parameter: str, url: Any, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """Return a full address of one of these schemes; raises InvalidURLError for anything else."""
    scheme = _SCHEME.match(str(url))
    if scheme is None or scheme[1].lower() not in schemes:
        raise InvalidURLError.of(parameter, url, f"a full address with {', '.join(schemes)}")
    return str(url).strip()


def address(parameter: str, url: Any) -> str:
    """Return an address that a click may open: relative, or of a scheme that runs nothing.

    Raises InvalidValueError for any other, "javascript:" above all.
    """
    text = "".join(each for each in str(url).strip() if each.isprintable())
    scheme = _SCHEME.match(text)
    if scheme is not None and scheme[1].lower() not in SCHEMES and "/" not in text[: scheme.end(1)]:
        raise InvalidValueError.of(parameter, url, f"a relative address or one with {', '.join(SCHEMES)}")
    return text
