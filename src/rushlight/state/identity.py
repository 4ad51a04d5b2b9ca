"""What makes a widget the same one from run to run. Pure."""

from __future__ import annotations

from collections.abc import Mapping
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


def same(a: Any, b: Any) -> bool:
    """Compare two raw values as the wire does: 1, 1.0 and True differ."""
    if isinstance(a, (list, tuple)) and isinstance(b, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return type(a) is type(b) and bool(a == b)
