"""Keys that do what a click does, as scripts write them."""

from __future__ import annotations

from typing import Any

from rushlight.errors import APIError, InvalidParameterTypeError

_MODIFIERS = {
    "ctrl": "ctrl", "control": "ctrl", "mod": "ctrl", "cmd": "cmd", "command": "cmd", "meta": "cmd",
    "alt": "alt", "option": "alt", "shift": "shift",
}  # fmt: skip
_SYNONYMS = {
    "return": "enter", "esc": "escape", "del": "delete", "arrowup": "up", "arrowdown": "down", "arrowleft": "left",
    "arrowright": "right", "page_up": "pageup", "page_down": "pagedown",
}  # fmt: skip
_NAMED = {
    "enter", "space", "tab", "escape", "backspace", "delete", "insert", "home", "end", "pageup", "pagedown",
    "up", "down", "left", "right", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_TAKEN = ("c", "r")
"""Keys of the app itself: clear the caches, run again."""


def keys(shortcut: Any) -> str | None:
    """Return a shortcut in one form: modifiers, then a key, in small letters with a plus between.

    Raises InvalidParameterTypeError for what is no text, APIError for what is no shortcut.
    """
    if shortcut is None:
        return None
    if not isinstance(shortcut, str):
        raise InvalidParameterTypeError.of("shortcut", shortcut, "a text such as 'Ctrl+K'")
    parts = [part.strip().lower() for part in shortcut.split("+")]
    modifiers = [_MODIFIERS[part] for part in parts if part in _MODIFIERS]
    found = [_SYNONYMS.get(part, part) for part in parts if part not in _MODIFIERS]
    if len(found) != 1 or not (len(found[0]) == 1 or found[0] in _NAMED):
        raise APIError(
            "`shortcut` must be one key, a character or a name such as Enter, Space, Tab, Escape, Up, PageUp or F2, after "
            f"any of Ctrl, Cmd, Alt and Shift; given: {shortcut!r}. For example: 'Ctrl+K'."
        )
    if found[0] in _TAKEN:
        raise APIError(
            f"`shortcut` cannot use the keys C and R, which clear caches and run the app again; given: {shortcut!r}. "
            "Choose another key."
        )
    return "+".join([*dict.fromkeys(modifiers), found[0]])
