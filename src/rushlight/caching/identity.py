"""Which function is which: a cached function keeps its entries over reruns as long as its code stays the same.

The code is looked at, not the source: the file may have changed since the function was compiled.
"""

from __future__ import annotations

import inspect
import itertools
import weakref
from collections.abc import Callable
from types import CodeType
from typing import Any

import msgspec

from rushlight.caching.hashing import Hasher


class Identity(msgspec.Struct, frozen=True):
    """What tells a function from all others."""

    module: str
    name: str
    """Qualified."""
    file: str
    digest: bytes
    """Of all that and the code; the same in another process, and wherever in the file the function stands."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What stays the same when the function's code changes."""
        return self.file, self.module, self.name


def identify(function: Callable[..., Any]) -> Identity:
    """Return the identity of a function."""
    code = _code(function)
    if code is None:
        # Classes and built-in functions are known by name; partial functions and the like only as themselves.
        return _identity(function, "", None if hasattr(function, "__qualname__") else next(_nameless))
    key = id(code)
    held = _by_code.get(key)
    if held is not None and held[0]() is code:
        return held[1]
    found = _identity(function, code.co_filename, code)
    _by_code[key] = (weakref.ref(code, lambda _: _by_code.pop(key, None)), found)
    return found


_by_code: dict[int, tuple[weakref.ref[CodeType], Identity]] = {}
"""A script's code objects stay the same over reruns; equal code objects may be of different files."""


_nameless = itertools.count()


def _code(function: Callable[..., Any]) -> CodeType | None:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code if isinstance(code, CodeType) else None


def _identity(function: Callable[..., Any], file: str, content: CodeType | int | None) -> Identity:
    module = str(getattr(function, "__module__", ""))
    name = str(getattr(function, "__qualname__", type(function).__qualname__))
    return Identity(module, name, file, Hasher().digest([module, name, file, content]))
