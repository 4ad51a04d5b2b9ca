"""Which function is which: a cached function keeps its entries over reruns as long as its source stays the same."""

from __future__ import annotations

import inspect
import itertools
import linecache
import marshal
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
    """Of all that and the source; the same in another process."""

    @property
    def place(self) -> tuple[str, str, str]:
        """What stays the same when the function's source changes."""
        return self.file, self.module, self.name


def identify(function: Callable[..., Any]) -> Identity:
    """Return the identity of a function."""
    code = _code(function)
    if code is None:
        # Classes and built-in functions are known by name; partial functions and the like only as themselves.
        source = "" if hasattr(function, "__qualname__") else str(next(_nameless))
        return _identity(function, "", source)
    key = id(code)
    held = _by_code.get(key)
    if held is not None and held[0]() is code:
        return held[1]
    found = _identity(function, code.co_filename, _source(code))
    _by_code[key] = (weakref.ref(code, lambda _: _by_code.pop(key, None)), found)
    return found


_by_code: dict[int, tuple[weakref.ref[CodeType], Identity]] = {}
"""A script's code objects stay the same over reruns; equal code objects may be of different files."""


_nameless = itertools.count()


def _code(function: Callable[..., Any]) -> CodeType | None:
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code if isinstance(code, CodeType) else None


def _identity(function: Callable[..., Any], file: str, source: str) -> Identity:
    module = str(getattr(function, "__module__", ""))
    name = str(getattr(function, "__qualname__", type(function).__qualname__))
    return Identity(module, name, file, Hasher().digest([module, name, file, source]))


def _source(code: CodeType) -> str:
    """Return the source of a function, or its bytecode if there is none."""
    lines = linecache.getlines(code.co_filename)
    if 0 < code.co_firstlineno <= len(lines):
        try:
            return "".join(inspect.getblock(lines[code.co_firstlineno - 1 :]))
        except (IndentationError, SyntaxError):
            pass
    return marshal.dumps(code).hex()
