"""How a function becomes a command: `@element` makes it a method of every container and a function of the package."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from rushlight.run.container import Container, active

P = ParamSpec("P")
R = TypeVar("R")

COMMANDS: dict[str, Callable[..., Any]] = {}
"""Every command of the package by name, as scripts call it."""


def element(function: Callable[Concatenate[Container, P], R]) -> Callable[P, R]:
    """Make `function(container, ...)` a method of containers and a command that writes to the active container."""
    name = function.__name__
    setattr(Container, name, function)

    def command(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(active(), *args, **kwargs)

    update_wrapper(command, function)
    COMMANDS[name] = command
    return command
