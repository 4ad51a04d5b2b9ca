"""A widget's raw value as query parameters and back. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rushlight.errors import APIError
from rushlight.state.widget import Widget
from rushlight.tree.values import same
from rushlight.wire.messages import Plain

RESERVED = ("embed", "embed_options")
"""Query parameters that steer embedding."""


def first_raw(query: Mapping[str, Sequence[str]], widget: Widget[Any]) -> Plain:
    """Return the raw value a widget begins with: what the address says, if the widget can have it, else its default."""
    texts = query.get(widget.key) if widget.bind and widget.key is not None else None
    if texts is None:
        return widget.default
    try:
        return raw_of(texts, widget)
    except ValueError:
        return widget.default


def texts_of(raw: Plain) -> list[str]:
    """Return the texts of a raw value: one for each item of a list, an empty one for none at all."""
    if isinstance(raw, (list, tuple)) and raw:
        return [_text(item) for item in raw]  # pyright: ignore[reportUnknownVariableType]
    return [_text(raw)] if raw is not None and raw != [] else [""]


def address_of(raw: Plain, widget: Widget[Any]) -> list[str] | None:
    """Return what the address says of a widget with this raw value; None for the default, which needs no saying."""
    return None if same(raw, widget.default) else (widget.to_texts or texts_of)(raw)


def raw_of(texts: Sequence[str], widget: Widget[Any]) -> Plain:
    """Return the raw value that an address gives a widget. Raises ValueError where the widget cannot have it."""
    try:
        candidates = (
            _candidates(list(texts), widget.default) if widget.of_texts is None else [widget.of_texts(list(texts))]
        )
        for candidate in candidates:
            if _can_have(widget, candidate):
                return candidate
    except (*_REFUSALS, APIError):
        pass
    raise ValueError(f"{widget.command} cannot have the value {list(texts)!r}")


_REFUSALS = (ValueError, TypeError, OverflowError)


def _can_have(widget: Widget[Any], raw: Plain) -> bool:
    if raw is None and widget.needs_value:
        return False
    try:
        widget.verify(raw)
    except _REFUSALS:
        return False
    return True


def _text(item: Any) -> str:
    if isinstance(item, bool):
        return str(item).lower()
    return number_text(item) if isinstance(item, float) else str(item)


def number_text(number: float) -> str:
    """Return a number as the address says it: a whole one without a point."""
    return str(int(number)) if number.is_integer() else str(number)


def _candidates(texts: list[str], default: Plain) -> Iterator[Plain]:
    """Yield the raw values that texts may stand for, those of the default's type first."""
    listed = isinstance(default, (list, tuple))
    if texts == [""]:
        yield [] if listed else None
    if not listed and len(texts) == 1:
        yield from _items(texts[0], default)
    item = default[0] if listed and default else None
    yield [next(_items(text, item)) for text in texts]
    yield from ([read(text) for text in texts] for read in _READERS if all(_readable(read, text) for text in texts))
    if listed is False and len(texts) > 1:
        yield from _items(texts[-1], default)


def _items(text: str, like: Plain) -> Iterator[Plain]:
    readers = sorted(_READERS, key=lambda read: _READERS[read] is not type(like))
    for read in readers if like is not None else _READERS:
        if _readable(read, text):
            yield read(text)


def _readable(read: Callable[[str], Plain], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def _bool(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError(text)
    return text.lower() == "true"


_READERS: dict[Callable[[str], Plain], type] = {str: str, int: int, float: float, _bool: bool}
