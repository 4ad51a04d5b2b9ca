"""How a function becomes a command: `@element` makes it a method of every container and a function of the package.

A command's module is imported when a script first uses it, so that importing the package stays quick.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache, update_wrapper
from importlib import import_module
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from rushlight.elements.places import PLACES
from rushlight.run.container import Container, active

P = ParamSpec("P")
R = TypeVar("R")

_loaded: dict[str, Callable[..., Any]] = {}


def element(function: Callable[Concatenate[Container, P], R]) -> Callable[P, R]:
    """Make `function(container, ...)` a method of containers and a command that writes to the active container."""
    name = function.__name__
    setattr(Container, name, function)

    def command(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(active(), *args, **kwargs)

    update_wrapper(command, function)
    _loaded[name] = command
    return command


def command(name: str) -> Callable[..., Any] | None:
    """Return the command of this name, or None."""
    if name not in _loaded and name in PLACES:
        import_module(f"{__package__}.{PLACES[name]}")
    return _loaded.get(name)


def names() -> list[str]:
    """Return the names of all commands."""
    return list(dict.fromkeys([*PLACES, *_loaded]))


@cache
def load_all() -> None:
    """Import every element's module. (pkgutil would import `inspect`: slow.)"""
    root = Path(__file__).parent
    for folder, _, files in os.walk(root):
        package = ".".join([__package__ or "", *Path(folder).relative_to(root).parts])
        for file in files:
            if file.endswith(".py") and file != "__init__.py":
                import_module(f"{package}.{file.removesuffix('.py')}")


def _method(container: Container, name: str) -> Any:
    """Find a container's method whose element was not imported yet."""
    if command(name) is None:
        raise AttributeError(f"{type(container).__name__!r} object has no attribute {name!r}")
    return getattr(container, name)


Container.__getattr__ = _method  # type: ignore[method-assign]
