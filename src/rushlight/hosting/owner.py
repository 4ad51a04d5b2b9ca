"""Whose an app's files and processes are: users of their own where the host runs as root."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from rushlight.hosting.place import Host

_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "PYTHONPATH")
_KEPT_BEGINNINGS = ("UV_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy")


class Owner(msgspec.Struct, frozen=True):
    """A user by number: one without an entry in /etc/passwd, so that there is nothing to log in to."""

    id: int = 0
    """0 for whoever runs the host."""
    proxy_group: int = 0

    @classmethod
    def of(cls, host: Host, number: int) -> Owner:
        """Return the owner of the app of a number; 0 is the gate's."""
        return cls(host.first_user + number if host.first_user else 0, host.proxy_group)

    def own(self, path: Path, mode: int) -> Path:
        """Make a folder that only the owner may use."""
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
        if self.id:
            os.chown(path, self.id, self.id)
        return path

    def share_with_proxy(self, path: Path) -> Path:
        """Make a folder for sockets: what the owner makes in it belongs to the proxy's group."""
        path.mkdir(parents=True, exist_ok=True)
        if self.id:
            os.chown(path, self.id, self.proxy_group)
            path.chmod(0o2750)  # after the change of the owner, which takes the bit away
        else:
            path.chmod(0o700)
        return path

    def give(self, path: Path) -> None:
        """Make a folder and all in it the owner's."""
        if self.id:
            for each in (path, *path.rglob("*")):
                os.chown(each, self.id, self.id, follow_symlinks=False)

    def rights(self) -> dict[str, Any]:
        """Return what `subprocess` is told to run something as the owner."""
        return {"user": self.id, "group": self.id, "extra_groups": []} if self.id else {}

    def become(self, groups: Iterable[int] = ()) -> None:
        """Make this process the owner's, for good."""
        if self.id:
            os.setgroups(list(groups))
            os.setgid(self.id)
            os.setuid(self.id)


def surroundings(home: Path) -> dict[str, str]:
    """Return the variables that what is run for an app may know: nothing of the operator's own."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith(_KEPT_BEGINNINGS)}
    return {**kept, "HOME": str(home)}


def seal(path: Path, owner: Owner) -> None:
    """Let nobody change what lies in a folder any more, and let its owner read it."""
    for each in (path, *path.rglob("*")):
        if each.is_symlink():
            continue
        if owner.id:
            os.chown(each, 0, owner.id)
        mode = stat.S_IMODE(each.stat().st_mode)
        each.chmod((mode | 0o440 | (0o110 if each.is_dir() or mode & 0o100 else 0)) & ~0o227)


def remove(path: Path) -> None:
    """Delete a folder, a sealed one too."""
    if path.is_dir():
        for each in (path, *path.rglob("*")):
            if each.is_dir() and not each.is_symlink():
                each.chmod(0o700)
    shutil.rmtree(path, ignore_errors=True)
