"""The releases of an app: folders that are made once and never change, and which of them serves."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from rushlight.errors import HostError
from rushlight.hosting.owner import remove
from rushlight.hosting.place import Place, read, write_toml

KEPT = 3
"""Releases that are kept: the one that serves and those before it."""
_MARK = "release.toml"


class Release(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of a release, its file release.toml; only a release that is whole has one."""

    made: str
    commit: str = ""
    script: str = ""
    packages: str = ""
    """File of the source that has said which packages belong into the environment."""


class Releases:
    """The releases of one app, each named by a number that grows."""

    def __init__(self, place: Place, name: str) -> None:
        self.name = name
        self._folder = place.app(name) / "releases"
        self._current = place.app(name) / "current"

    def folder(self, release: str) -> Path:
        """Return the folder of a release."""
        return self._folder / release

    def source(self, release: str) -> Path:
        """Return the folder of a release's source."""
        return self.folder(release) / "source"

    def environment(self, release: str) -> Path:
        """Return the folder of a release's environment."""
        return self.folder(release) / "env"

    def facts(self, release: str) -> Release:
        """Return what is known of a release."""
        return read(self.folder(release) / _MARK, Release, f"{self.name} has no release {release}.")

    def current(self) -> str | None:
        """Return the release that serves."""
        try:
            return Path(os.readlink(self._current)).name
        except OSError:
            return None

    def whole(self) -> list[str]:
        """Return all releases that are whole, the newest first."""
        return sorted((path.parent.name for path in self._folder.glob(f"*/{_MARK}")), key=int, reverse=True)

    def before(self) -> str:
        """Return the release before the one that serves. Raises HostError if there is none."""
        current = int(self.current() or 0)
        older = [release for release in self.whole() if int(release) < current]
        if not older:
            raise HostError(f"{self.name} has no release to go back to.")
        return older[0]

    def begin(self) -> str:
        """Make a folder for a new release, of a number that none has had that is still there."""
        self._folder.mkdir(parents=True, exist_ok=True)
        numbers = [int(path.name) for path in self._folder.iterdir() if path.name.isdigit()]
        release = str(max([*numbers, int(self.current() or 0)], default=0) + 1)
        self.folder(release).mkdir()
        return release

    def complete(self, release: str, commit: str, script: str, packages: str) -> None:
        """Mark a release as whole."""
        made = datetime.now(UTC).isoformat(timespec="seconds")
        write_toml(self.folder(release) / _MARK, Release(made, commit, script, packages))

    def switch(self, release: str) -> None:
        """Have another release serve, from one moment to the next."""
        fresh = self._current.with_name(".current")
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("releases") / release)
        os.replace(fresh, self._current)

    def discard(self, release: str) -> None:
        """Delete a release."""
        (self.folder(release) / _MARK).unlink(missing_ok=True) if self._may_change(release) else None
        remove(self.folder(release))

    def prune(self) -> None:
        """Delete what is not whole, and the oldest of what is."""
        current = self.current()
        kept = {*self.whole()[:KEPT], current}
        for path in list(self._folder.iterdir()) if self._folder.is_dir() else []:
            if path.name not in kept:
                self.discard(path.name)

    def _may_change(self, release: str) -> bool:
        folder = self.folder(release)
        if folder.is_dir():
            folder.chmod(0o700)
        return folder.is_dir()
