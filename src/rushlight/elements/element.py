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

_declared: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {}
"""Methods and commands of modules whose import has begun: what these call may not be there yet."""
_commands: dict[str, Callable[..., Any]] = {}


def element(function: Callable[Concatenate[Container, P], R]) -> Callable[P, R]:
    """Make `function(container, ...)` a method of containers and a command that writes to the active container."""
    name = function.__name__

    def command(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(active(), *args, **kwargs)

    update_wrapper(command, function)
    _declared[name] = function, command
    if name not in PLACES:
        _publish(name)
    return command


def command(name: str) -> Callable[..., Any] | None:
    """Return the command of this name, or None."""
    if name not in _commands and name in PLACES:
        _load(f"{__package__}.{PLACES[name]}")
    return _commands.get(name)


def names() -> list[str]:
    """Return the names of all commands."""
    return list(dict.fromkeys([*PLACES, *_declared]))


def _load(module: str) -> None:
    """Import a module, or wait for the thread that does. Only then are its commands there, for all threads."""
    import_module(module)
    for name, (function, _) in list(_declared.items()):
        if function.__module__ == module:
            _publish(name)


def _publish(name: str) -> None:
    function, _commands[name] = _declared[name]
    setattr(Container, name, function)


@cache
def load_all() -> None:
    """Import every element's module. (pkgutil would import `inspect`: slow.)"""
    root = Path(__file__).parent
    for folder, _, files in os.walk(root):
        package = ".".join([__package__ or "", *Path(folder).relative_to(root).parts])
        for file in files:
            if file.endswith(".py") and file != "__init__.py":
                _load(f"{package}.{file.removesuffix('.py')}")


def _method(container: Container, name: str) -> Any:
    """Find a container's method whose element was not imported yet."""
    if command(name) is None:
        raise AttributeError(f"{type(container).__name__!r} object has no attribute {name!r}")
    return getattr(container, name)


Container.__getattr__ = _method  # type: ignore[method-assign]
