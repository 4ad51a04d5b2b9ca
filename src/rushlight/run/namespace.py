"""What the module `__main__` is: for the code of a script, the namespace of its own run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from inspect import unwrap
from types import ModuleType
from typing import Any, TypeAlias

Names: TypeAlias = dict[str, Any]
"""The global names of one run of a script."""

_running: ContextVar[Names | None] = ContextVar("rushlight_names", default=None)

running: Callable[[], Names | None] = _running.get
"""Return the namespace of the script that the calling code is a part of, or None."""


class ScriptMain(ModuleType):
    """The module `__main__` as each run sees it.

    `pickle`, type hints and dataclasses look a script's classes up there; many runs do so at the same time.
    """

    def __getattribute__(self, name: str) -> Any:
        names = _running.get()
        if names is None:
            return super().__getattribute__(name)
        if name == "__dict__":
            return names
        if name in names:
            return names[name]
        if name.startswith("__"):
            return super().__getattribute__(name)
        raise AttributeError(f"module '__main__' has no attribute {name!r}", name=name, obj=self)

    def __setattr__(self, name: str, value: Any) -> None:
        names = _running.get()
        if names is None:
            super().__setattr__(name, value)
        else:
            names[name] = value


def install() -> None:
    """Have `__main__` be the running script's namespace, for code of scripts, from now on."""
    main = sys.modules["__main__"]
    if type(main) is ModuleType:
        main.__class__ = ScriptMain


def fresh(path: str, names: Names) -> Names:
    """Return the namespace for a run of a script, with these names in it."""
    module: Names = dict.fromkeys(("__doc__", "__loader__", "__package__", "__spec__"))
    return {**module, "__name__": "__main__", "__file__": path, "__builtins__": __builtins__, **names}


@contextmanager
def as_main(names: Names | None) -> Generator[None]:
    """Have this be the namespace of the running script meanwhile; None leaves it as it is."""
    if names is None:
        yield
        return
    token = _running.set(names)
    try:
        yield
    finally:
        _running.reset(token)


def names_of(function: Any) -> Names | None:
    """Return the namespace of the script that a function was defined in; None for one that was imported."""
    while isinstance(function, partial):
        function = function.func
    names = getattr(unwrap(function), "__globals__", None)
    return names if names is not None and names.get("__name__") == "__main__" else None
