"""What makes a widget the same one from run to run. Pure."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import msgspec

_encoder = msgspec.msgpack.Encoder(enc_hook=repr, order="deterministic")

PREFIX = "$$ID-"


def widget_id(kind: str, key: str | None, facts: tuple[Any, ...], place: str) -> str:
    """Return the id `$$ID-<hash>-<key or None>` of a widget.

    `facts` are the arguments that make it this widget; `place` is the page (and form and region for one without key)
    it stands on.
    """
    digest = blake2b(_encoder.encode((kind, key, place, facts)), digest_size=12).hexdigest()
    return f"{PREFIX}{digest}-{key}"


def user_key(key: Any) -> str | None:
    """Return the text of a key given by the user, or None for none."""
    return None if key is None else str(key)


def is_widget_id(key: str) -> bool:
    """Tell whether a state key is an id made here rather than a key chosen by the user."""
    return key.startswith(PREFIX)


def key_of(id: str) -> str | None:
    """Return the user's key that a widget's id ends with, or None for none."""
    key = id.split("-", 2)[-1]
    return None if key == "None" else key
