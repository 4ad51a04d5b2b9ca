"""Local modules of several apps in one process: each app imports its own, whatever they are called.

Two apps may both have a `utils.py`. The modules of an app live in `sys.modules` below a name of the app's own
(`rushlight_app_sales.utils`), and code of the app sees, as its built-in function `__import__`, one that looks there first.
Code that is not the app's (installed packages, the standard library) imports as ever.
"""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

PREFIX = "rushlight_app_"


class Apart:
    """The local modules of one app.

    Args:
        name: of the app, an identifier.
        folder: where its modules are.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self._package = f"{PREFIX}{name}"
        self._folder = folder
        self.builtins: dict[str, Any] = {**vars(builtins), "__import__": self._import}
        """What code of the app is given as built-in names."""

    def install(self) -> None:
        """Have the app's modules be found from now on."""
        package = ModuleType(self._package)
        package.__path__ = [str(self._folder)]
        sys.modules[self._package] = package
        sys.meta_path.insert(0, _Finder(self._package, self.builtins))

    def remove(self) -> None:
        """Forget the app's modules."""
        sys.meta_path[:] = [
            each for each in sys.meta_path if not (isinstance(each, _Finder) and each.package == self._package)
        ]
        for name in list(sys.modules):
            if name == self._package or name.startswith(f"{self._package}."):
                del sys.modules[name]

    def _import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        top = name.partition(".")[0]
        if level or not self._has(top):
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        module = importlib.import_module(f"{self._package}.{name}")
        if not fromlist:
            return sys.modules[f"{self._package}.{top}"]
        _import_parts(module, fromlist)
        return module

    def _has(self, top: str) -> bool:
        """Tell whether the app has a module of this name, as it would come first on the path of a script's process."""
        if top in sys.builtin_module_names or not top:
            return False
        here = self._folder / top
        return (self._folder / f"{top}.py").is_file() or (here / "__init__.py").is_file() or _is_namespace(here, top)


def _is_namespace(folder: Path, top: str) -> bool:
    """Tell whether a folder without `__init__.py` is a package: only where no other module has its name."""
    return folder.is_dir() and any(folder.glob("*.py")) and top not in sys.modules and _found_elsewhere(top) is None


def _found_elsewhere(top: str) -> ModuleSpec | None:
    return None if top in sys.stdlib_module_names else PathFinder.find_spec(top)


def _import_parts(module: ModuleType, names: Iterable[str]) -> None:
    """Import what `from package import part` names that is a module of its own."""
    if not hasattr(module, "__path__"):
        return
    for name in names:
        if name != "*" and not hasattr(module, name):
            full = f"{module.__name__}.{name}"
            try:
                importlib.import_module(full)
            except ModuleNotFoundError as error:
                if error.name != full:
                    raise


class _Finder:
    """Finds modules of an app and has them loaded with its built-in names."""

    def __init__(self, package: str, names: dict[str, Any]) -> None:
        self.package = package
        self._names = names

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not fullname.startswith(f"{self.package}."):
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader.name, spec.loader.path, self._names)
        return spec

    def invalidate_caches(self) -> None:
        """There are none."""


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, names: dict[str, Any]) -> None:
        super().__init__(fullname, path)
        self._names = names

    def exec_module(self, module: ModuleType) -> None:
        module.__dict__["__builtins__"] = self._names
        super().exec_module(module)
