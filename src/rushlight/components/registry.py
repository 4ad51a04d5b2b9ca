"""The components that were declared, and the files of theirs that browsers may fetch."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import msgspec

from rushlight.errors import APIError


class Declared(msgspec.Struct, frozen=True):
    """A component by its full name: a folder of files, or an address that serves them."""

    name: str
    folder: Path | None = None
    url: str | None = None


class Registry:
    """Components by name. Files are looked up in a list of what a folder holds, never by a joined path."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._declared: dict[str, Declared] = {}
        self._files: dict[str, dict[str, Path]] = {}
        self.has_modules = False
        """Components that draw in the page itself were declared; some make code out of text."""

    def add(self, component: Declared) -> None:
        """Take a component; one of the same name is replaced. Raises APIError for a folder that is not there."""
        if component.folder is not None and not component.folder.is_dir():
            raise APIError(
                f"The component {component.name!r} has no folder {str(component.folder)!r}. "
                "Give the folder that holds its built index.html."
            )
        with self._lock:
            if self._declared.get(component.name) != component:
                self._declared[component.name] = component
                self._files.pop(component.name, None)

    def get(self, name: str) -> Declared | None:
        """Return a component by its full name."""
        return self._declared.get(name)

    def paths(self, name: str) -> list[str]:
        """Return the paths of a component's files below its folder, as they are now."""
        component = self._declared.get(name)
        return [] if component is None or component.folder is None else sorted(_listed(component.folder))

    def file(self, name: str, path: str) -> Path | None:
        """Return a file of a component by its path below the component's folder, or None."""
        component = self._declared.get(name)
        if component is None or component.folder is None:
            return None
        with self._lock:
            files = self._files.get(name)
            if files is None or path not in files:
                # A component that is being built gets new files.
                files = self._files[name] = _listed(component.folder)
        return files.get(path)


def _listed(folder: Path) -> dict[str, Path]:
    root = folder.resolve()
    found: dict[str, Path] = {}
    for place, _, names in os.walk(root):
        for name in names:
            path = Path(place, name)
            if path.resolve().is_relative_to(root):
                found[path.relative_to(root).as_posix()] = path
    return found


registry = Registry()
