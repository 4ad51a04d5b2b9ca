"""The components that were declared, and the files of theirs that browsers may fetch."""

from __future__ import annotations

import os
import threading
import time
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

import msgspec

from rushlight.errors import APIError


class Declared(msgspec.Struct, frozen=True):
    """A component by its full name: a folder of files, or an address that serves them."""

    name: str
    folder: Path | None = None
    url: str | None = None


class Match(NamedTuple):
    """A file that a pattern names."""

    path: str
    """Its path below the component's folder."""
    stamp: int
    """When it was last changed, in nanoseconds."""


class Registry:
    """Components by name. Files are looked up in a list of what a folder holds, never by a joined path."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._declared: dict[str, Declared] = {}
        self._listings: dict[str, Listing] = {}
        self._matches: dict[tuple[str, str], dict[str, Path]] = {}
        """What patterns matched when they were last looked for."""

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
                self._listings.pop(component.name, None)
                self._matches = {each: found for each, found in self._matches.items() if each[0] != component.name}

    def matching(self, name: str, pattern: str) -> list[Match]:
        """Return the files of a component that a path or pattern below its folder names, as they are now.

        The folder is listed again only where a file that was known is gone.
        """
        with self._lock:
            known = self._matches.get((name, pattern))
            matches = _stamped(known) if known else []
            if len(matches) != 1:
                files = self._list(name)
                matches = _stamped({path: file for path, file in files.items() if fnmatchcase(path, pattern)})
                self._matches[name, pattern] = {match.path: files[match.path] for match in matches}
            return matches

    def file(self, name: str, path: str) -> Path | None:
        """Return a file of a component by its path below the component's folder, or None."""
        with self._lock:
            listing = self._listings.get(name)
            if listing is not None and path in listing.files:
                return listing.files[path]
            # A component that is being built gets new files.
            return self._list(name).get(path)

    def folders(self) -> list[Path]:
        """Return the folders of the components that were declared."""
        return [each.folder for each in list(self._declared.values()) if each.folder is not None]

    def _list(self, name: str) -> dict[str, Path]:
        component = self._declared.get(name)
        if component is None or component.folder is None:
            return {}
        listing = self._listings.get(name)
        if listing is None or not listing.is_fresh():
            listing = self._listings[name] = _listed(component.folder)
        return listing.files


class Listing(NamedTuple):
    """The files of a folder, with what shows whether there are others by now."""

    files: dict[str, Path]
    stamps: dict[Path, int]
    """When each folder was last changed, in nanoseconds."""
    made: int

    def is_fresh(self) -> bool:
        """Tell whether the folder holds what it held; asking costs no more than the folders below it."""
        if any(self.made - stamp < _GRAIN_NS for stamp in self.stamps.values()):
            return False
        return all(_stamp(folder) == stamp for folder, stamp in self.stamps.items())


_GRAIN_NS = 2_000_000_000
"""File systems note times of change as coarsely as this."""


def _listed(folder: Path) -> Listing:
    root = folder.resolve()
    made = time.time_ns()
    files: dict[str, Path] = {}
    stamps: dict[Path, int] = {}
    for place, _, names in os.walk(root):
        stamps[Path(place)] = _stamp(Path(place)) or 0
        for name in names:
            path = Path(place, name)
            if path.resolve().is_relative_to(root):
                files[path.relative_to(root).as_posix()] = path
    return Listing(files, stamps, made)


def _stamp(path: Path) -> int | None:
    """Return when a file or folder was last changed, in nanoseconds; None where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _stamped(files: dict[str, Path]) -> list[Match]:
    """Return those of the files that exist, with when they were last changed."""
    stamps = {path: _stamp(file) for path, file in sorted(files.items())}
    return [Match(path, stamp) for path, stamp in stamps.items() if stamp is not None]


registry = Registry()
