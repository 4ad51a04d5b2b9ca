"""Nested data."""

from __future__ import annotations

import dataclasses
import json as _json
from collections import ChainMap, UserDict, UserList
from collections.abc import Iterable, Mapping
from typing import Any

from rushlight.elements import sizes
from rushlight.elements.element import element
from rushlight.elements.sizes import Size
from rushlight.errors import InvalidParameterTypeError
from rushlight.run.container import Container
from rushlight.tree.node import Props


class Json(Props, frozen=True):
    body: str
    """JSON text."""
    depth: int = -1
    """Levels that are open at first; -1 for all."""
    width: Size = "stretch"
    fault: str | None = None
    """Why the text is not JSON."""


@element
def json(container: Container, body: object, *, expanded: bool | int = True, width: Size = "stretch") -> Container:
    """Show nested data as a tree that can be folded.

    Args:
        body: anything that can become JSON (mappings, lists, dataclasses, pydantic models, ...; other values inside are
            shown as their text), or a text that is JSON; of one that is not, the page says why.
        expanded: True for all open, False for closed, or the number of levels that are open.
        width: "stretch" or a number of pixels.

    Raises:
        InvalidParameterTypeError: for an `expanded` that is neither True, False nor a number.

    Example:
        >>> st.json({"name": "Ada", "langs": ["en", "fr"]}, expanded=1)
    """
    if not isinstance(expanded, int):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidParameterTypeError.of("expanded", expanded, "True, False or a number of levels")
    depth = (-1 if expanded else 0) if isinstance(expanded, bool) else max(-1, expanded)
    wide = sizes.width(width, ("stretch",))
    if not isinstance(body, str):
        return container.draw(Json(_json.dumps(plain(body), ensure_ascii=False, default=repr), depth, wide))
    return container.draw(Json(body, depth, wide, _fault(body)))


def _fault(text: str) -> str | None:
    try:
        _json.loads(text)
    except ValueError as error:
        return str(error)
    return None


def plain(value: Any) -> Any:
    """Return a value made of what JSON knows."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    if isinstance(value, (Mapping, UserDict, ChainMap)):
        return {str(key): plain(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return plain(value._asdict())  # pyright: ignore
    return _plain_other(value)


def _plain_other(value: Any) -> Any:
    for name in ("model_dump", "to_dict", "tolist"):
        method = getattr(value, name, None)
        if callable(method) and not isinstance(value, type):
            return plain(method())
    if isinstance(value, (list, tuple, set, frozenset, UserList)) or (
        isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray))
    ):
        return [plain(each) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return repr(value) if isinstance(value, (bytes, bytearray)) else str(value)
