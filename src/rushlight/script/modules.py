"""The local modules that a script has imported: which they are, and how they are imported anew after a change."""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import os
import sys
import sysconfig
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType

from rushlight import log
from rushlight.script.apart import PREFIX

_logger = log.logger("modules")

_IMPORT_SECONDS = 10.0
"""How long an import that is under way may take before its module is forgotten nevertheless."""


def module_files() -> dict[str, Path]:
    """Return the files of the local modules by module name: those that are neither Python's, nor installed, nor ours."""
    found: dict[str, Path] = {}
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if name != "__main__" and isinstance(file, str) and not file.startswith(_FOREIGN):
            path = os.path.realpath(file)
            if not is_installed(Path(path)):
                found[name] = Path(path)
    return found


def is_installed(path: Path) -> bool:
    """Return whether a file or folder is Python's, of an installed package, or ours: nobody works on it."""
    return str(path).startswith(_FOREIGN) or bool(_INSTALLED.intersection(path.parts))


def forget_modules(paths: Iterable[Path]) -> set[str]:
    """Make the next import of changed local modules, and of the local modules that import them, load them anew.

    Returns the names of the modules forgotten.
    """
    changed = {Path(os.path.realpath(path)) for path in paths}
    files = module_files()
    names = {name for name, file in files.items() if file in changed}
    stale = with_importers(names, {name: _imports(name, file) for name, file in files.items()}) if names else names
    for name in stale:
        _forget(name)
        _drop_bytecode(files[name])
    importlib.invalidate_caches()
    return stale


def with_importers(names: set[str], imports: Mapping[str, set[str]]) -> set[str]:
    """Return the modules named and all that import them, directly or through others."""
    found, waiting = set(names), list(names)
    while waiting:
        imported = waiting.pop()
        importers = {name for name, needs in imports.items() if imported in needs} - found
        found |= importers
        waiting += importers
    return found


def _forget(name: str) -> None:
    module = sys.modules.get(name)
    if module is None:
        return
    _wait_until_imported(module)
    sys.modules.pop(name, None)
    parent, _, last = name.rpartition(".")
    holder = sys.modules.get(parent)
    if holder is not None and holder.__dict__.get(last) is module:
        # `from package import module` would find the old module there and not import it.
        with contextlib.suppress(AttributeError):
            delattr(holder, last)


def _wait_until_imported(module: ModuleType) -> None:
    """Wait for another thread's import, which fails if its module is taken from sys.modules."""
    deadline = time.monotonic() + _IMPORT_SECONDS
    while getattr(module.__spec__, "_initializing", False) and time.monotonic() < deadline:
        time.sleep(0.01)


def _drop_bytecode(file: Path) -> None:
    """Remove cached bytecode: Python takes it for fresh if a change keeps the file's size and second."""
    with contextlib.suppress(OSError, NotImplementedError, ValueError):
        Path(importlib.util.cache_from_source(str(file))).unlink(missing_ok=True)


def _imports(name: str, file: Path) -> set[str]:
    """Return the names that a module imports: as its source says, and as the modules say that it holds."""
    held = {value.__name__ for value in list(vars(sys.modules[name]).values()) if isinstance(value, ModuleType)}
    # A package holds its modules once somebody has imported them.
    found = {each for each in held if not each.startswith(f"{name}.")}
    found.update(_with_packages(name.rpartition(".")[0]))
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return found
    package = name if file.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(tree):
        found.update(_imported_by(node, package))
    app = name.partition(".")[0]
    return found | {f"{app}.{each}" for each in found} if app.startswith(PREFIX) else found


def _imported_by(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        for alias in node.names:
            yield from _with_packages(alias.name)
    elif isinstance(node, ast.ImportFrom):
        base = _absolute(node, package)
        yield from _with_packages(base)
        yield from (f"{base}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    above = package.split(".")
    base = ".".join(above[: len(above) - node.level + 1])
    return f"{base}.{node.module}" if node.module else base


def _with_packages(name: str) -> Iterator[str]:
    """Yield a module's name and those of the packages it is in, which are imported with it."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def _standard_folders() -> tuple[str, ...]:
    own = Path(__file__).resolve().parents[1]
    folders = {sysconfig.get_path(key) for key in ("stdlib", "platstdlib", "purelib", "platlib")} | {str(own)}
    return tuple(folder + os.sep for each in folders for folder in {each, os.path.realpath(each)})


_FOREIGN = (*_standard_folders(), "<")
_INSTALLED = {"site-packages", "dist-packages"}
